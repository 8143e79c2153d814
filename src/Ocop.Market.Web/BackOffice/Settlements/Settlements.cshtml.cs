using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Settlements;

/// <summary>What the market owes its producers; payouts and the end of months.</summary>
[Requires(Act.ReadMoney)]
public sealed class SettlementsModel(
    Statements statements, MarketBalance balances, DeskPayouts payouts, MakePayouts make, CloseMonth close, IOptions<SettlementOptions> options, CurrentPerson current, TimeProvider clock, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/doi-soat";

    public ListPage<DueRow> Found { get; private set; } = null!;
    public Balance Balance { get; private set; } = null!;
    public IReadOnlyList<PayoutBatch> Batches { get; private set; } = [];
    public IReadOnlyList<RestingAccount> Resting { get; private set; } = [];

    /// <summary>The month after the last closed one, no later than this one.</summary>
    public DateOnly NextToClose { get; private set; }

    public bool MayMove => Person.May(Act.MoveMoney, Scope.Programme);
    public Kernel.Money Minimum => options.Value.Minimum;

    public IReadOnlyList<(string Value, string Label)> Months =>
        [.. Enumerable.Range(1, 12).Select(back => ThisMonth.AddMonths(-back)).Where(month => month >= NextToClose).Select(month => (CloseMonth.Written(month), EntryWords.Written(month)))];

    private DateOnly ThisMonth => SettlementBook.MonthOf(clock.Today());

    public async Task OnGetAsync(CancellationToken cancel)
    {
        (Found, Balance, Batches) = (await statements.DueAsync(Person, PageNumber, cancel), await balances.OfAsync(Person, cancel), await payouts.LastAsync(Person, cancel));
        Resting = await payouts.RestingAsync(Person, cancel);
        NextToClose = await statements.LastClosedAsync(cancel) is { } last ? last.AddMonths(1) : ThisMonth.AddMonths(-1);
    }

    public async Task<IActionResult> OnPostPayAsync(CancellationToken cancel)
    {
        var outcome = await make.HandleAsync(Person, cancel);
        if (outcome.Succeeded)
        {
            Done = words["Đã lập đợt chi. Tải tệp, chuyển ở ngân hàng, rồi báo kết quả từng khoản.", "The payouts are made. Take the file to the bank, then tell what came of each."];
            return LocalRedirect(HttpContext.Link($"{PayoutBatchPageModel.Path}/{outcome.Value}"));
        }

        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostCloseAsync(string? month, CancellationToken cancel)
    {
        var outcome = await close.HandleAsync(Person, month, cancel);
        if (outcome.Succeeded)
        {
            Done = words[$"Đã khoá sổ đến hết tháng {EntryWords.Written(outcome.Value)}.", $"Closed up to {EntryWords.Written(outcome.Value)}."];
            return LocalRedirect(HttpContext.Link(Path));
        }

        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }
}
