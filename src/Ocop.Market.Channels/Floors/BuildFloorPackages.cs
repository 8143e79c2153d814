using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Floors;

/// <param name="MostBytes">Of one ZIP: what a mail or a web form of a platform still takes.</param>
public sealed record FloorPackageOptions(long MostBytes = 50 * 1024 * 1024);

/// <summary>
/// Makes the packages that wait, one after the other: sheets, pictures, manifest. The files lie in the media store before the rows say so; killed in
/// between, the package is made again from the beginning.
/// </summary>
public sealed class BuildFloorPackages(IChannelsDb db, Goods goods, IMediaFiles files, MediaStore media, FloorShop shop, FloorPackageOptions options, TimeProvider clock)
{
    public static readonly TimeSpan FilesKept = TimeSpan.FromDays(30);

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How many packages were made or emptied.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var count = await ForgetOldAsync(cancel);
        while (await db.FloorPackages.Where(package => package.State == PackageState.Waiting || package.State == PackageState.Building).OrderBy(package => package.Id).FirstOrDefaultAsync(cancel) is { } package)
        {
            try
            {
                await BuildAsync(package, cancel);
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                // Its page says so, the job's line says why, and the next run goes on with the next package.
                db.ChangeTracker.Clear();
                await db.FloorPackages.Where(it => it.Id == package.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.State, PackageState.Failed).SetProperty(it => it.Version, it => it.Version + 1), CancellationToken.None);
                throw;
            }

