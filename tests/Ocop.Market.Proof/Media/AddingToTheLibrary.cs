using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof.Media;

/// <summary>What officers and producers do with photos of the library, and what is left of what they may not.</summary>
public sealed class AddingToTheLibrary : IDisposable
{
    private static readonly Scope Commune = Scope.Commune("19", "05542"), Elsewhere = Scope.Commune("22", "06001");
    private static readonly Scope Makers = Scope.Producer("19", "05542", Guid.Parse("0196a000-0000-7000-8000-000000000001"));
    private static readonly Person Officer = With(Role.Officer, Scope.Province("19")), Stranger = With(Role.Officer, Scope.Province("22")), Maker = With(Role.ProducerHelper, Makers);

    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-library-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, BothDatabases]
    public async Task A_photo_in_three_pieces_over_a_line_that_breaks_becomes_one_item(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var photo = await TestPictures.JpegAsync(900, 700);
        var upload = (await market.InScopeAsync(scope => scope.GetRequiredService<OpenUpload>().HandleAsync(Maker, new NewUpload("C:\\Ảnh\\IMG_0001.JPG", photo.Length, Makers, "/Chè/"), CancellationToken.None))).Value!;

        var (third, half) = (photo.Length / 3, photo.Length / 2);
        Assert.Equal(third, (await SendAsync(market, upload.Id, 0, new MemoryStream(photo[..third]))).Value!.Received);
        // The line breaks a while after the second piece has begun; what has come by then counts.
        Assert.Equal(half, (await SendAsync(market, upload.Id, third, new BreakingStream(photo[third..half]))).Value!.Received);
        Assert.Equal("upload-offset", ReasonOf(await SendAsync(market, upload.Id, third, new MemoryStream(photo[third..]))));
        Assert.Equal("upload-not-whole", ReasonOf(await FinishAsync(market, upload.Id)));
        Assert.Equal("upload-too-long", ReasonOf(await SendAsync(market, upload.Id, half, new MemoryStream([.. photo[half..], 1]))));
        Assert.True((await SendAsync(market, upload.Id, half, new MemoryStream(photo[half..]))).Value!.IsWhole);
        Assert.Equal("upload-unknown", ReasonOf(await FinishAsync(market, upload.Id, Officer)));

        var item = (await FinishAsync(market, upload.Id)).Value!;

        Assert.Equal(("IMG_0001.JPG", "Chè", Makers.Path, MediaState.Usable, 900, 700), (item.FileName, item.Folder, item.ScopePath, item.State, item.Width, item.Height));
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ICmsDb>();
            Assert.Equal((1, 0), (await db.MediaItems.CountAsync(), await db.MediaUploads.CountAsync()));
            var audit = await db.AuditEntries.SingleAsync();
            Assert.Equal((Maker.Actor, "MediaAdded", "media"), (audit.Actor, audit.Act, audit.SubjectKind));
            Assert.Equal(item.ChangeSubject, (await db.Changes.SingleAsync()).Subject);
        });
        Assert.DoesNotContain(Files(), file => file.Contains("uploads", StringComparison.Ordinal) || file.Contains("unfinished", StringComparison.Ordinal));

        // The answer was lost and it is all sent again.
        Assert.Equal(item.Id, (await AddAsync(market, photo, Maker, Makers)).Value!.Id);
    }

    [Theory, BothDatabases]
    public async Task What_is_refused_leaves_no_file_and_no_row(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var photo = await TestPictures.JpegAsync(900, 700);
        Assert.Equal("not-allowed", ReasonOf(await AddAsync(market, photo, Stranger, Commune)));
        Assert.Equal("not-allowed", ReasonOf(await AddAsync(market, photo, Maker, Commune)));
        Assert.Equal("not-a-picture", ReasonOf(await AddAsync(market, "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray())));
        Assert.Equal("not-a-picture", ReasonOf(await AddAsync(market, "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray())));
        Assert.Equal("picture-too-many-pixels", ReasonOf(await AddAsync(market, TestPictures.Bomb())));
        Assert.Equal("picture-unreadable", ReasonOf(await AddAsync(market, photo[..(photo.Length / 2)])));
        Assert.Equal("picture-too-small", ReasonOf(await AddAsync(market, await TestPictures.PngAsync(90, 700))));
        var heic = await TestPictures.HeicAsync(900, 700);
        Assert.Equal("picture-unreadable", ReasonOf(await AddAsync(market, heic[..(heic.Length / 2)])));

        // By upload: refused at the door, or with all its pieces.
        Assert.Equal("picture-file-too-large", ReasonOf(await OpenUploadAsync(market, Officer, Commune, (25 << 20) + 1)));
        Assert.Equal("picture-empty", ReasonOf(await OpenUploadAsync(market, Officer, Commune, 0)));
        Assert.Equal("not-allowed", ReasonOf(await OpenUploadAsync(market, Stranger, Commune, 100)));
        var page = Encoding.UTF8.GetBytes("<html><body>Không phải ảnh</body></html>");
        var upload = (await OpenUploadAsync(market, Officer, Commune, page.Length)).Value!;
        await SendAsync(market, upload.Id, 0, new MemoryStream(page), Officer);
        Assert.Equal("not-a-picture", ReasonOf(await FinishAsync(market, upload.Id, Officer)));

        Assert.Empty(Files());
        Assert.Equal((0, 0, 0), await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ICmsDb>();
            return (await db.MediaItems.CountAsync(), await db.MediaUploads.CountAsync(), await db.AuditEntries.CountAsync());
        }));
    }

    [Theory, BothDatabases]
    public async Task A_product_follows_its_photo_to_another_focal_point_and_another_file(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var product = await AddProductAsync(market);
        var item = (await AddAsync(market, await TestPictures.JpegAsync(1700, 900))).Value!;

        var chosen = await market.InScopeAsync(scope => scope.GetRequiredService<AddLibraryPicture>().HandleAsync(Officer, new LibraryPictureChoice(product, item.Id, "Hộp chè đinh"), CancellationToken.None));
        Assert.Equal(item.CutKey, chosen.Value!.Key);
        var stranger = await market.InScopeAsync(scope => scope.GetRequiredService<AddLibraryPicture>().HandleAsync(Stranger, new LibraryPictureChoice(product, item.Id, "Hộp chè đinh"), CancellationToken.None));
        Assert.Equal("not-allowed", ReasonOf(stranger));

        var edited = (await EditAsync(market, Officer, item, "Đồi chè buổi sớm", focalX: 0.12)).Value!;
        Assert.NotEqual(item.CutKey, edited.CutKey);
        await ShowsAsync(market, product, edited.CutKey);

        var replaced = (await market.InScopeAsync(async scope => await scope.GetRequiredService<ReplaceMediaFile>()
            .HandleAsync(Officer, item.Id, new MemoryStream(await TestPictures.JpegAsync(1000, 1300, seed: 7)), "moi.jpg", CancellationToken.None))).Value!;
        Assert.Equal((item.Id, "Đồi chè buổi sớm", 1000, MediaState.Usable), (replaced.Id, replaced.AltVi, replaced.Width, replaced.State));
        Assert.NotEqual(edited.Key, replaced.Key);
        await ShowsAsync(market, product, replaced.CutKey);

        // Shown somewhere: it stays. Then not: it goes, and comes back.
        Assert.Equal("media-in-use", ReasonOf(await BinAsync(market, item.Id)));
        await market.InScopeAsync(scope => scope.GetRequiredService<ICatalogDb>().ProductImages.ExecuteDeleteAsync());
        Assert.NotNull((await BinAsync(market, item.Id)).Value!.DeletedAt);
        Assert.Empty((await ListAsync(market, Officer, new MediaFilter())).Items);
        Assert.Null((await market.InScopeAsync(scope => scope.GetRequiredService<RestoreMedia>().HandleAsync(Officer, item.Id, CancellationToken.None))).Value!.DeletedAt);
        Assert.Equal(["MediaAdded", "ProductPictureAdded", "MediaEdited", "MediaFileReplaced", "MediaMovedToBin", "MediaRestored"],
            await market.InScopeAsync(scope => scope.GetRequiredService<ICmsDb>().AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task Only_who_may_edits_and_nobody_writes_over_another(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var item = (await AddAsync(market, await TestPictures.JpegAsync(700, 700), Maker, Makers)).Value!;

        Assert.Equal("media-unknown", ReasonOf(await EditAsync(market, Stranger, item, "Của người khác")));
        Assert.Equal("not-allowed", ReasonOf(await EditAsync(market, With(Role.ProducerHelper, Makers), item, "Không phải ảnh của tôi")));
        Assert.Equal("focus-outside", ReasonOf(await EditAsync(market, Maker, item, "Đồi chè", focalX: 1.2)));
        Assert.Equal("too-long", ReasonOf(await EditAsync(market, Maker, item, new string('a', 251))));
        var mine = (await EditAsync(market, Maker, item, "Đồi chè của hợp tác xã")).Value!;
        Assert.Equal("media-stale", ReasonOf(await EditAsync(market, Officer, item, "Ghi đè")));
        Assert.Equal("Đồi chè của hợp tác xã", (await EditAsync(market, Officer, mine, mine.AltVi)).Value!.AltVi);
        Assert.Equal("media-unknown", ReasonOf(await BinAsync(market, item.Id, Stranger)));
    }

    [Theory, BothDatabases]
    public async Task What_a_page_shows_gets_no_other_file_from_somebody_who_may_not_approve(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var product = await AddProductAsync(market);
        var item = (await AddAsync(market, await TestPictures.JpegAsync(1700, 900), Maker, Makers)).Value!;
        Assert.True((await ReplaceAsync(Maker, 5)).Succeeded);
        Assert.True((await market.InScopeAsync(scope => scope.GetRequiredService<AddLibraryPicture>().HandleAsync(Officer, new LibraryPictureChoice(product, item.Id, "Hộp chè đinh"), CancellationToken.None))).Succeeded);
        var before = await market.InScopeAsync(scope => scope.GetRequiredService<ICmsDb>().MediaItems.AsNoTracking().SingleAsync());
        Assert.Equal("media-shown", ReasonOf(await ReplaceAsync(Maker, 6)));
        Assert.Equal(before.Key, (await market.InScopeAsync(scope => scope.GetRequiredService<ICmsDb>().MediaItems.AsNoTracking().SingleAsync())).Key);
        Assert.True((await ReplaceAsync(Officer, 7)).Succeeded);

        Task<Outcome<MediaItem>> ReplaceAsync(Person by, int seed) => market.InScopeAsync(async scope => await scope.GetRequiredService<ReplaceMediaFile>()
            .HandleAsync(by, item.Id, new MemoryStream(await TestPictures.JpegAsync(1000, 1300, seed: seed)), "moi.jpg", CancellationToken.None));
    }

    [Theory, BothDatabases]
    public async Task The_library_shows_each_only_their_part_and_finds_words_without_marks(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var tea = (await AddAsync(market, await TestPictures.JpegAsync(300, 200, seed: 1), folder: "Chè")).Value!;
        var rice = (await AddAsync(market, await TestPictures.JpegAsync(300, 200, seed: 2), Maker, Makers)).Value!;
        var honey = (await AddAsync(market, await TestPictures.JpegAsync(300, 200, seed: 3), Stranger, Elsewhere)).Value!;
        await EditAsync(market, Officer, tea, "Nương chè Tân Cương 100%", folder: "Chè");

        Assert.Equal([rice.Id, tea.Id], (await ListAsync(market, Officer, new MediaFilter())).Items.Select(item => item.Id));
        Assert.Equal([rice.Id], (await ListAsync(market, Maker, new MediaFilter())).Items.Select(item => item.Id));
        Assert.Equal([honey.Id], (await ListAsync(market, Stranger, new MediaFilter())).Items.Select(item => item.Id));
        Assert.Equal([tea.Id], (await ListAsync(market, Officer, new MediaFilter("TAN CUONG nuong 100%"))).Items.Select(item => item.Id));
        Assert.Empty((await ListAsync(market, Officer, new MediaFilter("tan_cuong"))).Items);
        Assert.Equal([rice.Id], (await ListAsync(market, Officer, new MediaFilter(Folder: ""))).Items.Select(item => item.Id));
        Assert.Empty((await ListAsync(market, With(Role.Buyer, Scope.Programme), new MediaFilter())).Items);
        Assert.Equal([new MediaFolder("", 1), new MediaFolder("Chè", 1)], await market.InScopeAsync(scope => scope.GetRequiredService<MediaList>().FoldersAsync(Officer, new MediaFilter(), CancellationToken.None)));

        // The slow format comes by itself, once.
        Assert.Equal(3, await WorkAsync(market));
        Assert.Equal(0, await WorkAsync(market));
        Assert.All((await ListAsync(market, Officer, new MediaFilter())).Items, item => Assert.Equal(MediaState.Complete, item.State));
    }

    [Theory, BothDatabases]
    public async Task An_upload_whose_last_word_got_lost_is_finished_and_one_given_up_is_swept(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var photo = await TestPictures.PngAsync(300, 300);
        var (whole, broken, left) = ((await OpenUploadAsync(market, Officer, Commune, photo.Length)).Value!, (await OpenUploadAsync(market, Officer, Commune, 5)).Value!, (await OpenUploadAsync(market, Officer, Commune, 50)).Value!);
        await SendAsync(market, whole.Id, 0, new MemoryStream(photo), Officer);
        await SendAsync(market, broken.Id, 0, new MemoryStream("<svg>"u8.ToArray()), Officer);
        await SendAsync(market, left.Id, 0, new MemoryStream(new byte[20]), Officer);

        Assert.Equal(0, await WorkAsync(market));
        market.Clock.Advance(WorkThroughMedia.Patience + TimeSpan.FromSeconds(1));
        // Taken in, and completed in the same round.
        Assert.Equal(2, await WorkAsync(market));
        Assert.Equal("upload-unknown", ReasonOf(await FinishAsync(market, whole.Id, Officer)));
        Assert.Equal("not-a-picture", ReasonOf(await FinishAsync(market, broken.Id, Officer)));
        Assert.Single((await ListAsync(market, Officer, new MediaFilter())).Items);

        market.Clock.Advance(SweepMedia.UploadsAfter + TimeSpan.FromMinutes(1));
        Assert.Equal(2, await market.InScopeAsync(scope => scope.GetRequiredService<SweepMedia>().HandleAsync(CancellationToken.None)));
        Assert.DoesNotContain(Files(), file => file.Contains("uploads", StringComparison.Ordinal));
    }

    private static Person With(Role role, Scope scope) => new(Guid.CreateVersion7(), "Người thử", [new HeldRole(role, scope)]);

    private async Task<TestMarket> OpenAsync(DatabaseProvider provider) =>
        await TestMarket.OpenAsync(provider, services => services.AddMedia(_folder).AddMediaLibrary().AddCatalog());

    private static Task<Guid> AddProductAsync(TestMarket market) => market.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ICatalogDb>();
        var place = PlaceAsIssued.Unknown with { ProvinceCode = "19", CommuneCode = "05542" };
        var producer = new Producer("HTX chè (mẫu thử)", ProducerKind.Cooperative, "htx-che", place, isDemo: true, market.Clock.UtcNow());
        var product = new Product("Chè đinh (mẫu thử)", producer.Id, "che-dinh", place, null, null, isDemo: true, market.Clock.UtcNow());
        db.Producers.Add(producer);
        db.Products.Add(product);
        await db.SaveChangesAsync();
        return product.Id;
    });

    private async Task ShowsAsync(TestMarket market, Guid product, string key)
    {
        await market.InScopeAsync(async scope =>
        {
            Assert.Equal(key, await scope.GetRequiredService<ICatalogDb>().ProductImages.Where(image => image.ProductId == product).Select(image => image.Key).SingleAsync());
            await using var file = await scope.GetRequiredService<MediaStore>().OpenAsync(key, 400, "webp", CancellationToken.None);
            Assert.NotNull(file);
            Assert.Contains(await scope.GetRequiredService<IChangeFeed>().ReadAfterAsync(default, 1000, CancellationToken.None) is var (subjects, _) ? subjects : [], subject => subject == ChangeSubject.Product(product));
        });
    }

    private static Task<Outcome<MediaItem>> AddAsync(TestMarket market, byte[] photo, Person? person = null, Scope? place = null, string folder = "") =>
        market.InScopeAsync(scope => scope.GetRequiredService<AddMedia>().HandleAsync(person ?? Officer, new NewMedia(new MemoryStream(photo), "anh.jpg", place ?? Commune, folder), CancellationToken.None));

    private static Task<Outcome<MediaUpload>> OpenUploadAsync(TestMarket market, Person person, Scope place, long length) =>
        market.InScopeAsync(scope => scope.GetRequiredService<OpenUpload>().HandleAsync(person, new NewUpload("anh.jpg", length, place), CancellationToken.None));

    private static Task<Outcome<MediaUpload>> SendAsync(TestMarket market, Guid upload, long offset, Stream piece, Person? person = null) =>
        market.InScopeAsync(scope => scope.GetRequiredService<ContinueUpload>().HandleAsync(person ?? Maker, upload, offset, piece, CancellationToken.None));

    private static Task<Outcome<MediaItem>> FinishAsync(TestMarket market, Guid upload, Person? person = null) =>
        market.InScopeAsync(scope => scope.GetRequiredService<FinishUpload>().HandleAsync(person ?? Maker, upload, CancellationToken.None));

    private static Task<Outcome<MediaItem>> EditAsync(TestMarket market, Person person, MediaItem item, string alt, double? focalX = null, string? folder = null) =>
        market.InScopeAsync(scope => scope.GetRequiredService<EditMedia>().HandleAsync(person,
            new MediaEdit(item.Id, item.Version, item.FileName, folder ?? item.Folder, alt, "", "", focalX ?? item.FocalX, item.FocalY), CancellationToken.None));

    private static Task<Outcome<MediaItem>> BinAsync(TestMarket market, Guid id, Person? person = null) =>
        market.InScopeAsync(scope => scope.GetRequiredService<MoveMediaToBin>().HandleAsync(person ?? Officer, id, CancellationToken.None));

    private static Task<MediaPage> ListAsync(TestMarket market, Person person, MediaFilter filter) =>
        market.InScopeAsync(scope => scope.GetRequiredService<MediaList>().FindAsync(person, filter, CancellationToken.None));

    private static Task<int> WorkAsync(TestMarket market) => market.InScopeAsync(scope => scope.GetRequiredService<WorkThroughMedia>().HandleAsync(CancellationToken.None));

    private string[] Files() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    private static string ReasonOf<T>(Outcome<T> outcome) => Assert.Single(outcome.Refusals).Reason;

    /// <summary>Gives what it has and then breaks like a line.</summary>
    private sealed class BreakingStream(byte[] begun) : MemoryStream(begun)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default) =>
            Position < Length ? base.ReadAsync(buffer[..Math.Min(1000, buffer.Length)], cancel) : throw new IOException("The line broke.");
    }
}
