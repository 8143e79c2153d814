using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>One order, with the acts of the link in the mail.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalOrderModel(DeskOrders orders, AnswerForProducer answer, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public DeskOrderPage Found { get; private set; } = null!;

    public bool MayAnswer => Person.May(Act.AnswerOrders, Found.Producer.Scope);
    public int HoursLeft => Math.Max(0, (int)(Found.Order.AnswerBy - clock.UtcNow()).TotalHours);

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel) => await ReadAsync(number, cancel) ? Page() : NotFound();

    /// <param name="choice">A reason that was picked; one's own words go before it.</param>
    public async Task<IActionResult> OnPostAsync(string number, string? act, string? choice, string? reason, CancellationToken cancel)
    {
        if (!await ReadAsync(number, cancel)) return NotFound();
        OrderAct? wish = act switch { "accept" => OrderAct.Accept, "refuse" => OrderAct.Refuse, "deliver" => OrderAct.Deliver, _ => null };
        if (wish is not { } step) return BadRequest();

        var outcome = await answer.HandleAsync(Person, Found.Order.Id, step, string.IsNullOrWhiteSpace(reason) ? choice : reason, cancel);
        return outcome.Succeeded ? Again(words["Đã ghi, khách được báo.", "Noted; the buyer is told."]) : Refuse(outcome.Refusals);
    }

    private async Task<bool> ReadAsync(string number, CancellationToken cancel)
    {
        if (await orders.FindAsync(Person, number, cancel) is not { } file) return false;
        // What is not paid is no order of the producer's yet.
        if (file.Order.Status is OrderStatus.AwaitingPayment or OrderStatus.Unpaid) return false;
        Found = file;
        return true;
    }
}
