using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Accounts;

public sealed class TheDeskOfPeople
{
    private const string List = "/quan-tri/nguoi-dung", Invite = List + "/moi";
    private static readonly HeldRole Officer = new(Role.Officer, Scope.Province("19"));

    [Theory, BothDatabases]
    public async Task Invites_a_producer_who_has_only_a_phone_and_later_prints_a_code_for_them(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var producerId = await MakerAsync(site);
        var officer = await site.SignedInAsync(Officer);
        (string, string)[] form = [("name", "Bác minh hoạ"), ("phone", "0912 345 678"), ("role", "ProducerOwner"), ("producer", "https://cho.example/chu-the/htx-minh-hoa")];
        Assert.Contains("id=\"f-producer-problem\"", (await officer.SubmitAsync(http, Invite, [.. form[..3], ("producer", "khong-co")])).Html, StringComparison.Ordinal);
        Assert.Contains("id=\"f-role-problem\"", (await officer.SubmitAsync(http, Invite, [.. form[..2], ("role", "Officer"), ("province", "01")])).Html, StringComparison.Ordinal);
        var link = Path(await officer.SubmitAsync(http, Invite, form), "loi-moi/[2-9A-Z]+");
        Assert.Contains("Bác minh hoạ", (await officer.GetAsync(http, List)).Html, StringComparison.Ordinal);

        var maker = new Guest();
        Assert.Contains("HTX minh hoạ", (await maker.GetAsync(http, link)).Html, StringComparison.Ordinal);
        (string, string)[] account = [("name", "Bác minh hoạ"), ("phone", "0912 345 678"), ("password", "ngan")];
        Assert.Contains("id=\"password-e\"", (await maker.SubmitAsync(http, link, account)).Html, StringComparison.Ordinal);
        Assert.Equal("/cong-chu-the", (await maker.SubmitAsync(http, link, [.. account[..2], ("password", "mot-cau-rat-dai")])).Location);
        Assert.Contains("HTX minh hoạ", (await maker.GetAsync(http, "/tai-khoan")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await new Guest().GetAsync(http, link)).Status);

        var grant = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Grants.SingleAsync(held => held.Role == Role.ProducerOwner));
        Assert.Equal(Scope.Producer("19", null, producerId).Path, grant.ScopePath);
        var print = $"{List}/{grant.UserId}/ma";
        var slip = await officer.SubmitAsync(http, print, []);
        var code = Regex.Match(slip.Html, "<code>([2-9A-Z-]{19})</code>").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Conflict, (await new Guest().SubmitAsync(http, "/dat-lai-mat-khau", [("code", code), ("password", "ngan")])).Status);
        Assert.Equal("/dang-nhap?xong=1", (await new Guest().SubmitAsync(http, "/dat-lai-mat-khau", [("code", code), ("password", "mot-cau-khac-nua")])).Location);
        Assert.StartsWith("/dang-nhap", (await maker.GetAsync(http, "/tai-khoan")).Location, StringComparison.Ordinal);
        Assert.Equal("/cong-chu-the", (await maker.SubmitAsync(http, "/dang-nhap", [("who", "0912345678"), ("password", "mot-cau-khac-nua")])).Location);
    }

    [Fact]
    public async Task Shows_an_officer_of_another_province_nobody_and_lets_them_do_nothing()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var owner = await site.PersonAsync([new HeldRole(Role.ProducerOwner, Scope.Producer("19", "05542", Guid.CreateVersion7()))], "+84912345678");
        var stranger = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01")));
        var page = $"{List}/{owner.Id}";
        Assert.DoesNotContain(owner.Id.ToString(), (await stranger.GetAsync(http, List)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(http, page)).Status);
        var grant = owner.Grants[0].Id.ToString();
        foreach (var (path, fields) in new (string, (string, string)[])[]
                 {
                     ($"{page}?handler=Withdraw", [("grant", grant)]), ($"{page}?handler=Grant", [("role", "Officer")]), ($"{page}?handler=SecondFactor", []), ($"{page}?handler=SignOut", []), ($"{page}/ma", []),
                 })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.SubmitAsync(http, List, fields, path)).Status);

        // Through the page of somebody whom they may see, too.
        var own = await site.PersonAsync([new HeldRole(Role.Auditor, Scope.Province("01"))]);
        Assert.Equal(HttpStatusCode.Conflict, (await stranger.SubmitAsync(http, List, [("grant", grant)], $"{List}/{own.Id}?handler=Withdraw")).Status);
        Assert.Equal(1, await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Grants.CountAsync(held => held.UserId == owner.Id)));
    }

    [Fact]
    public async Task Or_anybody_else_who_tries_passwords_too_fast_is_asked_to_wait()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["RateLimits:SignIn:Permits"] = "3" });
        using var http = site.Visitor();
        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal(HttpStatusCode.OK, (await new Guest().GetAsync(http, "/dang-nhap")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await new Guest().PostAsync(http, "/dang-nhap", ("who", "x"))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await new Guest().GetAsync(http, "/dat-lai-mat-khau")).Status);
    }

    [Fact]
    public async Task Is_not_needed_by_an_owner_who_invites_a_helper_and_lets_them_go()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        const string Members = "/cong-chu-the/nguoi-giup";
        var (ofA, ofB) = (Scope.Producer("19", null, await MakerAsync(site)), Scope.Producer("19", null, Guid.CreateVersion7()));
        var (owner, stranger) = (await site.SignedInAsync(new HeldRole(Role.ProducerOwner, ofA)), await site.SignedInAsync(new HeldRole(Role.ProducerOwner, ofB)));
        (string, string)[] form = [("name", "Cháu minh hoạ"), ("phone", "0912 345 678"), ("role", "ProducerHelper"), ("scope", ofA.Path)];
        Assert.Equal(HttpStatusCode.Conflict, (await stranger.SubmitAsync(http, Members, form)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.SubmitAsync(http, Members, [.. form[..2], ("role", "Officer"), ("scope", "/19/")])).Status);
        var link = Path(await owner.SubmitAsync(http, Members, form), "loi-moi/[2-9A-Z]+");
        var helper = new Guest();
        Assert.Equal("/cong-chu-the", (await helper.SubmitAsync(http, link, [("name", "Cháu minh hoạ"), ("phone", "0912 345 678"), ("password", "mot-cau-rat-dai")])).Location);

        var grant = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Grants.Where(held => held.Role == Role.ProducerHelper).Select(held => held.Id).SingleAsync());
        Assert.Contains("Cháu minh hoạ", (await owner.GetAsync(http, Members)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Cháu minh hoạ", (await stranger.GetAsync(http, Members)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await stranger.SubmitAsync(http, Members, [("grant", grant.ToString())], Members + "?handler=Withdraw")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await helper.GetAsync(http, Members)).Status);
        Assert.Equal(Members, (await owner.SubmitAsync(http, Members, [("grant", grant.ToString())], Members + "?handler=Withdraw")).Location);
        Assert.False(await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Grants.AnyAsync(held => held.Id == grant)));
    }

    private static string Path(Answer answer, string pattern) => "/" + Regex.Match(answer.Html, pattern).Value;

    private static Task<Guid> MakerAsync(MarketSite site) => site.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var maker = new Producer("HTX minh hoạ", ProducerKind.Cooperative, "htx-minh-hoa", PlaceAsIssued.Unknown with { ProvinceCode = "19" }, true, site.Clock.UtcNow());
        db.Producers.Add(maker);
        await db.SaveChangesAsync();
        return maker.Id;
    });
}
