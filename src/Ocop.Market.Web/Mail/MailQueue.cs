using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Mail;

/// <param name="Answers">What mail servers said to the latest that were given up, without addresses.</param>
public sealed record MailStand(int Waiting, DateTime? OldestSince, int Failed, IReadOnlyList<string> Answers);

/// <summary>How the outbox stands. Names no recipient.</summary>
public sealed class MailQueue(IKernelDb db)
{
    private const int AnswersShown = 5;

    public async Task<MailStand> ReadAsync(CancellationToken cancel)
    {
        var waiting = db.OutboxMessages.Where(mail => mail.State == OutboxState.Waiting);
        var failed = db.OutboxMessages.Where(mail => mail.State == OutboxState.Failed);
        var answers = await failed.OrderByDescending(mail => mail.Id).Select(mail => mail.LastAnswer).Take(AnswersShown).ToListAsync(cancel);
        return new MailStand(await waiting.CountAsync(cancel), await waiting.MinAsync(mail => (DateTime?)mail.CreatedAt, cancel), await failed.CountAsync(cancel),
            [.. answers.OfType<string>().Select(Masked.Text).Distinct()]);
    }
}
