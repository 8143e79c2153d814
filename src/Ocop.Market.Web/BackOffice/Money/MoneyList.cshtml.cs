using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Money;

/// <summary>Money that waits for a person: what nobody could assign, what has to be given back by hand. And the statement of the bank.</summary>
[Requires(Act.ReadMoney)]
public sealed class MoneyListModel(DeskMoney money, AssignReceipt assign, ReturnReceipt giveBack, FinishRefund finish, TakeStatement takeStatement, TakeMessage takeMessage, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/tien";

    public ListPage<DeskReceipt> Receipts { get; private set; } = null!;
    public ListPage<DeskRefund> Refunds { get; private set; } = null!;

    /// <summary>Notifications that are tried no more.</summary>
    public int Stuck { get; private set; }

    /// <summary>What the refused form was about.</summary>
    public Guid? About { get; private set; }
    public IReadOnlyList<Refusal> BadRows { get; private set; } = [];

    public bool MayMove => Person.May(Act.MoveMoney, Scope.Programme);
    public string Shelf => Asked("muc") switch { "vao" => "vao", "hoan" => "hoan", _ => "" };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Receipts = Shelf == "vao" ? await money.AllAsync(Person, PageNumber, cancel) : await money.AsideAsync(Person, PageNumber, cancel);
        if (Shelf.Length == 0) Stuck = await money.StuckAsync(cancel);
        Refunds = await money.RefundsAsync(Person, isOpen: Shelf != "hoan", PageNumber, cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, string? number, string? reason, string? how, CancellationToken cancel)
    {
        var outcome = act switch
        {
            "assign" => await assign.HandleAsync(Person, id, number, cancel),
            "return" => await giveBack.HandleAsync(Person, id, reason, cancel),
            "finish" => await finish.HandleAsync(Person, id, how, cancel),
            _ => null,
        };
        if (outcome is null) return BadRequest();
        if (outcome.Succeeded) return Again(words["Đã ghi.", "Noted."]);
        About = id;
        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostAnewAsync(CancellationToken cancel)
    {
        var outcome = await takeMessage.TryAnewAsync(Person, cancel);
        if (outcome.Succeeded)
        {
            Done = words["Chợ sẽ làm lại trong vài phút.", "They are tried anew within minutes."];
            return LocalRedirect(HttpContext.Link(Path));
        }

        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostStatementAsync(IFormFile? file, CancellationToken cancel)
    {
        await using var stream = file?.OpenReadStream() ?? Stream.Null;
        var outcome = await takeStatement.HandleAsync(Person, stream, cancel);
        if (outcome is { Succeeded: true, Value: { BadRows.Count: 0 } taken }) return Again(Told(taken));
        if (outcome.Succeeded) (Done, BadRows) = (Told(outcome.Value), outcome.Value.BadRows);
        await OnGetAsync(cancel);
        return outcome.Succeeded ? Page() : Refuse(outcome.Refusals);
    }

    private string Told(StatementTaken taken) => words[
        $"Đã đọc sao kê: {taken.Booked} khoản khớp đơn, {taken.Before} khoản đã biết, {taken.Aside} khoản chưa khớp, {taken.Debits} khoản tiền ra bỏ qua.",
        $"Statement read: {taken.Booked} found their order, {taken.Before} known, {taken.Aside} lie aside, {taken.Debits} debits skipped."];
}
