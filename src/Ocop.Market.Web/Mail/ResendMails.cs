using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Mail;

/// <summary>Puts every mail that was given up back into the queue, under its own Message-ID: for when the cause has been mended, here or on the mail server.</summary>
public sealed class ResendMails(IKernelDb db, TimeProvider clock)
{
    /// <returns>How many wait again.</returns>
    public Task<Outcome<int>> HandleAsync(string actor, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        var now = clock.UtcNow();
        var count = await db.OutboxMessages.Where(mail => mail.State == OutboxState.Failed)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, OutboxState.Waiting).SetProperty(mail => mail.DueAt, now), cancel);
        if (count > 0) db.AuditEntries.Add(new AuditEntry(now, actor, "MailsResent", new ChangeSubject("market", "mails"), after: count.ToString(CultureInfo.InvariantCulture)));
        return count;
    }, cancel);
}
