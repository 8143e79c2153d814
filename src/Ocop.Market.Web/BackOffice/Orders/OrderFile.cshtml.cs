using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Storefront.Orders;

namespace Ocop.Market.Web.BackOffice.Orders;

[Requires(Act.ReadOrders)]
public sealed class OrderFileModel(DeskOrders orders, AnswerForProducer answer, CallOffOrder callOff, NoteInvoice noteInvoice, ReplacePart replacePart, PartChoices partChoices, OrderMails mails, GroupMoney money, DecideRefund refund, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    private IReadOnlyDictionary<int, IReadOnlyList<PartChoice>> _choices = new Dictionary<int, IReadOnlyList<PartChoice>>();

    public DeskOrderPage Found { get; private set; } = null!;

    /// <summary>Null for those who do not read the market's money.</summary>
    public MoneyOfGroup? Money { get; private set; }
    public bool MayRefund => Person.May(Act.MoveMoney, Scope.Programme) && Found.Order.Refundable.Amount > 0;
    public bool MayAnswer => Person.May(Act.AnswerOrders, Found.Producer.Scope);
    public PartActs Parts => new(Found.Order, _choices, HttpContext.Link($"/quan-tri/don-hang/{Found.Order.Number}?handler=Replace"), Refusals, Typed);
    public bool MayCallOff => Person.May(Act.CallOffOrders, Found.Producer.Scope) && OrderFlow.Find(OrderAct.CallOff, Found.Order.Status) is not null;
    public ParcelActs Acts => new(Found.Order, Refusals, Typed);
    public ParcelInvoice Invoice => new(Found.Order, Found.Group.Invoice, MayAnswer && NoteInvoice.Invoiced.Contains(Found.Order.Status) ? $"/quan-tri/don-hang/{Found.Order.Number}?handler=Invoice" : null, Refusals, Typed);
    public int HoursLeft => Math.Max(0, (int)(Found.Order.AnswerBy - clock.UtcNow()).TotalHours);

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel) => await ReadAsync(number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, string? act, string? choice, string? reason, string? carrier, string? code, string? goods, CancellationToken cancel)
    {
        if (!await ReadAsync(number, cancel)) return NotFound();
        if (ProducerAnswer.Read(act, string.IsNullOrWhiteSpace(reason) ? choice : reason, carrier, code, goods) is not { } said) return BadRequest();
        var outcome = await answer.HandleAsync(Person, Found.Order.Id, said, cancel);
        return outcome.Succeeded ? Again(words["Đã ghi, khách được báo.", "Noted; the buyer is told."]) : Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostCallOffAsync(string number, string? callOffReason, CancellationToken cancel)
    {
        if (!await ReadAsync(number, cancel)) return NotFound();
        var outcome = await callOff.HandleAsync(Person, Found.Order.Id, callOffReason, cancel);
        return outcome.Succeeded ? Again(words["Đã huỷ đơn; khách và chủ thể được báo.", "Cancelled; buyer and producer are told."]) : Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostRefundAsync(string number, string? amount, string? why, long? already, CancellationToken cancel)
    {
        if (!await ReadAsync(number, cancel)) return NotFound();
        var outcome = await refund.HandleAsync(Person, Found.Order.Id, Ocop.Market.Kernel.Money.Read(amount)?.Amount, why, already, cancel);
        return outcome.Succeeded ? Again(Found.Order.OwesAccount ? words["Đã trừ công nợ, công ty được báo.", "Taken off the account; the company is told."] : words["Đã ghi khoản hoàn.", "The refund is noted."]) : Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostInvoiceAsync(string number, string? invoiceNumber, CancellationToken cancel)
    {
        if (!await ReadAsync(number, cancel)) return NotFound();
        if (Misread("invoiceDay") is { Count: > 0 } misread) return Refuse(misread);
        var outcome = await noteInvoice.HandleAsync(Person, Found.Order.Id, invoiceNumber, Day("invoiceDay"), cancel);
        return outcome.Succeeded ? Again(words["Đã ghi hoá đơn.", "The invoice is noted."]) : Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostReplaceAsync(string number, CancellationToken cancel)
    {
        if (!await ReadAsync(number, cancel)) return NotFound();
        if (PartActs.Read(Request.Form) is not { } form) return BadRequest();
        var outcome = await replacePart.HandleAsync(Person, Found.Order.Id, form, cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = mails.Reaches(Found.Group) ? words["Đã thay món, khách được báo.", "Replaced; the buyer is told."] : words["Đã thay món. Khách không nhận được thư hay tin nhắn: gọi báo giúp.", "Replaced. No mail or text reaches the buyer: please call them."];
        return LocalRedirect(HttpContext.Link($"/quan-tri/don-hang/{Found.Order.Number}"));
    }

    private async Task<bool> ReadAsync(string number, CancellationToken cancel)
    {
        if (await orders.FindAsync(Person, number, cancel) is not { } file) return false;
        Found = file;
        if (Person.May(Act.ReadMoney, Scope.Programme)) Money = await money.OfAsync(file.Group, cancel);
        if (MayAnswer) _choices = await partChoices.OfAsync(file.Order, cancel);
        return true;
    }
}
