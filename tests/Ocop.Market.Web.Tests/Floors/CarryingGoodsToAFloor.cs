using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Reach;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Floors;

public sealed class CarryingGoodsToAFloor
{
    private static readonly Person Programme = Holding(Role.Officer, Scope.Programme), Province = Holding(Role.Officer, Scope.Province("19")), Elsewhere = Holding(Role.Officer, Scope.Province("01")), Auditor = Holding(Role.Auditor, Scope.Programme);

    [Theory, BothDatabases]
    public async Task Packs_hands_over_and_notices_what_is_out_of_date(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var tea = await AddAsync(site, "Chè đinh", "19", new DateOnly(2025, 3, 1));
        var rice = await AddAsync(site, "=Gạo thử", "19", null);
        await AddAsync(site, "Lụa thử", "01", null);
        var floor = (await Run<OpenFloor, Outcome<Floor>>(site, open => open.HandleAsync(Programme, "Sàn bưu điện thử", default))).Value!;

        var package = (await OrderAsync(site, Province, floor, new())).Value!;
        Assert.Equal((1, 2), (package.Number, package.Products));
        await BuildAsync(site);
        var files = await UnpackAsync(site, package.Id);
        Assert.Equal(["manifest.json", "products.csv", "products.xlsx"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([0xEF, 0xBB, 0xBF], files["products.csv"][..3]);
        var rows = await CsvText.ReadAsync(new StringReader(Encoding.UTF8.GetString(files["products.csv"][3..]))).ToListAsync();
        Assert.Equal(FloorSheet.Own.Select(column => column.Heading), rows[0].Cells);
        var first = rows[0].Cells.Zip(rows.Single(row => row.Cells[0] == "SKU-che-dinh").Cells).ToDictionary(cell => cell.First, cell => cell.Second);
        Assert.Equal(("4", "01/03/2025", "90000", "Thái Nguyên", "19"), (first["Hạng sao OCOP"], first["Ngày cấp"], first["Giá bán (VND)"], first["Tỉnh/Thành"], first["Mã tỉnh/thành"]));
        Assert.Equal("'=Gạo thử", rows.Single(row => row.Cells[0] == "SKU-gao-thu").Cells[1]);
        using (var workbook = SpreadsheetDocument.Open(new MemoryStream(files["products.xlsx"]), false))
        {
            var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;
            Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
            Assert.Equal(rows.Select(row => string.Join('|', row.Cells)), sheet.Descendants<Row>().Select(row => string.Join('|', row.Elements<Cell>().Select(cell => cell.InnerText))));
            Assert.Empty(sheet.Descendants<CellFormula>());
        }

        using (var manifest = JsonDocument.Parse(files["manifest.json"]))
        {
            Assert.Equal((1, 2), (manifest.RootElement.GetProperty("version").GetInt32(), manifest.RootElement.GetProperty("rows").GetInt32()));
            foreach (var file in manifest.RootElement.GetProperty("files").EnumerateArray())
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(files[file.GetProperty("Name").GetString()!])), file.GetProperty("Sha256").GetString());
        }

        Assert.Equal(ListingState.Exported, await StateAsync(site, tea));
        Assert.Equal("NoRight", (await HandOverAsync(site, Auditor, floor, package, "ai đó")).Refusals[0].Reason);
        Assert.Equal("PackageUnknown", (await HandOverAsync(site, Elsewhere, floor, package, "ai đó")).Refusals[0].Reason);
        Assert.Equal("ToMissing", (await HandOverAsync(site, Province, floor, package, " ")).Refusals[0].Reason);
        Assert.True((await HandOverAsync(site, Province, floor, package, "Bưu cục thử, qua thư")).Succeeded);
        Assert.Equal("NotReady", (await HandOverAsync(site, Province, floor, package, "lần nữa")).Refusals[0].Reason);
        Assert.Equal(ListingState.HandedOver, await StateAsync(site, tea));

        foreach (var wrong in new[] { "http://san.example/1", "https://a@san.example/1", "san.example", "javascript:alert(1)", "https://san/1" }) Assert.Equal("LinkWrong", (await TellAsync(site, Province, floor, tea, wrong)).Refusals[0].Reason);
        Assert.Equal("NoRight", (await TellAsync(site, Auditor, floor, tea, "https://san.example/1")).Refusals[0].Reason);
        Assert.Equal("ProductUnknown", (await TellAsync(site, Elsewhere, floor, tea, "https://san.example/1")).Refusals[0].Reason);
        Assert.Equal(ListingState.HandedOver, await StateAsync(site, tea));
        Assert.True((await TellAsync(site, Province, floor, tea, "https://san.example/1")).Succeeded);
        Assert.Equal(ListingState.Live, await StateAsync(site, tea));

        var share = (await Run<ModernChannels, IReadOnlyList<ReachRow>>(site, channels => channels.AskAsync(Programme, new ReachQuestion(ReachBy.Province), default))).Single(row => row.Key == "19").Count;
        Assert.Equal((2, 1, 50m), (share.Producers, share.ProducersThere, share.ProducerShare));

        Assert.Equal(0, await CompareAsync(site));
        await PriceAsync(site, tea, 95_000);
        Assert.Equal(1, await CompareAsync(site));
        Assert.Equal(ListingState.OutOfDate, await StateAsync(site, tea));
        await PriceAsync(site, tea, 90_000);
        Assert.Equal(1, await CompareAsync(site));
        Assert.Equal(ListingState.Live, await StateAsync(site, tea));

        await PriceAsync(site, tea, 95_000);
        var second = (await OrderAsync(site, Province, floor, new(), onlyChanged: true)).Value!;
        await BuildAsync(site);
        var changed = await CsvText.ReadAsync(new StringReader(Encoding.UTF8.GetString((await UnpackAsync(site, second.Id))["products.csv"][3..]))).ToListAsync();
        Assert.Equal(["Mã SKU", "SKU-che-dinh"], changed.Select(row => row.Cells[0].TrimStart('\ufeff')));
        Assert.Equal((ListingState.Exported, ListingState.HandedOver), (await StateAsync(site, tea), await StateAsync(site, rice)));
        Assert.True((await HandOverAsync(site, Province, floor, second, "Bưu cục thử")).Succeeded);
        Assert.Equal(ListingState.Live, await StateAsync(site, tea));
        var third = (await OrderAsync(site, Province, floor, new(), onlyChanged: true)).Value!;
        await BuildAsync(site);
        Assert.Equal(PackageState.NothingChanged, await ReadAsync(site, db => db.FloorPackages.Where(it => it.Id == third.Id).Select(it => it.State).SingleAsync()));

        // What is hidden here is to be taken down there.
        await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Products.Where(it => it.Id == tea.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.IsListed, false)));
        Assert.Equal(1, await CompareAsync(site));
        Assert.Equal(ListingState.RemovalRequested, await StateAsync(site, tea));
        Assert.True((await ChangeAsync(site, Province, floor, tea, ListingAct.TellRemoved)).Succeeded);
        Assert.Equal("NotNow", (await ChangeAsync(site, Province, floor, tea, ListingAct.AskRemoval)).Refusals[0].Reason);
        Assert.Equal(0, (await Run<ModernChannels, ReachCount>(site, channels => channels.NowAsync(Programme, default))).ProducersThere);
    }

    [Theory, BothDatabases]
    public async Task A_star_that_has_ended_stands_in_no_row_and_closes_the_package_that_tells_of_it(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var tea = await AddAsync(site, "Chè đinh", "19", new DateOnly(2023, 11, 23));
        var floor = (await Run<OpenFloor, Outcome<Floor>>(site, open => open.HandleAsync(Programme, "Sàn thử", default))).Value!;
        var package = (await OrderAsync(site, Province, floor, new())).Value!;
        await BuildAsync(site);
        Assert.False(await Run<EndedStars, bool>(site, ended => ended.AreInAsync(package.Id, default)));

        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);
        Assert.True(await Run<EndedStars, bool>(site, ended => ended.AreInAsync(package.Id, default)));
        Assert.Equal("StarEnded", (await HandOverAsync(site, Province, floor, package, "Bưu cục thử")).Refusals[0].Reason);
        Assert.Equal(1, await CompareAsync(site));
        Assert.Equal(ListingState.OutOfDate, await StateAsync(site, tea));
        var again = (await OrderAsync(site, Province, floor, new(), onlyChanged: true)).Value!;
        await BuildAsync(site);
        var files = await UnpackAsync(site, again.Id);
        Assert.DoesNotContain("123/QĐ-UBND", Encoding.UTF8.GetString(files["products.csv"]), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_is_refused_and_nothing_changes(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        await AddAsync(site, "Chè đinh", "19", null);
        Assert.Equal("NoRight", (await Run<OpenFloor, Outcome<Floor>>(site, open => open.HandleAsync(Auditor, "Sàn", default))).Refusals[0].Reason);
        Assert.Equal("NameWrong", (await Run<OpenFloor, Outcome<Floor>>(site, open => open.HandleAsync(Province, " ", default))).Refusals[0].Reason);
        var floor = (await Run<OpenFloor, Outcome<Floor>>(site, open => open.HandleAsync(Province, "Sàn tỉnh", default))).Value!;
        Assert.Equal("NameTaken", (await Run<OpenFloor, Outcome<Floor>>(site, open => open.HandleAsync(Programme, "Sàn tỉnh", default))).Refusals[0].Reason);
        Assert.Equal("FloorUnknown", (await OrderAsync(site, Elsewhere, floor, new())).Refusals[0].Reason);
        Assert.Equal("NoRight", (await OrderAsync(site, Auditor, floor, new())).Refusals[0].Reason);
        Assert.Equal("NothingChosen", (await OrderAsync(site, Province, floor, new(Stars: 5))).Refusals[0].Reason);
        foreach (var (reason, columns, person) in new (string, FloorColumn[], Person)[]
        {
            ("NoRight", [new("A", "sku")], Auditor), ("FloorUnknown", [new("A", "sku")], Elsewhere), ("ColumnsWrong", [], Province), ("FieldUnknown", [new("A", "sku"), new("B", "phone")], Province), ("NamelessRows", [new("A", null, "x")], Province),
        }) Assert.Equal(reason, (await Run<MapFloorColumns, Outcome<Floor>>(site, map => map.HandleAsync(person, floor.Id, floor.Version, columns, default))).Refusals[0].Reason);
        Assert.Equal("Stale", (await Run<MapFloorColumns, Outcome<Floor>>(site, map => map.HandleAsync(Province, floor.Id, floor.Version + 1, null, default))).Refusals[0].Reason);
        Assert.Equal((0, 0, 1), await ReadAsync(site, async db => (await db.FloorPackages.CountAsync(), await db.FloorListings.CountAsync(), await db.AuditEntries.CountAsync(entry => entry.SubjectKind == "floor"))));
    }

    [Fact]
    public async Task Pictures_are_split_into_files_of_limited_size()
    {
        await using var site = await MarketSite.OpenAsync(configure: services => services.AddSingleton(new FloorPackageOptions(60_000)));
        var tea = await AddAsync(site, "Chè đinh", "19", null);
        for (var seed = 1; seed <= 3; seed++)
        {
            var photo = new MemoryStream(await TestPictures.JpegAsync(700, 900, seed));
            Assert.True((await Run<AddProductPicture, Outcome<ProductPictureTaken>>(site, add => add.HandleAsync(new NewProductPicture(tea.Slug, photo, "Gói chè thử", null, "test"), default))).Succeeded);
        }

        // Too small for other floors.
        var small = new MemoryStream(await TestPictures.JpegAsync(480, 600, 9));
        await Run<AddProductPicture, Outcome<ProductPictureTaken>>(site, add => add.HandleAsync(new NewProductPicture(tea.Slug, small, "Ảnh nhỏ thử", null, "test"), default));
        var floor = (await Run<OpenFloor, Outcome<Floor>>(site, open => open.HandleAsync(Programme, "Sàn ảnh", default))).Value!;
        var package = (await OrderAsync(site, Programme, floor, new())).Value!;
        await BuildAsync(site);
        var made = await ReadAsync(site, db => db.FloorPackages.AsNoTracking().SingleAsync(it => it.Id == package.Id));
        Assert.True(made.Files.Count > 1, string.Join(", ", made.Files));
        Assert.Equal("san-anh-001-1.zip", made.Files[0].Name);
        var files = await UnpackAsync(site, package.Id);
        Assert.Equal(["images/SKU-che-dinh_1.jpg", "images/SKU-che-dinh_2.jpg", "images/SKU-che-dinh_3.jpg", "manifest.json", "products.csv", "products.xlsx"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("SKU-che-dinh_3.jpg", Encoding.UTF8.GetString(files["products.csv"]), StringComparison.Ordinal);
        Assert.Equal([0xFF, 0xD8], files["images/SKU-che-dinh_1.jpg"][..2]);
        var feed = await site.Visitor().GetStringAsync("/feeds/google.xml");
        Assert.Equal((1, 2), (feed.Split("<g:image_link>").Length - 1, feed.Split("<g:additional_image_link>").Length - 1));
        var picture = new Uri(feed.Split("<g:image_link>")[1].Split('<')[0]);
        using var shown = await site.Visitor().GetAsync(picture.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);

        // Files go after a month, the log stays.
        site.StandingClock.SetLocal(2026, 12, 24, 8, 0, 0);
        await BuildAsync(site);
        Assert.Empty(await UnpackAsync(site, package.Id));
        Assert.NotNull(await ReadAsync(site, db => db.FloorPackages.Where(it => it.Id == package.Id).Select(it => it.FilesDeletedAt).SingleAsync()));
    }

    [Fact]
    public async Task The_desk_maps_a_template_packs_hands_over_and_notes_the_address()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var tea = await AddAsync(site, "Chè đinh", "19", new DateOnly(2025, 3, 1));
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        var opened = await officer.SubmitAsync(http, "/quan-tri/san-ngoai", [("name", "Sàn thử")]);
        Assert.Equal(HttpStatusCode.Redirect, opened.Status);
        var (floor, columns) = (opened.Location!, opened.Location + "/cot");

        var form = await officer.GetAsync(http, columns);
        using var template = new MultipartFormDataContent
        {
            { new StringContent(form.Hidden("__RequestVerificationToken")), "__RequestVerificationToken" }, { new StringContent("template"), "act" }, { new ByteArrayContent(Encoding.UTF8.GetBytes("Mã SKU;Tên hàng;Kho gửi\r\n")), "file", "mau.csv" },
        };
        using var sent = new HttpRequestMessage(HttpMethod.Post, columns) { Content = template, Headers = { { "Cookie", $"me={officer.Cookie("me")}; form={officer.Cookie("form")}" }, { "Sec-Fetch-Site", "same-origin" } } };
        using var read = await http.SendAsync(sent);
        var html = WebUtility.HtmlDecode(await read.Content.ReadAsStringAsync());
        Assert.Contains("name=\"heading\" value=\"Kho gửi\"", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"sku\" selected", html, StringComparison.Ordinal);

        (string, string)[] mapping = [("act", "save"), ("version", form.Hidden("version")), ("heading", "Mã SKU"), ("field", "sku"), ("text", ""), ("heading", "Tên hàng"), ("field", "name"), ("text", ""), ("heading", "Kho gửi"), ("field", ""), ("text", "Kho Thái Nguyên")];
        var token = form.Hidden("__RequestVerificationToken");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostAsync(http, columns, [.. mapping, ("__RequestVerificationToken", token)])).Status);

        var ordered = await officer.SubmitAsync(http, floor, [("act", "chosen"), ("chon", tea.Id.ToString()), ("onlyChanged", "true")]);
        Assert.Equal(HttpStatusCode.Redirect, ordered.Status);
        Assert.Contains("hx-trigger=\"every 2s\"", (await officer.GetAsync(http, ordered.Location!)).Html, StringComparison.Ordinal);
        await BuildAsync(site);
        var page = await officer.GetAsync(http, ordered.Location!);
        Assert.Contains("san-thu-001-1.zip", page.Html, StringComparison.Ordinal);
        var id = await ReadAsync(site, db => db.FloorPackages.Select(package => package.Id).SingleAsync());
        Assert.Equal("\ufeffMã SKU,Tên hàng,Kho gửi\r\nSKU-che-dinh,Chè đinh,Kho Thái Nguyên\r\n", Encoding.UTF8.GetString((await UnpackAsync(site, id))["products.csv"]));
        using (var request = new HttpRequestMessage(HttpMethod.Get, ordered.Location + "?handler=File&name=san-thu-001-1.zip") { Headers = { { "Cookie", $"me={officer.Cookie("me")}" } } })
        {
            using var zip = await http.SendAsync(request);
            Assert.Equal("application/zip", zip.Content.Headers.ContentType!.MediaType);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(http, ordered.Location!, [("to", "Bưu cục thử")])).Status);
        Assert.Contains("Bưu cục thử", WebUtility.HtmlDecode((await officer.GetAsync(http, floor)).Html), StringComparison.Ordinal);
        var listing = $"{floor}/san-pham/{tea.Id}";
        var version = (await officer.GetAsync(http, listing)).Hidden("version");
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, listing, [("act", "link"), ("version", version), ("link", "ftp://x")])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(http, listing, [("act", "link"), ("version", version), ("link", "https://san.example/hang/1")])).Status);
        Assert.Contains("san.example", (await officer.GetAsync(http, floor + "?muc=Live")).Html, StringComparison.Ordinal);
        Assert.Contains("19,Thái Nguyên,1,1,100", (await officer.GetAsync(http, "/quan-tri/san-ngoai/ty-le?handler=csv")).Html, StringComparison.Ordinal);
        Assert.Contains("100 %", (await officer.GetAsync(http, "/quan-tri/san-ngoai")).Html, StringComparison.Ordinal);
    }

    private static Person Holding(Role role, Scope scope) => new(Guid.CreateVersion7(), "Người thử", [new(role, scope)]);

    private static Task<TResult> Run<TAsked, TResult>(MarketSite site, Func<TAsked, Task<TResult>> ask) where TAsked : notnull => site.InScopeAsync(services => ask(services.GetRequiredService<TAsked>()));

    private static Task<T> ReadAsync<T>(MarketSite site, Func<MarketDb, Task<T>> read) => Run(site, read);

    private static Task<Outcome<FloorPackage>> OrderAsync(MarketSite site, Person person, Floor floor, FloorFilter filter, bool onlyChanged = false) =>
        Run<OrderFloorPackage, Outcome<FloorPackage>>(site, order => order.HandleAsync(person, new PackageWish(floor.Id, filter, null, onlyChanged), default));

    private static Task<int> BuildAsync(MarketSite site) => Run<BuildFloorPackages, int>(site, build => build.HandleAsync(default));

    private static Task<int> CompareAsync(MarketSite site) => Run<CompareListings, int>(site, compare => compare.HandleAsync(default));

    private static Task<Outcome<FloorPackage>> HandOverAsync(MarketSite site, Person person, Floor floor, FloorPackage package, string to) =>
        Run<HandOverPackage, Outcome<FloorPackage>>(site, handOver => handOver.HandleAsync(person, floor.Id, package.Id, to, default));

    private static Task<Outcome<FloorListing>> TellAsync(MarketSite site, Person person, Floor floor, Product product, string link) => ChangeAsync(site, person, floor, product, ListingAct.TellLink, link);

    private static async Task<Outcome<FloorListing>> ChangeAsync(MarketSite site, Person person, Floor floor, Product product, ListingAct act, string? link = null)
    {
        var version = await ReadAsync(site, db => db.FloorListings.Where(listing => listing.FloorId == floor.Id && listing.ProductId == product.Id).Select(listing => listing.Version).SingleOrDefaultAsync());
        return await Run<ChangeListing, Outcome<FloorListing>>(site, change => change.HandleAsync(person, new ListingWish(floor.Id, product.Id, version, act, link), default));
    }

    private static Task<ListingState> StateAsync(MarketSite site, Product product) => ReadAsync(site, db => db.FloorListings.Where(listing => listing.ProductId == product.Id).Select(listing => listing.State).SingleAsync());

    private static Task<int> PriceAsync(MarketSite site, Product product, long price) =>
        ReadAsync(site, db => db.Variants.Where(variant => variant.ProductId == product.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Price, new Money(price))));

    /// <summary>All that lies in the package's ZIPs.</summary>
    private static Task<Dictionary<string, byte[]>> UnpackAsync(MarketSite site, Guid id) => site.InScopeAsync(async services =>
    {
        var found = new Dictionary<string, byte[]>();
        foreach (var part in (await services.GetRequiredService<MarketDb>().FloorPackages.AsNoTracking().SingleAsync(package => package.Id == id)).Files)
        {
            if (await services.GetRequiredService<IMediaFiles>().OpenAsync(BuildFloorPackages.PlaceOf(id, part.Name), default) is not { } file) continue;
            await using var _ = file;
            using var zip = new ZipArchive(file.Content, ZipArchiveMode.Read);
            foreach (var entry in zip.Entries)
            {
                await using var content = entry.Open();
                using var copy = new MemoryStream();
                await content.CopyToAsync(copy);
                found.Add(entry.FullName, copy.ToArray());
            }
        }

        return found;
    });

    private static Task<Product> AddAsync(MarketSite site, string name, string province, DateOnly? stars) => site.InScopeAsync(async services =>
    {
        var (db, now) = (services.GetRequiredService<MarketDb>(), site.Clock.UtcNow());
        var place = new PlaceAsIssued(null, null, null, province, services.GetRequiredService<PlaceDirectory>().CommunesOf(province)[0].Code, null);
        var producer = new Producer($"HTX {name}", ProducerKind.Cooperative, VietnameseText.Slug($"htx {name}"), place, true, now);
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), place, "thuc-pham", null, true, now);
        product.AddVariant(new Variant(product.Id, $"SKU-{product.Slug}", "hộp", 100, NetUnit.Gram, 150, new Money(90_000), 1));
        if (stars is { } day) product.AddDecision(new RecognitionDecision(product.Id, 4, RecognitionLevel.Province, "123/QĐ-UBND", "UBND tỉnh", day, "148", RecognitionState.New, true));
        db.Add(producer);
        db.Add(product);
        await db.SaveChangesAsync();
        return product;
    });
}
