using System.Diagnostics.CodeAnalysis;

namespace Ocop.Market.Accounts.Rights;

public enum ScopeLevel { Programme, Province, Commune, Holder }

/// <summary>
/// A part of the programme, as the path that leads to it: "/" is the whole, "/19/" a province, "/19/05542/" a commune, "/19/05542/p:…/" one
/// producer and "/19/05542/s:…/" one sales point. A place that is not known is "-". Whoever has a right on a path has it on all that begins with it,
/// so lists are filtered in the database by the beginning of a column.
/// </summary>
public readonly record struct Scope
{
    private const string Unknown = "-";
    private readonly string? _path;

    private Scope(string path) => _path = path;

    public static readonly Scope Programme = new("/");

    public string Path => _path ?? "/";

    public ScopeLevel Level => (ScopeLevel)(Path.AsSpan().Count('/') - 1);

    public string? ProvinceCode => PartAt(1);

    public string? CommuneCode => PartAt(2);

    public Guid? ProducerId => HolderAt('p');

    public Guid? SalesPointId => HolderAt('s');

    /// <param name="province">Code of today's list of units: two digits.</param>
    public static Scope Province(string? province) => new($"/{province ?? Unknown}/");

    public static Scope Commune(string? province, string? commune) => new($"/{province ?? Unknown}/{commune ?? Unknown}/");

    public static Scope Producer(string? province, string? commune, Guid producerId) => new($"{Commune(province, commune).Path}p:{producerId:n}/");

    public static Scope SalesPoint(string? province, string? commune, Guid salesPointId) => new($"{Commune(province, commune).Path}s:{salesPointId:n}/");

    public static bool TryParse([NotNullWhen(true)] string? path, out Scope scope)
    {
        scope = default;
        if (path is not ['/', ..] || path[^1] != '/' || path.Length > 64 || path.AsSpan().Count('/') > 4 || path.Contains("//", StringComparison.Ordinal)) return false;
        if (path.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('/' or '-' or ':'))) return false;
        scope = new Scope(path);
        return true;
    }

    /// <exception cref="FormatException">No path of a scope.</exception>
    public static Scope Parse(string path) => TryParse(path, out var scope) ? scope : throw new FormatException($"\"{path}\" is no scope.");

    public bool Holds(Scope other) => other.Path.StartsWith(Path, StringComparison.Ordinal);

    public override string ToString() => Path;

    private string? PartAt(int index)
    {
        var parts = Path.Split('/');
        return parts.Length > index + 1 && parts[index] != Unknown ? parts[index] : null;
    }

    private Guid? HolderAt(char kind) =>
        PartAt(3) is { } part && part[0] == kind && Guid.TryParseExact(part[2..], "n", out var id) ? id : null;
}
