using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Data.Bulk;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>
/// Fills the administrative units, old and new, from data/units. Runs at every start and does nothing while the files are those
/// that were loaded last. A unit that a newer file no longer has stays in the table: old orders and decisions name it.
/// </summary>
public sealed class UnitsLoader(MarketDb db, PlaceDirectory places, TimeProvider clock)
{
    private static readonly string[] Names = ["provinces.csv", "communes.csv", "legacy_provinces.csv", "legacy_districts.csv", "legacy_communes.csv"];

    /// <param name="folder">The folder "units".</param>
    /// <returns>Whether anything was loaded.</returns>
    public async Task<bool> LoadAsync(string folder, CancellationToken cancel)
    {
        var hash = ShippedFiles.HashOf(Names.Select(name => Path.Combine(folder, name)));
        if (await db.LoadedFiles.AnyAsync(file => file.Name == "units" && file.Hash == hash, cancel)) return false;

        var outcome = await db.InTransactionAsync<bool>(async () =>
        {
            if (!await db.ClaimAsync("units", hash, cancel)) return false;
            await WriteAsync(folder, cancel);
            db.Changes.Add(new Change(clock.UtcNow(), ChangeSubject.Place("all")));
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        if (outcome.Value) places.Forget();
        return outcome.Value;
    }

    private async Task WriteAsync(string folder, CancellationToken cancel)
    {
        IAsyncEnumerable<IReadOnlyDictionary<string, string>> Read(string name) => CsvText.ReadNamedAsync(Path.Combine(folder, name));

        await db.OverwriteAsync(Read("provinces.csv").Select(row => new Province(row["code"], row["name"], row["type"], row["slug"], Degrees(row["lat"]), Degrees(row["lng"]),
            Enum.Parse<Region>(row["region"], ignoreCase: true))), cancel);
        await db.OverwriteAsync(Communes(Read("communes.csv")), cancel);

        // Nothing points at the old units by key, so they are simply written anew. A divided commune has several rows under one code.
        await db.LegacyCommunes.ExecuteDeleteAsync(cancel);
        await db.LegacyDistricts.ExecuteDeleteAsync(cancel);
        await db.LegacyProvinces.ExecuteDeleteAsync(cancel);
        await db.OverwriteAsync(Read("legacy_provinces.csv").Select(row => new LegacyProvince(row["code"], row["name"], row["type"], row["new_code"])), cancel);
        await db.OverwriteAsync(Read("legacy_districts.csv").Select(row => new LegacyDistrict(row["code"], row["name"], row["type"], row["legacy_province_code"])), cancel);
        await db.OverwriteAsync(Read("legacy_communes.csv").Select((row, index) => new LegacyCommune(index + 1, row["code"] is { Length: > 0 } code ? code : null,
            row["name"], row["type"], row["legacy_district_code"], row["legacy_province_code"], row["new_code"], row["divided"] == "1")), cancel);
    }

    // Ten pairs within one province differ by marks only (Ba Tơ, Ba Tô): the second takes its code into the address.
    private static async IAsyncEnumerable<Commune> Communes(IAsyncEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        var slugs = new HashSet<(string, string)>();
        await foreach (var row in rows)
        {
            var (code, name, province) = (row["code"], row["name"], row["province_code"]);
            var slug = VietnameseText.Slug(name);
            if (!slugs.Add((province, slug))) slug = $"{slug}-{code}";
            yield return new Commune(code, name, KindOf(row["type"]), province, slug, Degrees(row["lat"]), Degrees(row["lng"]), row["remote"] == "1");
        }
    }

    private static CommuneKind KindOf(string type) => type switch
    {
        "Xã" => CommuneKind.Xa,
        "Phường" => CommuneKind.Phuong,
        "Đặc khu" => CommuneKind.DacKhu,
        _ => throw new InvalidDataException($"\"{type}\" is no kind of commune."),
    };

    private static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
