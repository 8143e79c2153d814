using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>The desk and the producers' rooms at three widths: readable to machines, inside the screen, and no complaint from the browser. OCOP_SCREENSHOTS=folder keeps pictures.</summary>
public sealed class EveryRoomOfTheDesk(OpenMarkets markets)
{
    private static readonly int[] Widths = [1280, 768, 360];
    private static readonly string? Folder = Environment.GetEnvironmentVariable("OCOP_SCREENSHOTS");

    [Fact]
    public async Task Is_fit_for_everybody_at_every_width()
    {
        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        await officer.SignInAsync(Desk.Administrator);
        var id = await officer.BeginAsync("/quan-tri/noi-dung/moi", "Tin để nhìn bàn làm việc", "article");
        foreach (var kind in new[] { "Đoạn văn", "Ảnh", "Lời trích", "Bảng", "Kệ hàng", "Lời mời" }) await officer.AddBlockAsync(kind);
        await officer.WriteAsync(0, "Một đoạn văn vừa đủ dài để thấy dòng xuống dòng ra sao.");
        await officer.PressAsync("Lưu bản");
        await officer.WriteAsync(0, "Một đoạn văn đã sửa, vừa đủ dài để thấy hai bản khác nhau ra sao.");
        await officer.PressAsync("Lưu bản");
        var document = $"/quan-tri/noi-dung/{id}";
        await officer.GoAsync("/quan-tri/hoi-cho?q=xuan+minh+hoa");
        await officer.Page.Locator("#danh-sach tbody a").First.ClickAsync();
        await officer.Page.WaitForURLAsync("**/quan-tri/hoi-cho/*-*");
        var fair = officer.Path;
        var list = await MakeListAsync(officer);
        await LookAsync(officer,
        [
            ("today", "/quan-tri"), ("documents", "/quan-tri/noi-dung"), ("new-document", "/quan-tri/noi-dung/moi"), ("editor", document), ("compare", document + "/cac-ban"), ("publish", document + "/len-trang"),
            ("address", document + "/duong-dan"), ("tree", "/quan-tri/cay"), ("calendar", "/quan-tri/lich"), ("sets", "/quan-tri/dot-dang"), ("bin", "/quan-tri/thung-rac"), ("library", "/quan-tri/thu-vien"),
            ("products", "/quan-tri/san-pham"), ("producers", "/quan-tri/chu-the"), ("papers", "/quan-tri/chung-nhan"), ("marks", "/quan-tri/nhan-hieu"), ("new-mark", "/quan-tri/nhan-hieu/moi"), ("fakes", "/quan-tri/bao-hang-gia"), ("needs", "/quan-tri/can-hang"), ("proposals", "/quan-tri/de-nghi-sua"), ("points", "/quan-tri/diem-ban"), ("new-point", "/quan-tri/diem-ban/moi"), ("coverage", "/quan-tri/diem-ban/do-phu"), ("coverage-of-one", "/quan-tri/diem-ban/do-phu?tinh=19"), ("fairs", "/quan-tri/hoi-cho"), ("new-fair", "/quan-tri/hoi-cho/moi"), ("fair", fair), ("fair-floor", fair + "/gian"), ("fair-applications", fair + "/dang-ky"), ("fair-print", fair + "/in"), ("livestreams", "/quan-tri/phien-live"), ("settlement", "/quan-tri/doi-soat"), ("commission", "/quan-tri/hoa-hong"), ("invoices", "/quan-tri/hoa-don"), ("complaints", "/quan-tri/khieu-nai"), ("reviews", "/quan-tri/danh-gia"), ("gift-boxes", "/quan-tri/hop-qua"), ("new-gift-box", "/quan-tri/hop-qua/moi"), ("promotions", "/quan-tri/khuyen-mai"), ("new-promotion", "/quan-tri/khuyen-mai/moi"), ("event-lists", "/quan-tri/danh-muc-su-kien"), ("new-event-list", "/quan-tri/danh-muc-su-kien/moi"), ("event-list", list), ("event-list-print", list + "/in"), ("event-list-public", "/danh-muc/danh-muc-de-nhin"), ("floors", "/quan-tri/san-ngoai"), ("floor-shares", "/quan-tri/san-ngoai/ty-le"), ("categories", "/quan-tri/san-ngoai/nganh-hang"), ("category", "/quan-tri/san-ngoai/nganh-hang/lazada/do-uong"), ("import", "/quan-tri/nhap-danh-sach"), ("orders", "/quan-tri/don-hang"), ("people", "/quan-tri/nguoi-dung"), ("report-products", "/quan-tri/bao-cao"), ("report-producers", "/quan-tri/bao-cao?bang=chu-the&theo=xa&tinh=19"), ("report-points", "/quan-tri/bao-cao?bang=diem-ban"), ("report-fairs", "/quan-tri/bao-cao?bang=hoi-cho&theo=loai-hoi-cho"), ("report-ahead", "/quan-tri/bao-cao?ngay=2099-01-01"), ("papers-waiting", "/quan-tri/chung-nhan?muc=cho-kiem"), ("floor-shares-months", "/quan-tri/san-ngoai/ty-le?theo=thang"), ("listings", "/quan-tri/san-ngoai/mon-hang"), ("platform-history", "/quan-tri/san-ngoai/nhat-ky"), ("platform-calls", "/quan-tri/san-ngoai/cuoc-goi"),
            ("audit", "/quan-tri/nhat-ky"), ("jobs", "/quan-tri/cong-viec"), ("webhooks", "/quan-tri/moc-noi"), ("bundle", "/quan-tri/ban-sao-noi-dung"), ("desk-en", "/en/quan-tri"), ("documents-en", "/en/quan-tri/noi-dung"),
        ]);
    }

