using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Accounts;

public sealed class TheSecondStep
{
    private static readonly HeldRole Officer = new(Role.Officer, Scope.Province("19"));

    [Theory, BothDatabases]
    public async Task Is_asked_of_an_officer_before_anything_else_and_then_at_each_sign_in(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var user = await site.PersonAsync([Officer], email: "can-bo@example.vn", hasSecondFactor: false);
        var (officer, elsewhere) = (await site.SignedInAsync(user), await site.SignedInAsync(user));
        var enrol = "/tai-khoan/hai-buoc?tiep=%2Fquan-tri%2Fnguoi-dung";
        Assert.Equal(enrol, (await officer.GetAsync(http, "/quan-tri/nguoi-dung")).Location);

        var page = await officer.GetAsync(http, enrol);
        var key = Regex.Match(page.Html, "<code>([A-Z2-7 ]+)</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        // Reckoned once: each is good for two minutes, and the test may be slow.
        var (first, next) = (Code(key, 0), Code(key, 1));
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, enrol, [("code", first == "000000" ? "111111" : "000000")])).Status);
        var codes = await officer.SubmitAsync(http, enrol, [("code", first), ("tiep", "/quan-tri/nguoi-dung")]);
        var recovery = Regex.Matches(codes.Html, "<li><code>([^<]+)</code>").Select(code => code.Groups[1].Value).ToList();
        Assert.Equal(10, recovery.Count);
        Assert.Contains("href=\"/quan-tri/nguoi-dung\"", codes.Html, StringComparison.Ordinal);

        // This device goes on; the other one, which signed in with less, does not.
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(http, "/quan-tri/nguoi-dung")).Status);
        Assert.StartsWith("/dang-nhap", (await elsewhere.GetAsync(http, "/quan-tri/nguoi-dung")).Location, StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await officer.GetAsync(http, "/tai-khoan/hai-buoc")).Html, StringComparison.Ordinal);

        // The code that bound the phone is used up; the next one is not, once.
        string[] typed = [first, next, first, recovery[3].ToLowerInvariant(), recovery[3], recovery[7]];
        var led = new List<string>();
        foreach (var code in typed) led.Add((await SecondAsync(code)).Location ?? "refused");
        Assert.Equal(["refused", "/quan-tri", "refused", "/quan-tri", "refused", "/quan-tri"], led);

        var told = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().AuditEntries.Where(entry => entry.SubjectId == user.Id.ToString()).OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync());
        Assert.Equal(["SecondFactorEnrolled", "SecondFactorFailed", "SignedIn", "SecondFactorFailed", "SignedInWithRecoveryCode", "SecondFactorFailed", "SignedInWithRecoveryCode"], told);
        Assert.DoesNotContain(await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Set<Microsoft.AspNetCore.Identity.IdentityUserToken<Guid>>().Select(token => token.Value).ToListAsync()),
            value => value!.Contains(recovery[0], StringComparison.Ordinal));

        async Task<Answer> SecondAsync(string code)
        {
            var guest = new Guest();
            var half = await guest.SubmitAsync(http, "/dang-nhap", [("who", "can-bo@example.vn"), ("password", SomePeople.Password)]);
            Assert.Equal("/dang-nhap/buoc-hai", half.Location);
            Assert.Null(guest.Cookie("me"));
            return await guest.SubmitAsync(http, half.Location!, [("code", code)]);
        }
    }

    [Fact]
    public async Task Comes_off_by_the_password_or_by_somebody_above()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var owner = await site.PersonAsync([new HeldRole(Role.ProducerOwner, Scope.Producer("19", "05542", Guid.CreateVersion7()))]);
        var (browser, officer) = (await site.SignedInAsync(owner), await site.SignedInAsync(Officer));
        Assert.Equal(HttpStatusCode.Conflict, (await browser.SubmitAsync(http, "/tai-khoan/hai-buoc", [("current", "khong-phai")], "/tai-khoan/hai-buoc?handler=Remove")).Status);
        Assert.True(await HasItAsync());
        Assert.Equal($"/quan-tri/nguoi-dung/{owner.Id}", (await officer.SubmitAsync(http, $"/quan-tri/nguoi-dung/{owner.Id}", [], $"/quan-tri/nguoi-dung/{owner.Id}?handler=SecondFactor")).Location);
        Assert.False(await HasItAsync());

        Task<bool> HasItAsync() => site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Users.Where(user => user.Id == owner.Id).Select(user => user.TwoFactorEnabled).SingleAsync());
    }

    // As any authenticator app reckons it (RFC 6238), some steps of thirty seconds from now.
    private static string Code(string key, int steps)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // What the standard of authenticator apps prescribes.
        var hash = HMACSHA1.HashData(Base32(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string letters)
    {
        var bits = string.Concat(letters.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