            db.ChangeTracker.Clear();
            count++;
        }

        return count;
    }

    /// <summary>The ZIP of that name, or null where it is gone.</summary>
    public static string PlaceOf(Guid package, string name) => $"packages/{package:n}/{name}";

    private async Task BuildAsync(FloorPackage package, CancellationToken cancel)
    {
        var floor = await db.Floors.AsNoTracking().SingleAsync(it => it.Id == package.FloorId, cancel);
        package.Begin();
        await db.SaveChangesAsync(cancel);

        var folder = Directory.CreateTempSubdirectory("ocop-package-");
        try
        {
            var packed = await WriteSheetsAsync(package, floor, folder, cancel);
            if (packed.Count == 0)
            {
                await KeepAsync(package, packed, 0, [], cancel);
                return;
            }

            var (zips, pictures) = await ZipAsync(package, floor, packed, folder, cancel);
            foreach (var zip in zips) await files.WriteAsync(PlaceOf(package.Id, zip.Name), Path.Combine(folder.FullName, zip.Name), cancel);
            await KeepAsync(package, packed, pictures, zips, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Packed(Guid ProductId, string Hash, int Rows, Guid? DecisionId, bool IsUnchanged, IReadOnlyList<(string Name, string Key, int Width)> Pictures);

    private async Task<List<Packed>> WriteSheetsAsync(FloorPackage package, Floor floor, DirectoryInfo folder, CancellationToken cancel)
    {
        var (columns, packed, seen) = (floor.Columns, new List<Packed>(), 0);
        var ids = await db.FloorPackageItems.Where(item => item.PackageId == package.Id).OrderBy(item => item.Id).Select(item => item.ProductId).ToListAsync(cancel);
        await using var excel = File.Create(Path.Combine(folder.FullName, "products.xlsx"));
        await using var workbook = new WorkbookFile(excel, "Sản phẩm");
        await workbook.BeginAsync([.. columns.Select(_ => 18)], [.. columns.Select(column => column.Heading)]);
        // With a BOM, so that spreadsheets read the marks.
        await using var csv = new StreamWriter(Path.Combine(folder.FullName, "products.csv"), append: false, new UTF8Encoding(true)) { NewLine = "\r\n" };
        await csv.WriteLineAsync(CsvText.Write(columns.Select(column => CsvText.Harmless(column.Heading))));
        foreach (var portion in ids.Chunk(Goods.Portion))
        {
            var known = await db.FloorListings.AsNoTracking().Where(listing => listing.FloorId == floor.Id && portion.Contains(listing.ProductId)).ToDictionaryAsync(listing => listing.ProductId, cancel);
            foreach (var ofOne in (await goods.OfAsync(portion, clock.Today(), cancel).ToListAsync(cancel)).GroupBy(good => good.Product.Id))
            {
                var rows = FloorSheet.RowsOf([.. ofOne], shop);
                var (hash, product) = (FloorSheet.HashOf(columns, rows), rows[0].Good);
                var isUnchanged = known.GetValueOrDefault(ofOne.Key) is { State: ListingState.Exported or ListingState.HandedOver or ListingState.Live } listing && listing.RowHash == hash;
                if (package.OnlyChanged && isUnchanged) continue;
                foreach (var cells in rows.Select(row => FloorSheet.CellsOf(columns, row)))
                {
                    await workbook.WriteRowAsync(cells);
                    await csv.WriteLineAsync(CsvText.Write(cells));
                }

                packed.Add(new Packed(ofOne.Key, hash, rows.Count, product.Decision?.Id, isUnchanged, [.. product.Photos.Zip(rows[0].Pictures, (photo, name) => (name, photo.Key, photo.Width))]));
            }

            seen += portion.Length;
            await db.FloorPackages.Where(it => it.Id == package.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Done, seen), cancel);
        }

        return packed;
    }

    private async Task<(List<PackageFile> Zips, int Pictures)> ZipAsync(FloorPackage package, Floor floor, List<Packed> packed, DirectoryInfo folder, CancellationToken cancel)
    {
        var pictures = packed.SelectMany(product => product.Pictures).ToList();
        var name = FormattableString.Invariant($"{VietnameseText.Slug(floor.Name)}-{package.Number:000}");
        await using var zips = new PackageZips(folder, name, options.MostBytes, pictures.Count + 2, clock.UtcNow());
        foreach (var sheet in new[] { "products.xlsx", "products.csv" })
        {
            await using var content = File.OpenRead(Path.Combine(folder.FullName, sheet));
            await zips.AddAsync(sheet, content, content.Length, cancel);
        }

        foreach (var (file, key, width) in pictures)
        {
            await using var picture = await media.OpenAsync(key, width, "jpg", cancel) ?? throw new FileNotFoundException($"A product names the picture {key}, but its JPEG of {width} is not in the media store.");
            await zips.AddAsync("images/" + file, picture.Content, picture.Length, cancel);
        }

        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            format = "ocop-floor-package-1", floor = floor.Name, sheet = floor.IsOwnSheet ? "OCOP Market 1" : "template", version = package.Number,
            time = clock.UtcNow(), day = clock.Today(), rows = packed.Sum(product => product.Rows), products = packed.Count, files = zips.Files,
        }, Json);
        return (await zips.CloseAsync(manifest, cancel), pictures.Count);
    }

    private Task KeepAsync(FloorPackage package, List<Packed> packed, int pictures, List<PackageFile> zips, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        var now = clock.UtcNow();
        foreach (var product in packed)
        {
            await db.FloorPackageItems.Where(item => item.PackageId == package.Id && item.ProductId == product.ProductId)
                .ExecuteUpdateAsync(set => set.SetProperty(it => it.Hash, product.Hash).SetProperty(it => it.Rows, product.Rows).SetProperty(it => it.DecisionId, product.DecisionId), cancel);
            // Somebody may have asked for its removal meanwhile.
            if (!product.IsUnchanged)
                await db.FloorListings.Where(listing => listing.FloorId == package.FloorId && listing.ProductId == product.ProductId && listing.State != ListingState.RemovalRequested)
                    .ExecuteUpdateAsync(set => set.SetProperty(it => it.State, ListingState.Exported).SetProperty(it => it.RowHash, product.Hash).SetProperty(it => it.ExportedAt, now)
                        .SetProperty(it => it.HandedOverAt, (DateTime?)null).SetProperty(it => it.ChangedAt, now).SetProperty(it => it.Version, it => it.Version + 1), cancel);
        }

        package.Finish(packed.Sum(product => product.Rows), pictures, zips, now);
        db.AuditEntries.Add(new AuditEntry(now, "job:floor-packages", "FloorPackageMade", ChangeSubject.Floor(package.FloorId), after: FormattableString.Invariant($"package: {package.Number}\nrows: {package.Rows}\nfiles: {zips.Count}")));
        return await db.SaveChangesAsync(cancel);
    }, cancel);

    private async Task<int> ForgetOldAsync(CancellationToken cancel)
    {
        var last = clock.UtcNow() - FilesKept;
        var old = await db.FloorPackages.Where(package => package.State == PackageState.Ready && package.FilesDeletedAt == null && package.MadeAt < last).ToListAsync(cancel);
        foreach (var package in old)
        {
            foreach (var file in package.Files) await files.DeleteAsync(PlaceOf(package.Id, file.Name), cancel);
            package.ForgetFiles(clock.UtcNow());
            await db.SaveChangesAsync(cancel);
        }

        return old.Count;
    }
}
