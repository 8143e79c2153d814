using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Places;

public static class CommuneKindNames
{
    public static LocalText Words(this CommuneKind kind) => kind switch
    {
        CommuneKind.Xa => new("xã", "commune"),
        CommuneKind.Phuong => new("phường", "ward"),
        CommuneKind.DacKhu => new("đặc khu", "special zone"),
    };
}
