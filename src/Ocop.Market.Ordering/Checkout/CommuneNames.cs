using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Checkout;

/// <summary>Finds a commune of a province by its name of today or of before July 2025, with or without "xã", marks and leading zeros.</summary>
internal sealed class CommuneNames(IOrderingDb db) : IAddressLookup
{
    private static readonly string[] Kinds = ["dac khu ", "thi tran ", "phuong ", "xa ", "p. ", "p.", "x. ", "tt. ", "tt "];

    public async Task<IReadOnlyList<CommuneMatch>> FindAsync(string provinceCode, string text, CancellationToken cancel)
    {
        var wanted = Bare(text);
        if (wanted.Length == 0) return [];
        var communes = await db.Communes.AsNoTracking().Where(commune => commune.ProvinceCode == provinceCode).ToListAsync(cancel);
        var legacy = await db.LegacyCommunes.AsNoTracking()
            .Where(old => db.Communes.Any(commune => commune.Code == old.NewCode && commune.ProvinceCode == provinceCode))
            .Select(old => new { old.Name, old.NewCode }).ToListAsync(cancel);

        var meant = communes.Where(commune => Bare(commune.Name) == wanted).Select(commune => commune.Code)
            .Concat(legacy.Where(old => Bare(old.Name) == wanted).Select(old => old.NewCode)).ToHashSet();
        return [.. communes.Where(commune => meant.Contains(commune.Code)).OrderBy(commune => commune.Name, StringComparer.Ordinal).Select(MatchOf)];
    }

    private static CommuneMatch MatchOf(Commune commune) => new(commune.Code, WithKind(commune));

    public static string WithKind(Commune commune) => commune.Kind switch
    {
        CommuneKind.Xa => $"Xã {commune.Name}",
        CommuneKind.Phuong => $"Phường {commune.Name}",
        CommuneKind.DacKhu => $"Đặc khu {commune.Name}",
    };

    // "P. 03" and "Phường 3" are one ward.
    private static string Bare(string name)
    {
        var folded = VietnameseText.Fold(name);
        var kind = Kinds.FirstOrDefault(kind => folded.StartsWith(kind, StringComparison.Ordinal));
        var bare = kind is null ? folded : folded[kind.Length..].Trim();
        return int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : bare;
    }
}
