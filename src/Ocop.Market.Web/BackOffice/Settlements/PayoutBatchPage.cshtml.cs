using System.Text;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Settlements;

/// <summary>One batch of payouts: its file for the bank, and what came of each.</summary>
[Requires(Act.ReadMoney)]
public sealed class PayoutBatchPageModel(DeskPayouts payouts, PayoutFile file, EndPayout end, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/chi-tra";

    public PayoutBatch Batch { get; private set; } = null!;

    /// <summary>The payout whose form was refused.</summary>
    public Guid? About { get; private set; }
    public bool MayMove => Person.May(Act.MoveMoney, Scope.Programme);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid payout, string? act, string? word, CancellationToken cancel)
    {
        if (act is not ("paid" or "failed")) return BadRequest();
        var outcome = await end.HandleAsync(Person, payout, act == "paid", word, cancel);
        if (outcome.Succeeded) return Again(words["Đã ghi.", "Noted."]);
        if (!await ReadAsync(id, cancel)) return NotFound();
        About = payout;
        return Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostFileAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var outcome = await file.TakeAsync(Person, id, cancel);
        return outcome.Succeeded ? File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(outcome.Value)], "text/csv; charset=utf-8", FormattableString.Invariant($"chi-tra-{Batch.MadeAt:yyyyMMdd-HHmm}.csv")) : Refuse(outcome.Refusals);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await payouts.FindAsync(Person, id, cancel) is not { } batch) return false;
        Batch = batch;
        return true;
    }
}