    [Fact]
    public async Task Of_a_producer_is_fit_for_everybody_at_every_width()
    {
        await using var producer = await markets.VisitAsync(VisitorKind.Phone);
        await producer.SignInAsync(Desk.Producer);
        var id = await producer.BeginAsync("/cong-chu-the/cau-chuyen/moi", "Chuyện để nhìn cổng chủ thể", "producerStory");
        await producer.AddBlockAsync("Đoạn văn");
        await producer.WriteAsync(0, "Sáng nào cũng vậy, cả nhà ra đồi khi sương chưa tan.");
        await producer.AddBlockAsync("Ảnh");
        await producer.GoAsync("/cong-chu-the/hang-hoa");
        var stock = (await producer.Page.Locator(".stocks__more").First.GetAttributeAsync("href"))!;
        await producer.GoAsync("/cong-chu-the/hoi-cho");
        var fair = (await producer.Page.Locator(".job .acts a").First.GetAttributeAsync("href"))!;
        await LookAsync(producer,
        [
            ("portal-fairs", "/cong-chu-the/hoi-cho"), ("portal-fair", fair), ("portal-needs", "/cong-chu-the/can-hang"), ("portal-livestreams", "/cong-chu-the/phien-live"), ("portal-new-livestream", "/cong-chu-the/phien-live/moi"),
            ("portal", "/cong-chu-the"), ("portal-orders", "/cong-chu-the/don-hang"), ("portal-print", "/cong-chu-the/don-hang/in"), ("portal-goods", "/cong-chu-the/hang-hoa"), ("portal-stock", stock), ("portal-profile", "/cong-chu-the/ho-so"), ("portal-sales", "/cong-chu-the/so-ban"), ("portal-account", "/cong-chu-the/doi-soat"), ("portal-boxes", "/cong-chu-the/hop-qua"), ("portal-complaints", "/cong-chu-the/khieu-nai"), ("portal-reviews", "/cong-chu-the/danh-gia"), ("portal-more", "/cong-chu-the/them"), ("portal-stories", "/cong-chu-the/cau-chuyen"), ("portal-new", "/cong-chu-the/cau-chuyen/moi"), ("portal-editor", $"/cong-chu-the/cau-chuyen/{id}"), ("portal-revisions", $"/cong-chu-the/cau-chuyen/{id}/cac-ban"), ("portal-papers", "/cong-chu-the/giay-to"), ("portal-new-paper", "/cong-chu-the/giay-to/moi"), ("portal-platforms", "/cong-chu-the/ban-tren-san"),
        ]);
    }

    [Fact]
    public async Task Of_a_keeper_is_fit_for_everybody_at_every_width()
    {
        await using var keeper = await markets.VisitAsync(VisitorKind.Phone);
        await keeper.SignInAsync(Desk.Keeper);
        await keeper.GoAsync("/cong-diem-ban");
        var room = keeper.Path;
        await LookAsync(keeper, [("keeper", room), ("keeper-shelf", room + "/hang"), ("keeper-add", room + "/hang?them=che"), ("keeper-cards", room + "/in"), ("keeper-list", room + "/in?kieu=danh-sach"), ("keeper-hours", room + "/gio"), ("keeper-photos", room + "/anh")]);
    }

    /// <summary>A public list of three products, with its booklet.</summary>
    private static async Task<string> MakeListAsync(Visitor officer)
    {
        await officer.GoAsync("/quan-tri/danh-muc-su-kien/moi");
        await officer.Page.Locator("#f-title").FillAsync("Danh mục để nhìn");
        await officer.Page.Locator("#f-day").FillAsync("2026-12-15");
        await officer.Page.Locator("#f-place").FillAsync("Nhà văn hoá tỉnh");
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Lập bản nháp" }).ClickAsync();
        await officer.Page.WaitForURLAsync("**/quan-tri/danh-muc-su-kien/*-*");
        for (var row = 0; row < 3; row++) await officer.Page.Locator("#danh-sach tbody input[name=chon]").Nth(row).CheckAsync();
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Thêm các món đã chọn" }).ClickAsync();
        await officer.Page.GetByText("Hàng trong danh mục (3)").WaitForAsync();
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Đăng danh mục" }).ClickAsync();
        await officer.Page.GetByText("Gỡ trang xuống").WaitForAsync();
        return officer.Path;
    }

    private static async Task LookAsync(Visitor visitor, IReadOnlyList<(string Name, string Path)> rooms)
    {
        var faults = new List<string>();
        foreach (var (name, path) in rooms)
        {
            var answer = await visitor.GoAsync(path);
            Assert.True(answer.Status == 200, $"{path} answered {answer.Status}.");
            foreach (var fault in (await Axe.InspectAsync(visitor.Page)).Faults) faults.Add($"{path}: {fault.Id}, {fault.Help}\n    {string.Join("\n    ", fault.Places)}");
            foreach (var width in Widths)
            {
                await visitor.Page.SetViewportSizeAsync(width, width < 700 ? 780 : 900);
                var over = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (over > 0) faults.Add($"{path} at {width}: {over} px beyond the right edge");
                if (Folder is not null) await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Folder).FullName, $"{name}-{width}.png") });
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        visitor.HadNoTrouble();
    }
}
