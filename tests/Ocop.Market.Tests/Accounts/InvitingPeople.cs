using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;
using static Ocop.Market.Tests.Accounts.AccountsMarket;

namespace Ocop.Market.Tests.Accounts;

public sealed class InvitingPeople
{
    private static readonly InvitationForm Form = new("Bác minh hoạ", "0912 345 678", null, Role.ProducerOwner, A);
    private static readonly AccountForm Account = new("Bác minh hoạ", "0912 345 678", null, "mot-cau-rat-dai");

    [Theory, BothDatabases]
    public async Task Makes_an_account_with_a_phone_alone_and_the_link_opens_once(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var officer = await market.PersonAsync(Role.Officer, Commune);
        var code = await InviteAsync(market, officer, Form);
        var takes = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => Accept(market, code, null, Account with { Phone = $"091234567{number}" }))));
        var userId = takes.Single(take => take.Succeeded).Value;
        Assert.All(takes.Where(take => !take.Succeeded), take => Assert.Equal("InvitationEnded", take.Refusals.Single().Reason));

        Assert.Equal(2, await market.AskAsync(db => db.Users.CountAsync()));
        var held = await market.AskAsync(db => db.Grants.SingleAsync(grant => grant.UserId == userId));
        Assert.Equal((Role.ProducerOwner, A.Path, officer.Id), (held.Role, held.ScopePath, held.GrantedBy!.Value));
        var invitation = await market.AskAsync(db => db.Invitations.SingleAsync());
        Assert.Equal((InvitationState.Accepted, userId, "", null), (invitation.State, invitation.AcceptedBy!.Value, invitation.Name, invitation.Phone));
        Assert.Equal(["PersonInvited", "AccountOpened", "RightGranted", "InvitationAccepted"], await market.ActsAsync());
        Assert.DoesNotContain(await market.AskAsync(db => db.AuditEntries.Select(entry => entry.Before + entry.After).ToListAsync()), told => told.Contains("minh hoạ", StringComparison.Ordinal) || told.Contains("912345", StringComparison.Ordinal));
        Assert.DoesNotContain(code, invitation.CodeHash, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Adds_the_right_to_whoever_is_signed_in_and_mails_nobody_free_words(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var (officer, buyer) = (await market.PersonAsync(Role.Officer, Commune), await market.PersonAsync(null));
        var code = await InviteAsync(market, officer, Form with { Name = "Bấm vào lua.example", Email = "bac@example.vn" });
        var mail = await market.AskAsync(db => db.OutboxMessages.SingleAsync());
        Assert.Equal(("bac@example.vn", true, false), (mail.Recipient, mail.Text.Contains($"/loi-moi/{code}", StringComparison.Ordinal), (mail.Subject + mail.Html).Contains("lua.example", StringComparison.Ordinal)));
        Assert.Equal(buyer.Id, (await Accept(market, code, buyer, new AccountForm(null, null, null, null))).Value);
        Assert.Equal(2, await market.AskAsync(db => db.Users.CountAsync()));
        Assert.Equal([new HeldRole(Role.ProducerOwner, A)], (await market.NowAsync(buyer)).Roles);
    }

    [Theory, BothDatabases]
    public async Task Is_refused_and_nothing_changes(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var (officer, other) = (await market.PersonAsync(Role.Officer, Commune, phone: "+84987654321"), await market.PersonAsync(Role.Officer, Elsewhere));
        var rows = await market.RowsAsync();
        Assert.Equal("NotYoursToGive", (await Invite(market, other, Form)).Refusals.Single().Reason);
        Assert.Equal("NotYoursToGive", (await Invite(market, officer, Form with { Role = Role.Officer, Scope = Province })).Refusals.Single().Reason);
        Assert.Equal(["name", "phone"], (await Invite(market, officer, Form with { Name = "1", Phone = "12" })).Refusals.Select(refusal => refusal.Field));
        Assert.Equal(rows, await market.RowsAsync());

        var code = await InviteAsync(market, officer, Form);
        rows = await market.RowsAsync();
        Assert.Equal("InvitationEnded", (await Accept(market, "ABCDEFGHJKLMNPQRSTUVWXYZ23", null, Account)).Refusals.Single().Reason);
        Assert.Equal("InvitationEnded", (await Accept(market, "../etc", null, Account)).Refusals.Single().Reason);
        Assert.Equal("PhoneTaken", (await Accept(market, code, null, Account with { Phone = "0987 654 321" })).Refusals.Single().Reason);
        Assert.Equal("PasswordTooShort", (await Accept(market, code, null, Account with { Password = "ngan" })).Refusals[0].Reason);
        Assert.Equal("PasswordTellsOwner", (await Accept(market, code, null, Account with { Password = "bacminhhoa-2026" })).Refusals.Single().Reason);
        Assert.Equal("PasswordTellsOwner", (await Accept(market, code, null, Account with { Password = "x0912345678x" })).Refusals.Single().Reason);
        foreach (var common in new[] { "Mật khẩu 123", "matkhau@2026", "qwertyuiop12", "1234567890", "9876543210", "password2026", "anhyeuem1994!", "vietnam.vietnam" })
            Assert.Equal("PasswordTooCommon", (await Accept(market, code, null, Account with { Password = common })).Refusals.Single().Reason);
        Assert.Equal(rows, await market.RowsAsync());

        // The link is worth what its writer is worth at that moment.
        await market.AskAsync(db => db.Grants.Where(grant => grant.UserId == officer.Id).ExecuteDeleteAsync());
        Assert.Equal("InvitationEnded", (await Accept(market, code, null, Account)).Refusals.Single().Reason);
        Assert.Equal(rows - 1, await market.RowsAsync());
    }

    [Theory, BothDatabases]
    public async Task Ends_after_a_week_or_when_it_is_taken_back(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var (officer, other) = (await market.PersonAsync(Role.Officer, Commune), await market.PersonAsync(Role.Officer, Elsewhere));
        var first = await InviteAsync(market, officer, Form);
        var id = await market.AskAsync(async db => (await db.Invitations.SingleAsync()).Id);
        var second = await InviteAsync(market, officer, Form);
        Assert.Equal("NotYoursToGive", (await market.DoAsync((WithdrawInvitation withdraw) => withdraw.HandleAsync(other, id, default))).Refusals.Single().Reason);
        Assert.True((await market.DoAsync((WithdrawInvitation withdraw) => withdraw.HandleAsync(officer, id, default))).Succeeded);
        Assert.Equal("InvitationEnded", (await Accept(market, first, null, Account)).Refusals.Single().Reason);

        market.Clock.Advance(Invitation.Lasts);
        Assert.Equal("InvitationEnded", (await Accept(market, second, null, Account)).Refusals.Single().Reason);
        // Whoever did not come is not kept, either.
        Assert.Equal(1, await market.InScopeAsync(scope => scope.GetRequiredService<ForgetEndedInvitations>().HandleAsync(default)));
        Assert.Equal(0, await market.AskAsync(db => db.Invitations.CountAsync(invitation => invitation.Name != "" || invitation.Phone != null || invitation.Email != null)));
        Assert.Equal(2, await market.AskAsync(db => db.Users.CountAsync()));
    }

    private static Task<Outcome<SentInvitation>> Invite(AccountsMarket market, Person by, InvitationForm form) => market.DoAsync((InvitePerson invite) => invite.HandleAsync(by, form, default));

    private static async Task<string> InviteAsync(AccountsMarket market, Person by, InvitationForm form) => (await Invite(market, by, form)).Value!.Link.Split('/')[^1];

    private static Task<Outcome<Guid>> Accept(AccountsMarket market, string code, Person? signedIn, AccountForm form) =>
        market.DoAsync((AcceptInvitation accept) => accept.HandleAsync(code, signedIn, form, default));
}
