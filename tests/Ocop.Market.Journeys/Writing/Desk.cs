using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;

namespace Ocop.Market.Journeys.Writing;

/// <summary>What people who write and decide do over and over. The accounts are those of the demo market.</summary>
internal static class Desk
{
    public const string Administrator = "quan-tri@example.invalid", Producer = "chu-the-a@example.invalid", Commune = "xa@example.invalid", Programme = "chuong-trinh@example.invalid", Keeper = "diem-ban@example.invalid";

    private const string Password = "cho-que-2026";

    public static async Task SignInAsync(this Visitor visitor, string who)
    {
        await visitor.GoAsync("/dang-nhap");
        await visitor.Page.Locator("#who").FillAsync(who);
        await visitor.Page.Locator("#password").FillAsync(Password);
        await visitor.Page.Locator("#password").PressAsync("Enter");
        await visitor.Page.WaitForURLAsync(new Regex("/(quan-tri|cong-chu-the|cong-diem-ban|tai-khoan)"));
    }

    /// <summary>Makes a document and leaves its editor open.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> BeginAsync(this Visitor writer, string room, string title, string? type = null)
    {
        await writer.GoAsync(room);
        if (type is not null) await writer.Page.Locator($"input[name=type][value={type}]").CheckAsync();
        await writer.Page.GetByLabel("Tên bài").FillAsync(title);
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Bắt đầu viết" }).ClickAsync();
        await writer.Page.WaitForURLAsync(new Regex("[0-9a-f]{8}-[0-9a-f-]{27}$"));
        return writer.Path.Split('/')[^1];
    }

    public static async Task AddBlockAsync(this Visitor writer, string kind)
    {
        var page = writer.Page;
        var before = await page.Locator(".block").CountAsync();
        if (!await page.Locator(".adder").IsVisibleAsync()) await page.GetByText("Thêm khối", new() { Exact = true }).ClickAsync();
        await page.Locator(".adder").GetByRole(AriaRole.Button, new() { Name = kind, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".block")).ToHaveCountAsync(before + 1);
    }

    /// <summary>Types into the text editor of a block; the block's own textarea is hidden behind it.</summary>
    public static async Task WriteAsync(this Visitor writer, int block, string words)
    {
        var field = writer.Page.Locator(".block").Nth(block).Locator(".tiptap");
        await field.ClickAsync();
        await writer.Page.Keyboard.PressAsync("ControlOrMeta+A");
        await writer.Page.Keyboard.InsertTextAsync(words);
    }

    public static async Task PressAsync(this Visitor visitor, string button)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await visitor.Page.WaitForLoadStateAsync();
    }

    /// <summary>The next full minute that is not about to begin, as a datetime field takes it, on the clock of Việt Nam.</summary>
    public static string Soon() =>
        TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(70), TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh")).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
