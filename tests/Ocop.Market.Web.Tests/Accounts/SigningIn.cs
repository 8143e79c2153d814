using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Accounts;

public sealed class SigningIn
{
    private const string Page = "/dang-nhap";
    private static readonly HeldRole Owner = new(Role.ProducerOwner, Scope.Producer("19", "05542", Guid.CreateVersion7()));

    [Theory, BothDatabases]
    public async Task By_phone_or_mail_leads_back_to_where_one_wanted_to_go(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var user = await site.PersonAsync([Owner], "+84912345678", "nguoi@example.vn", hasSecondFactor: false);
        var guest = new Guest();

        var asked = await guest.GetAsync(http, "/en/tai-khoan");
        Assert.Equal("/en/dang-nhap?tiep=%2Fen%2Ftai-khoan", asked.Location);
        Assert.Equal("/en/tai-khoan", (await Enter(guest, http, "0912 345 678", SomePeople.Password, "/en/tai-khoan")).Location);
        Assert.Contains("Người thử", (await guest.GetAsync(http, "/tai-khoan")).Html, StringComparison.Ordinal);
        Assert.Equal("/cong-chu-the", (await Enter(new Guest(), http, " Nguoi@Example.vn ", SomePeople.Password)).Location);
        Assert.Equal("/cong-chu-the", (await Enter(new Guest(), http, "0912345678", SomePeople.Password, "https://elsewhere.example/")).Location);

        var told = await Told(site, user.Id);
        Assert.Equal(["SignedIn", "SignedIn", "SignedIn"], told.Select(entry => entry.Act));
        Assert.All(told, entry => Assert.Equal(user.Id.ToString(), entry.Actor));
    }

    [Theory, BothDatabases]
    public async Task Wrongly_says_the_same_whatever_was_wrong_and_after_eight_tries_the_account_is_locked(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var user = await site.PersonAsync([Owner], "+84912345678", hasSecondFactor: false);
        foreach (var who in new[] { "0912345678", "0987654321", "ai@example.vn", "x", "" })
        {
            var refused = await Enter(new Guest(), http, who, "khong-phai-mat-khau");
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.Contains("Chưa đúng, hoặc tài khoản đang tạm khoá", refused.Html, StringComparison.Ordinal);
        }

        for (var tries = 1; tries < 8; tries++) await Enter(new Guest(), http, "0912345678", "khong-phai-mat-khau");
        var locked = await Enter(new Guest(), http, "0912345678", SomePeople.Password);
        // Who only tries numbers must not learn which of them have an account here.
        Assert.Contains("Chưa đúng, hoặc tài khoản đang tạm khoá", locked.Html, StringComparison.Ordinal);
        Assert.Equal((7, 2), ((await Told(site, user.Id)).Count(entry => entry.Act == "SignInFailed"), (await Told(site, user.Id)).Count(entry => entry.Act == "SignInLocked")));
    }

    [Theory, BothDatabases]
    public async Task Ends_everywhere_at_once_and_a_withdrawn_right_holds_no_longer(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var user = await site.PersonAsync([Owner]);
        var (one, other) = (await site.SignedInAsync(user), await site.SignedInAsync(user));
        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync(http, "/tai-khoan")).Status);

        await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Grants.Where(grant => grant.UserId == user.Id).ExecuteDeleteAsync());
        Assert.DoesNotContain("Chủ thể</li>", (await one.GetAsync(http, "/tai-khoan")).Html, StringComparison.Ordinal);

        await site.InScopeAsync(async scope =>
        {
            var users = scope.GetRequiredService<UserManager<User>>();
            await users.UpdateSecurityStampAsync((await users.FindByIdAsync(user.Id.ToString()))!);
        });
        foreach (var guest in new[] { one, other })
        {
            Assert.StartsWith(Page, (await guest.GetAsync(http, "/tai-khoan")).Location, StringComparison.Ordinal);
            Assert.Null(guest.Cookie("me"));
        }
    }

    [Fact]
    public async Task Is_asked_for_each_day_of_those_who_decide_for_others_however_busy_they_are()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (officer, owner) = (await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("19"))), await site.SignedInAsync(Owner));
        for (var hours = 0; hours < 11; hours += 5)
        {
            Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(http, "/quan-tri")).Status);
            site.StandingClock.Advance(TimeSpan.FromHours(5));
        }

        Assert.StartsWith(Page, (await officer.GetAsync(http, "/quan-tri")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(http, "/tai-khoan")).Status);
    }

    [Fact]
    public async Task Ends_by_a_press_of_a_button()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var guest = await site.SignedInAsync(Owner);
        Assert.Equal("/", (await guest.SubmitAsync(http, "/tai-khoan", [], "/dang-xuat")).Location);
        Assert.StartsWith(Page, (await guest.GetAsync(http, "/tai-khoan")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Makes_pages_personal_that_no_cache_keeps_or_serves()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var guest = await site.SignedInAsync(Owner);
        Assert.Contains("/tai-khoan\"", (await guest.GetAsync(http, "/")).Html, StringComparison.Ordinal);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var everybodys = await http.GetStringAsync("/");
            Assert.DoesNotContain("/tai-khoan\"", everybodys, StringComparison.Ordinal);
        }

        Assert.Contains("/tai-khoan\"", (await guest.GetAsync(http, "/")).Html, StringComparison.Ordinal);
        using var personal = new HttpRequestMessage(HttpMethod.Get, "/tai-khoan");
        personal.Headers.Add("Cookie", $"me={guest.Cookie("me")}");
        using var answer = await http.SendAsync(personal);
        Assert.True(answer.Headers.CacheControl is { NoStore: true });
    }

    [Theory, BothDatabases]
    public async Task Is_possible_in_a_new_market_with_the_password_that_was_told_once(DatabaseProvider provider)
    {
        var lines = new SeenLines();
        await using var site = await MarketSite.OpenAsync(provider, configure: services => services.AddSingleton<ILoggerProvider>(lines));
        using var http = site.Visitor();
        var told = Assert.Single(lines.Seen, line => line.Contains("administrator's account", StringComparison.Ordinal)).Split(' ');
        var password = told[Array.IndexOf(told, "password") + 1];
        var entered = await Enter(new Guest(), http, "quan-tri@localhost", password);
        Assert.Equal("/quan-tri", entered.Location);

        await using var node = site.AnotherNode();
        _ = node.Server;
        Assert.Single(lines.Seen, line => line.Contains("administrator's account", StringComparison.Ordinal));
        Assert.Equal(1, await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Users.CountAsync()));
    }

    private static Task<Answer> Enter(Guest guest, HttpClient http, string who, string password, string tiep = "") =>
        guest.SubmitAsync(http, Page, [("who", who), ("password", password), ("tiep", tiep)]);

    private static Task<List<(string Actor, string Act)>> Told(MarketSite site, Guid userId) => site.InScopeAsync(async scope =>
        (await scope.GetRequiredService<MarketDb>().AuditEntries.Where(entry => entry.SubjectId == userId.ToString()).OrderBy(entry => entry.Id).ToListAsync())
        .ConvertAll(entry => (entry.Actor, entry.Act)));

    private sealed class SeenLines : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Seen { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Seen.Enqueue(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Dispose() { }
    }
}
