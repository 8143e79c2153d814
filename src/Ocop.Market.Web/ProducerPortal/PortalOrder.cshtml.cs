using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.BackOffice.Orders;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Storefront.Orders;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>One order, with the acts of the link in the mail.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalOrderModel(DeskOrders orders, AnswerForProducer answer, ParcelsToPack parcels, NoteInvoice noteInvoice, ReplacePart replacePart, PartChoices partChoices, OrderMails mails, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    private IReadOnlyDictionary<int, IReadOnlyList<PartChoice>> _choices = new Dictionary<int, IReadOnlyList<PartChoice>>();

    public DeskOrderPage Found { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    /// <summary>By the position of its line, where its producer keeps batches: what to take, or what was taken.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<BatchShare>> Batches { get; private set; } = new Dictionary<int, IReadOnlyList<BatchShare>>();

    public bool MayAnswer => Person.May(Act.AnswerOrders, Found.Producer.Scope);
    public PartActs Parts => new(Found.Order, _choices, HttpContext.Link($"/cong-chu-the/don-hang/{Found.Order.Number}?handler=Replace"), Refusals, Typed);
    public ParcelActs Acts => new(Found.Order, Refusals, Typed);
    public ParcelInvoice Invoice => new(Found.Order, Found.Group.Invoice, MayAnswer && NoteInvoice.Invoiced.Contains(Found.Order.Status) ? $"/cong-chu-the/don-hang/{Found.Order.Number}?handler=Invoice" : null, Refusals, Typed);
    public int HoursLeft => Math.Max(0, (int)(Found.Order.AnswerBy - clock.UtcNow()).TotalHours);

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel) => await ReadAsync(number, cancel) ? Page() : NotFound();

    /// <param name="choice">A reason that was picked; one's own words go before it.</param>
    public async Task<IActionResult> OnPostAsync(string number, string? act, string? choice, string? reason, string? carrier, string? code, string? goods, CancellationToken cancel)
    {
        if (!await ReadAsync(number, cancel)) return NotFound();
        if (ProducerAnswer.Read(act, string.IsNullOrWhiteSpace(reason) ? choice : reason, carrier, code, goods) is not { } said) return BadRequest();
        var outcome = await answer.HandleAsync(Person, Found.Order.Id, said, cancel);
        return outcome.Succeeded ? Again(words["Đã ghi, khách được báo.", "Noted; the buyer is told."]) : Refuse(outcome.Refusals);
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
        return LocalRedirect(HttpContext.Link($"/cong-chu-the/don-hang/{Found.Order.Number}"));
    }

    private async Task<bool> ReadAsync(string number, CancellationToken cancel)
    {
        if (await orders.FindAsync(Person, number, cancel) is not { } file) return false;
        // What is not paid is no order of the producer's yet.
        if (file.Order.Status is OrderStatus.AwaitingPayment or OrderStatus.Unpaid) return false;
        Found = file;
        if (MayAnswer) _choices = await partChoices.OfAsync(file.Order, cancel);
        if (await parcels.FindAsync(Person, [file.Order.Number], cancel) is [var parcel]) Batches = parcel.Batches;
        return true;
    }
}
