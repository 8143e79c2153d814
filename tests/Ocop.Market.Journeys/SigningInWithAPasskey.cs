using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>A producer on a phone: in by password once, a key of the device, then in by a finger.</summary>
public sealed class SigningInWithAPasskey(OpenMarkets markets)
{
    [Fact]
    public async Task Needs_no_password_after_the_first_time()
    {
        await using var maker = await markets.VisitAsync(VisitorKind.Phone);
        var page = maker.Page;
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });

        await maker.GoAsync("/tai-khoan/khoa");
        Assert.StartsWith("/dang-nhap?tiep=", maker.Path, StringComparison.Ordinal);
        await page.GetByLabel("Số điện thoại hoặc thư điện tử").FillAsync("chu-the-b@example.invalid");
        await page.GetByLabel("Mật khẩu", new PageGetByLabelOptions { Exact = true }).FillAsync("cho-que-2026");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Đăng nhập", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/tai-khoan/khoa");
        await page.GetByLabel("Gọi máy này là").FillAsync("điện thoại thử");
        // Whoever only found the phone unlocked makes no key.
        await page.GetByLabel("Mật khẩu đang dùng").FillAsync("khong-phai-mat-khau");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Thêm khoá của máy này" }).ClickAsync();
        await Assertions.Expect(page.Locator("#current-e")).ToContainTextAsync("chưa đúng");
        await page.GetByLabel("Gọi máy này là").FillAsync("điện thoại thử");
        await page.GetByLabel("Mật khẩu đang dùng").FillAsync("cho-que-2026");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Thêm khoá của máy này" }).ClickAsync();
        await Assertions.Expect(page.Locator("main li b")).ToHaveTextAsync("điện thoại thử");

        await maker.GoAsync("/tai-khoan");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Đăng xuất khỏi mọi máy" }).ClickAsync();
        await page.WaitForURLAsync("**/dang-nhap");
        await maker.GoAsync("/dang-nhap?tiep=%2Ftai-khoan");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dùng vân tay" }).ClickAsync();
        await page.WaitForURLAsync("**/tai-khoan");
        Assert.Equal("Chủ thể B (trình diễn)", await page.Locator("main h1").InnerTextAsync());

        // Removed, it opens nothing.
        await maker.GoAsync("/tai-khoan/khoa");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Bỏ khoá này" }).ClickAsync();
        await Assertions.Expect(page.Locator("main li b")).ToHaveCountAsync(0);
        await maker.GoAsync("/tai-khoan");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Đăng xuất", Exact = true }).ClickAsync();
        await maker.GoAsync("/dang-nhap");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dùng vân tay" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Khoá này chưa mở được tài khoản nào");
        maker.HadNoTrouble();
    }
}
