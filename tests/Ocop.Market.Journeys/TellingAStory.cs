using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>A story from a phone in the village to the public's page, through the hands that read it before.</summary>
public sealed class TellingAStory(OpenMarkets markets)
{
    private const string First = "Mẻ chè đầu mùa ở đồi sau nhà", Mended = "Mẻ chè đầu mùa, sao tay trên bếp củi";

    [Fact]
    public async Task It_is_written_returned_mended_approved_and_goes_live_by_itself()
    {
        var photo = Path.Combine(Directory.CreateTempSubdirectory("ocop-photo-").FullName, "IMG_2034.jpg");
        await File.WriteAllBytesAsync(photo, await TestPictures.JpegAsync(1600, 1200));

        // The producer, 360 pixels wide.
        await using var producer = await markets.VisitAsync(VisitorKind.Phone);
        await producer.SignInAsync(Desk.Producer);
        await producer.StandOnAWeakLineAsync();
        var id = await producer.BeginAsync("/cong-chu-the/cau-chuyen/moi", First, "producerStory");
        var story = $"/cong-chu-the/cau-chuyen/{id}";
        await producer.Page.GetByLabel("Tóm tắt").FillAsync("Chuyện một mẻ chè sao tay, từ đồi sau nhà đến ấm nước.");
        await producer.AddBlockAsync("Đoạn văn");
        await producer.WriteAsync(0, "Sáng nào cũng vậy, cả nhà ra đồi khi sương chưa tan.");
        foreach (var place in new[] { 1, 2 })
        {
            await producer.AddBlockAsync("Ảnh");
            var block = producer.Page.Locator(".block").Nth(place);
            await block.Locator("input[type=file]").SetInputFilesAsync(photo);
            await Assertions.Expect(block.Locator("[data-media]")).ToHaveValueAsync(new Regex("^[0-9a-f-]{36}$"), new() { Timeout = 60_000 });
            await block.Locator("[data-alt]").FillAsync($"Người hái chè trên đồi, ảnh {place}");
        }

        await Assertions.Expect(producer.Page.Locator("[data-saving]")).ToContainTextAsync("Tự lưu nháp");
        await producer.PressAsync("Lưu và gửi duyệt");
        await Assertions.Expect(producer.Page.Locator(".tag").First).ToHaveTextAsync("Chờ duyệt");

        // The commune's officer reads it and sends it back.
        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        await officer.SignInAsync(Desk.Commune);
        await officer.GoAsync("/quan-tri");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = First }).First.ClickAsync();
        await officer.Page.GetByLabel("Cần sửa gì?").FillAsync("Hay quá. Thêm giúp câu nói cách sao nhé.");
        await officer.PressAsync("Trả lại để sửa");

        // The producer reads why, and mends it.
        await producer.GoAsync("/cong-chu-the");
        await producer.Page.GetByRole(AriaRole.Link, new() { Name = "Đọc lời nhắn và sửa" }).First.ClickAsync();
        await Assertions.Expect(producer.Page.Locator("main")).ToContainTextAsync("Thêm giúp câu nói cách sao nhé.");
        await producer.Page.GetByLabel("Tên bài").FillAsync(Mended);
        await producer.WriteAsync(0, "Chè được sao tay trên bếp củi, lửa nhỏ, đảo đều chừng một giờ.");
        await producer.PressAsync("Lưu và gửi duyệt");

        // Approved, and scheduled for a moment that comes while nobody presses anything.
        await officer.GoAsync($"/quan-tri/noi-dung/{id}");
        await officer.PressAsync("Duyệt");
        await officer.GoAsync($"/quan-tri/noi-dung/{id}/len-trang");
        await officer.Page.Locator("input[name=goLiveAt]").FillAsync(Desk.Soon());
        await Assertions.Expect(officer.Page.Locator("#dieu-se-xay-ra")).ToContainTextAsync("Trang hiện ra lúc");
        await officer.PressAsync("Hẹn giờ");
        var address = new Regex(@"/cau-chuyen/[a-z0-9-]+").Match(await (await officer.Page.APIRequest.GetAsync($"/quan-tri/noi-dung/{id}/duong-dan")).TextAsync()).Value;

        await using var reader = await markets.VisitAsync(VisitorKind.Phone);
        await Eventually.TrueAsync(async () => (await reader.Page.APIRequest.GetAsync(address)).Status == 200, TimeSpan.FromSeconds(120), every: TimeSpan.FromSeconds(1));
        await reader.GoAsync(address);
        await Assertions.Expect(reader.Page.Locator("h1")).ToHaveTextAsync(Mended);
        await Assertions.Expect(reader.Page.Locator("article")).ToContainTextAsync("sao tay trên bếp củi");
        await Assertions.Expect(reader.Page.Locator("article picture")).ToHaveCountAsync(2);

        // Another address: the old one leads there. An older revision comes back as a draft, and the page stays.
        await officer.GoAsync($"/quan-tri/noi-dung/{id}/duong-dan");
        var moved = address + "-moi";
        await officer.Page.Locator("input[name=slug]").FillAsync(moved.Split('/')[^1]);
        await officer.PressAsync("Đổi địa chỉ");
        await Eventually.TrueAsync(async () => (await reader.GoAsync(address)).Status == 200 && reader.Path == moved);
        await officer.GoAsync($"/quan-tri/noi-dung/{id}/cac-ban");
        await officer.Page.Locator("input[name=tu]").Last.CheckAsync();
        await officer.PressAsync("So hai bản");
        await officer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Khôi phục bản") }).ClickAsync();
        await Assertions.Expect(officer.Page.GetByLabel("Tên bài")).ToHaveValueAsync(First);
        await reader.GoAsync(moved);
        await Assertions.Expect(reader.Page.Locator("h1")).ToHaveTextAsync(Mended);

        // The list shows it, and its words lead to what its maker sells.
        await producer.GoAsync("/cong-chu-the");
        var maker = await producer.Page.Locator("main .soft").First.InnerTextAsync();
        await reader.GoAsync("/tim-kiem?q=sao+tay+tren+bep+cui");
        await Assertions.Expect(reader.Page.Locator("main")).ToContainTextAsync(maker);
        await reader.GoAsync("/cau-chuyen");
        await Assertions.Expect(reader.Page.Locator("main")).ToContainTextAsync(Mended);
        foreach (var visitor in new[] { producer, officer, reader }) visitor.HadNoTrouble();
    }

    [Fact]
    public async Task What_is_typed_survives_a_lost_line_and_a_closed_window()
    {
        await using var writer = await markets.VisitAsync(VisitorKind.Phone);
        await writer.SignInAsync(Desk.Producer);
        var id = await writer.BeginAsync("/cong-chu-the/cau-chuyen/moi", "Chuyện viết lúc mất sóng", "producerStory");
        await writer.LoseNetworkAsync();
        await writer.Page.GetByLabel("Tóm tắt").FillAsync("Chữ này gõ khi không có mạng.");
        await Assertions.Expect(writer.Page.Locator("[data-saving]")).ToContainTextAsync("giữ trên máy này");
        await writer.FindNetworkAsync();
        await Assertions.Expect(writer.Page.Locator("[data-saving]")).ToContainTextAsync("Tự lưu nháp", new() { Timeout = 30_000 });

        // Typed, and the window closed before anything was sent.
        await writer.LoseNetworkAsync();
        await writer.Page.GetByLabel("Tóm tắt").FillAsync("Chữ cuối cùng trước khi tắt máy.");
        await Assertions.Expect(writer.Page.Locator("[data-saving]")).ToContainTextAsync("giữ trên máy này");
        // Closed while the line is still gone: nothing of this can have reached the market.
        await writer.Page.GotoAsync("about:blank");
        await writer.FindNetworkAsync();
        await writer.GoAsync($"/cong-chu-the/cau-chuyen/{id}");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Dùng những chữ đó" }).ClickAsync();
        await Assertions.Expect(writer.Page.GetByLabel("Tóm tắt")).ToHaveValueAsync("Chữ cuối cùng trước khi tắt máy.");
    }

    [Fact]
    public async Task Two_who_save_one_story_are_asked_to_bring_it_together()
    {
        await using var one = await markets.VisitAsync(VisitorKind.Desk);
        await using var other = await markets.VisitAsync(VisitorKind.Desk);
        await one.SignInAsync(Desk.Programme);
        await other.SignInAsync(Desk.Commune);
        var id = await one.BeginAsync("/quan-tri/noi-dung/moi", "Bài hai người cùng viết", "article");
        // The commune's officer has no right on the programme's article.
        Assert.Equal(404, (await other.GoAsync($"/quan-tri/noi-dung/{id}")).Status);

        await using var second = await markets.VisitAsync(VisitorKind.Desk);
        await second.SignInAsync("quan-tri@example.invalid");
        await second.GoAsync($"/quan-tri/noi-dung/{id}");
        await one.Page.GetByLabel("Tóm tắt").FillAsync("Lời của người thứ nhất.");
        await one.PressAsync("Lưu bản");
        await second.Page.GetByLabel("Tóm tắt").FillAsync("Lời của người thứ hai.");
        await second.PressAsync("Lưu bản");
        await Assertions.Expect(second.Page.Locator(".note[role=alert]")).ToContainTextAsync("đã lưu một bản lúc");
        await second.Page.GetByText("Khác nhau ở đâu").ClickAsync();
        await Assertions.Expect(second.Page.Locator(".compare")).ToContainTextAsync("nhất");
        await Assertions.Expect(second.Page.GetByLabel("Tóm tắt")).ToHaveValueAsync("Lời của người thứ hai.");
        await second.PressAsync("Lưu bản");
        await Assertions.Expect(second.Page.Locator("main")).ToContainTextAsync("Đã lưu thành một bản mới");
    }

    [Fact]
    public async Task Three_pages_go_live_together_after_a_dry_run()
    {
        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        await officer.SignInAsync(Desk.Programme);
        string[] titles = ["Đợt thử: trang thứ nhất", "Đợt thử: trang thứ hai", "Đợt thử: trang thứ ba"];
        foreach (var title in titles)
        {
            await officer.BeginAsync("/quan-tri/noi-dung/moi", title, "article");
            await officer.Page.GetByLabel("Tóm tắt").FillAsync("Một tin của đợt thử.");
            await officer.PressAsync("Lưu và gửi duyệt");
            await officer.PressAsync("Duyệt");
        }

        await officer.GoAsync("/quan-tri/dot-dang");
        await officer.Page.GetByLabel("Tên đợt mới").FillAsync("Đợt thử");
        await officer.PressAsync("Tạo đợt");
        foreach (var title in titles)
        {
            await officer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^Thêm vào.*{title}$") }).ClickAsync();
            await Assertions.Expect(officer.Page.Locator("section[aria-labelledby=thu] li").Filter(new() { HasText = title })).ToHaveCountAsync(1);
        }

        await Assertions.Expect(officer.Page.Locator("section[aria-labelledby=thu] li")).ToHaveCountAsync(3);

        await using var reader = await markets.VisitAsync(VisitorKind.Desk);
        await reader.GoAsync("/tin-tuc");
        Assert.DoesNotContain(titles[0], await reader.TextAsync(), StringComparison.Ordinal);
        await officer.PressAsync("Lên ngay bây giờ");
        await Eventually.TrueAsync(async () =>
        {
            await reader.GoAsync("/tin-tuc");
            var text = await reader.TextAsync();
            return titles.All(title => text.Contains(title, StringComparison.Ordinal));
        });
        officer.HadNoTrouble();
    }
}
