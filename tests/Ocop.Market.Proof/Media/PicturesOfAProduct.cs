using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof.Media;

public sealed class PicturesOfAProduct : IDisposable
{
    private const string Slug = "che-dinh";
    private const string Sku = "CHE-DINH-100";
    private const string Alt = "Hộp chè đinh và chén nước chè";

    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-media-").FullName;
    private readonly string _inbox = Directory.CreateTempSubdirectory("ocop-inbox-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_inbox, recursive: true);
    }

    [Theory, BothDatabases]
    public async Task A_photo_leaves_its_row_an_audit_entry_and_a_change(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var before = await CountAsync(market);

        var taken = await AddAsync(market, await TestPictures.JpegAsync(1300, 1700), Alt, product: Sku);

        Assert.Equal((Slug, PictureStanding.Added), (taken.Value!.ProductSlug, taken.Value.Standing));
        Assert.Equal(before with { Images = 1, Audits = before.Audits + 1, Changes = before.Changes + 1 }, await CountAsync(market));
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ICatalogDb>();
            var image = await db.ProductImages.SingleAsync();
            Assert.Equal((Alt, 1280, 1600, 1), (image.Alt, image.Width, image.Height, image.Position));
            var audit = await db.AuditEntries.SingleAsync();
            Assert.Equal(("tester", "ProductPictureAdded", "product", null), (audit.Actor, audit.Act, audit.SubjectKind, audit.Before));
            await using var file = await scope.GetRequiredService<MediaStore>().OpenAsync(image.Key, 1280, "webp", CancellationToken.None);
            Assert.NotNull(file);
        });
    }

    [Theory, BothDatabases]
    public async Task The_same_photo_again_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var photo = await TestPictures.JpegAsync(600, 750);
        await AddAsync(market, photo, Alt);
        var before = await CountAsync(market);

        Assert.Equal(PictureStanding.Unchanged, (await AddAsync(market, photo, $" {Alt}  ")).Value!.Standing);
        Assert.Equal(before, await CountAsync(market));
    }

    [Theory, BothDatabases]
    public async Task The_same_photo_in_other_words_is_described_anew(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var photo = await TestPictures.JpegAsync(600, 750);
        var first = (await AddAsync(market, photo, Alt)).Value!;

        Assert.Equal(first with { Standing = PictureStanding.Described }, (await AddAsync(market, photo, "Nắm chè đinh khô")).Value);
        var image = await market.InScopeAsync(scope => scope.GetRequiredService<ICatalogDb>().ProductImages.SingleAsync());
        Assert.Equal(("Nắm chè đinh khô", 1), (image.Alt, image.Position));
    }

    [Theory, BothDatabases]
    public async Task Photos_line_up_in_the_order_they_came(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        await AddAsync(market, await TestPictures.JpegAsync(600, 750, seed: 1), Alt);
        await AddAsync(market, await TestPictures.JpegAsync(600, 750, seed: 2), Alt);
        Assert.Equal([1, 2], await market.InScopeAsync(scope => scope.GetRequiredService<ICatalogDb>().ProductImages.Select(image => image.Position).Order().ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task Each_refusal_leaves_everything_as_it_was(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var photo = await TestPictures.JpegAsync(600, 750);
        var before = await CountAsync(market);

        Assert.Equal("product-unknown", ReasonOf(await AddAsync(market, photo, Alt, product: "khong-co")));
        Assert.Equal("alt-missing", ReasonOf(await AddAsync(market, photo, " ")));
        Assert.Equal("alt-says-nothing", ReasonOf(await AddAsync(market, photo, "IMG_2231")));
        Assert.Equal("alt-says-nothing", ReasonOf(await AddAsync(market, photo, "hộp chè đinh.JPG")));
        Assert.Equal("alt-too-long", ReasonOf(await AddAsync(market, photo, string.Concat(Enumerable.Repeat("chè ", 80)))));
        Assert.Equal("position-wrong", ReasonOf(await AddAsync(market, photo, Alt, position: 0)));
        Assert.Equal("picture-unreadable", ReasonOf(await AddAsync(market, photo[..(photo.Length / 2)], Alt)));

        Assert.Equal(before, await CountAsync(market));
        Assert.Empty(Files());
    }

    [Theory, BothDatabases]
    public async Task A_row_that_cannot_be_written_leaves_no_photo_to_be_seen(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var photo = await TestPictures.JpegAsync(600, 750);
        var before = await CountAsync(market);

        await market.InScopeAsync(async scope =>
        {
            // A second row of the same key breaks the unique index in the very save that writes the first.
            var db = scope.GetRequiredService<ICatalogDb>();
            using var prepared = (await scope.GetRequiredService<MediaStore>().PrepareAsync(new MemoryStream(photo), CancellationToken.None)).Value!;
            var product = await db.Products.SingleAsync();
            db.ProductImages.Add(new ProductImage(product.Id, prepared.Key, Alt, 800, 1000, 9));
            await Assert.ThrowsAsync<DbUpdateException>(() => scope.GetRequiredService<AddProductPicture>()
                .HandleAsync(new NewProductPicture(Slug, new MemoryStream(photo), Alt, null, "tester"), CancellationToken.None));
        });

        Assert.Equal(before, await CountAsync(market));
        Assert.Empty(Files());
    }

    [Theory, BothDatabases]
    public async Task A_folder_is_taken_row_by_row_and_a_second_run_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        await FillInboxAsync();

        var dry = await ImportAsync(market, dryRun: true);
        Assert.Equal(0, (await CountAsync(market)).Images);
        Assert.Empty(Files());

        var first = await ImportAsync(market);
        Assert.Equal(dry.Select(Summary), first.Select(Summary));
        Assert.Equal(["2 Added", "3 Added", "4 file-missing", "5 file-missing", "6 alt-says-nothing", "7 product-unknown", "8 position-wrong"], first.Select(Summary));

        var before = await CountAsync(market);
        Assert.Equal(["2 Unchanged", "3 Unchanged"], (await ImportAsync(market)).Take(2).Select(Summary));
        Assert.Equal(before, await CountAsync(market));
    }

    [Theory]
    [InlineData("slug;file\nche-dinh;a.jpg\n", "list-columns")]
    [InlineData("", "list-columns")]
    [InlineData("slug,file,alt\nche-dinh,a.jpg,\u00ff\n", "list-not-utf8")]
    public async Task A_list_that_cannot_be_read_is_refused_whole(string text, string reason)
    {
        await using var market = await OpenAsync(DatabaseProvider.Sqlite);
        await File.WriteAllBytesAsync(Path.Combine(_inbox, PictureList.FileName), System.Text.Encoding.Latin1.GetBytes(text));
        Assert.Equal(reason, ReasonOf(await TryImportAsync(market, _inbox)));
        Assert.Equal("list-missing", ReasonOf(await TryImportAsync(market, _folder)));
        Assert.Equal("folder-missing", ReasonOf(await TryImportAsync(market, Path.Combine(_folder, "nowhere"))));
    }

    private async Task FillInboxAsync()
    {
        // The file's name as a Mac writes it (decomposed), the list as Excel does: BOM and semicolons.
        await File.WriteAllBytesAsync(Path.Combine(_inbox, "chè.jpg".Normalize(System.Text.NormalizationForm.FormD)), await TestPictures.JpegAsync(600, 750, seed: 1));
        await File.WriteAllBytesAsync(Path.Combine(_inbox, "hop.png"), await TestPictures.PngAsync(600, 750, seed: 2));
        File.CreateSymbolicLink(Path.Combine(_inbox, "link.jpg"), "/etc/hostname");
        await File.WriteAllTextAsync(Path.Combine(_inbox, PictureList.FileName), $"""
            SKU;slug;file;alt;position
            {Sku};;chè.jpg;Hộp chè, nhìn từ trên;1
            ;{Slug};hop.png;"Hai ""đinh"" chè; một chén nước";
            ;{Slug};../../etc/passwd;{Alt};
            ;{Slug};link.jpg;{Alt};
            ;{Slug};hop.png;IMG_0001;
            ;khong-co;hop.png;{Alt};
            ;{Slug};hop.png;{Alt};cuối

            """, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    private async Task<IReadOnlyList<PictureRowReport>> ImportAsync(TestMarket market, bool dryRun = false) => (await TryImportAsync(market, _inbox, dryRun)).Value!;

    private static Task<Outcome<IReadOnlyList<PictureRowReport>>> TryImportAsync(TestMarket market, string folder, bool dryRun = false) =>
        market.InScopeAsync(scope => scope.GetRequiredService<ImportPictures>().HandleAsync(folder, "tester", dryRun, _ => { }, CancellationToken.None));

    private static string Summary(PictureRowReport report) =>
        FormattableString.Invariant($"{report.Row.Line} {(report.Outcome.Succeeded ? report.Outcome.Value.Standing.ToString() : ReasonOf(report.Outcome))}");

    private static string ReasonOf<T>(Outcome<T> outcome) => Assert.Single(outcome.Refusals).Reason;

    private static Task<Outcome<ProductPictureTaken>> AddAsync(TestMarket market, byte[] photo, string alt, string product = Slug, int? position = null) =>
        market.InScopeAsync(scope => scope.GetRequiredService<AddProductPicture>()
            .HandleAsync(new NewProductPicture(product, new MemoryStream(photo), alt, position, "tester"), CancellationToken.None));

    private async Task<TestMarket> OpenAsync(DatabaseProvider provider)
    {
        var market = await TestMarket.OpenAsync(provider, services => services.AddMedia(_folder).AddCatalog());
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ICatalogDb>();
            var producer = new Producer("HTX chè (mẫu thử)", ProducerKind.Cooperative, "htx-che", PlaceAsIssued.Unknown, isDemo: true, market.Clock.UtcNow());
            var product = new Product("Chè đinh (mẫu thử)", producer.Id, Slug, PlaceAsIssued.Unknown, null, null, isDemo: true, market.Clock.UtcNow());
            product.AddVariant(new Variant(product.Id, Sku, "hộp", 100, NetUnit.Gram, 150, new Money(390_000), 1));
            db.Producers.Add(producer);
            db.Products.Add(product);
            await db.SaveChangesAsync();
        });
        return market;
    }

    private string[] Files() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    private static Task<Counts> CountAsync(TestMarket market) => market.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ICatalogDb>();
        return new Counts(await db.ProductImages.CountAsync(), await db.AuditEntries.CountAsync(), await db.Changes.CountAsync());
    });

    private sealed record Counts(int Images, int Audits, int Changes);
}
