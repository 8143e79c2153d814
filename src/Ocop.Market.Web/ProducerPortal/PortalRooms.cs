namespace Ocop.Market.Web.ProducerPortal;

/// <summary>The producers' rooms share the editor's pages with the desk; the address says whose they are.</summary>
public static class PortalRooms
{
    public const string Path = "/cong-chu-the";

    public static bool IsHere(PathString path) => path.StartsWithSegments(Path, StringComparison.Ordinal);
}
