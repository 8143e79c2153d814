using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;
using static Ocop.Market.Tests.Accounts.AccountsMarket;

namespace Ocop.Market.Tests.Accounts;

public sealed class GettingBackIn
{
    private const string Fresh = "mot-cau-rat-dai";

    [Theory, BothDatabases]
    public async Task By_a_printed_code_works_once_and_signs_out_everywhere(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var (officer, owner) = (await market.PersonAsync(Role.Officer, Commune), await market.PersonAsync(Role.ProducerOwner, A, phone: "+84912345678"));
        var stamp = await StampAsync(market, owner);
        var (unused, printed) = (await PrintAsync(market, officer, owner), await PrintAsync(market, officer, owner));
        Assert.Matches("^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$", printed.Code);
        Assert.DoesNotContain(await market.AskAsync(db => db.ResetCodes.Select(code => code.CodeHash).ToListAsync()), hash => hash.Contains(printed.Code[..4], StringComparison.Ordinal));

        Assert.Equal("PasswordTooShort", (await Reset(market, printed.Code, "ngan")).Refusals[0].Reason);
        var resets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Reset(market, printed.Code.ToLowerInvariant().Replace('-', ' '), Fresh))));
        Assert.Single(resets, reset => reset.Succeeded);
        Assert.True(await market.HasPasswordAsync(owner, Fresh));
        Assert.NotEqual(stamp, await StampAsync(market, owner));
        Assert.Equal("ResetCodeEnded", (await Reset(market, unused.Code, "mot-cau-khac-nua")).Refusals.Single().Reason);
        Assert.Equal(["ResetCodePrinted", "ResetCodePrinted", "PasswordReset"], await market.ActsAsync());
    }

    [Theory, BothDatabases]
    public async Task Is_not_helped_by_those_who_stand_below_or_beside(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var administrator = await market.PersonAsync(Role.Administrator, Scope.Programme);
        var province = await market.PersonAsync(Role.Officer, Province);
        var commune = await market.PersonAsync(Role.Officer, Commune);
        var elsewhere = await market.PersonAsync(Role.Officer, Elsewhere);
        var (owner, auditor, buyer) = (await market.PersonAsync(Role.ProducerOwner, A), await market.PersonAsync(Role.Auditor, Scope.Programme), await market.PersonAsync(null));
        var colleague = await market.PersonAsync(Role.Officer, Commune);
        (Person By, Person For)[] refused = [(commune, colleague), (commune, province), (province, administrator), (elsewhere, owner), (owner, commune), (auditor, owner), (commune, buyer), (owner, owner)];
        var rows = await market.RowsAsync();
        foreach (var (by, whom) in refused)
            Assert.Equal("NotYoursToHelp", (await market.DoAsync((PrintResetCode print) => print.HandleAsync(by, whom.Id, default))).Refusals.Single().Reason);
        foreach (var (by, whom) in refused.SkipLast(1))
            Assert.Equal("NotYoursToHelp", (await market.DoAsync((SignOutEverywhere end) => end.HandleAsync(by, whom.Id, default))).Refusals.Single().Reason);
        Assert.Equal(rows, await market.RowsAsync());
        Assert.All([(commune, owner), (province, commune), (administrator, province), (administrator, buyer)], pair => Assert.True(pair.Item1.MayHelp(pair.Item2.Roles)));
    }

    [Theory, BothDatabases]
    public async Task By_mail_tells_no_stranger_who_is_here_and_ends_after_a_day(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var user = await market.PersonAsync(Role.ProducerOwner, A, email: "bac@example.vn");
        var rows = await market.RowsAsync();
        foreach (var typed in new[] { null, "", "0912345678", "ai@example.vn", "x@localhost" }) await Mail(typed);
        Assert.Equal(rows, await market.RowsAsync());

        await Mail(" Bac@Example.vn ");
        await Mail("bac@example.vn");
        var mail = await market.AskAsync(db => db.OutboxMessages.SingleAsync());
        Assert.Equal("bac@example.vn", mail.Recipient);
        var code = System.Text.RegularExpressions.Regex.Match(mail.Text, "/dat-lai-mat-khau/([2-9A-Z]{26})").Groups[1].Value;

        market.Clock.Advance(ResetCode.Lasts);
        Assert.Equal("ResetCodeEnded", (await Reset(market, code, Fresh)).Refusals.Single().Reason);
        market.Clock.Advance(-TimeSpan.FromSeconds(1));
        Assert.True((await Reset(market, code, Fresh)).Succeeded);
        Assert.True(await market.HasPasswordAsync(user, Fresh));

        Task<bool> Mail(string? typed) => market.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<MailResetCode>().HandleAsync(typed, default);
            return true;
        });
    }

    [Theory, BothDatabases]
    public async Task Or_changing_ones_ways_in_needs_the_password(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var (owner, _) = (await market.PersonAsync(Role.ProducerOwner, A, email: "bac@example.vn"), await market.PersonAsync(null, phone: "+84987654321"));
        Assert.Equal("OldPasswordWrong", (await Change("khong-phai")).Refusals.Single().Reason);
        Assert.Equal("PhoneTaken", (await Change(Password, phone: "0987654321")).Refusals.Single().Reason);
        Assert.Equal("OldPasswordWrong", (await market.DoAsync((ChangePassword change) => change.HandleAsync(owner.Id, "khong-phai", Fresh, default))).Refusals.Single().Reason);
        Assert.Empty(await market.ActsAsync());

        Assert.True((await Change(null, email: "bac@example.vn", phone: null, name: "Bác Hai")).Succeeded);
        Assert.Empty(await market.ActsAsync());
        // A code that was mailed to the address of before opens nothing any more.
        Assert.True(await market.InScopeAsync(async scope => { await scope.GetRequiredService<MailResetCode>().HandleAsync("bac@example.vn", default); return true; }));
        await market.AskAsync(db => db.OutboxMessages.ExecuteDeleteAsync());
        Assert.True((await Change(Password)).Succeeded);
        Assert.Equal(0, await market.AskAsync(db => db.ResetCodes.CountAsync(code => code.UsedAt == null)));
        Assert.Equal("bac@example.vn", (await market.AskAsync(db => db.OutboxMessages.SingleAsync())).Recipient);
        Assert.True((await market.DoAsync((ChangePassword change) => change.HandleAsync(owner.Id, Password, Fresh, default))).Succeeded);
        Assert.True(await market.HasPasswordAsync(owner, Fresh));
        Assert.Equal(["ResetCodeMailed", "ContactChanged", "PasswordChanged"], await market.ActsAsync());

        Task<Outcome<User>> Change(string? password, string? phone = "0912345678", string email = "moi@example.vn", string name = "Bác") =>
            market.DoAsync((ChangeContact change) => change.HandleAsync(owner.Id, name, phone, email, password, default));
    }

    private static async Task<PrintedCode> PrintAsync(AccountsMarket market, Person by, Person whom) => (await market.DoAsync((PrintResetCode print) => print.HandleAsync(by, whom.Id, default))).Value!;

    private static Task<Outcome<User>> Reset(AccountsMarket market, string code, string password) => market.DoAsync((ResetPassword reset) => reset.HandleAsync(code, password, default));

    private static Task<string?> StampAsync(AccountsMarket market, Person person) => market.AskAsync(db => db.Users.Where(user => user.Id == person.Id).Select(user => user.SecurityStamp).SingleAsync());
}
