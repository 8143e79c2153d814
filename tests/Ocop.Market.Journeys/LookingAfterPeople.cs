using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>The pages of accounts and of the desk of people, readable to machines and inside a phone's screen.</summary>
public sealed class LookingAfterPeople(OpenMarkets markets)
{
    private static readonly string[] ForAll = ["/dang-nhap", "/quen-mat-khau", "/dat-lai-mat-khau"];

    private static readonly string[] ForAdministrators = ["/tai-khoan", "/tai-khoan/mat-khau", "/tai-khoan/hai-buoc", "/tai-khoan/khoa", "/quan-tri/nguoi-dung", "/quan-tri/nguoi-dung/moi"];

    [Fact]
    public async Task Is_possible_on_a_phone_and_for_those_who_do_not_see()
    {
        await using var visitor = await markets.VisitAsync(VisitorKind.Phone);
        var faults = new List<string>();
        foreach (var path in ForAll) await LookAsync(visitor, path, faults);

        await SignInAsync(visitor, "quan-tri@example.invalid");
        foreach (var path in ForAdministrators) await LookAsync(visitor, path, faults);
        await visitor.GoAsync("/quan-tri/nguoi-dung?tim=chu+the+a");
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Chủ thể A (trình diễn)", Exact = true }).ClickAsync();
        await visitor.Page.WaitForURLAsync(new Regex("/nguoi-dung/[0-9a-f-]{36}$"));
        await LookAsync(visitor, null, faults);
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "In mã đặt lại mật khẩu" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Làm mã" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".slip__code")).ToHaveTextAsync(new Regex("^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$"));
        await LookAsync(visitor, null, faults);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        visitor.HadNoTrouble();
    }

    internal static async Task SignInAsync(Visitor visitor, string email)
    {
        await visitor.GoAsync("/dang-nhap?tiep=%2Ftai-khoan");
        await visitor.Page.GetByLabel("Số điện thoại hoặc thư điện tử").FillAsync(email);
        await visitor.Page.GetByLabel("Mật khẩu", new PageGetByLabelOptions { Exact = true }).FillAsync("cho-que-2026");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Đăng nhập", Exact = true }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/tai-khoan");
    }

    private static async Task LookAsync(Visitor visitor, string? path, List<string> faults)
    {
        if (path is not null) await visitor.GoAsync(path);
        foreach (var fault in (await Axe.InspectAsync(visitor.Page)).Faults)
            faults.Add($"{visitor.Path}: {fault.Id}, {fault.Help}\n    {string.Join("\n    ", fault.Places)}");
        var over = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0) faults.Add($"{visitor.Path}: {over} px beyond the edge");
    }
}
