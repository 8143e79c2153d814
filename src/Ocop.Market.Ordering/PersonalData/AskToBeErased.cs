using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.PersonalData;

/// <summary>Asks an officer to erase somebody. Refused at once, with the day to ask again, while an order or a refund is open. Asking twice is asking once.</summary>
public sealed class AskToBeErased(IOrderingDb db, PersonalFiles files, IOptions<PersonalDataOptions> options, TimeProvider clock)
{
    public Task<Outcome<PersonalDataRequest>> HandleAsync(DataSubject subject, string language, CancellationToken cancel) => db.InTransactionAsync<PersonalDataRequest>(async () =>
    {
        var (buyerId, groupId, mailbox) = (subject.Buyer?.Id, subject.GroupId, subject.Buyer?.Mailbox);
        // Two clicks wait for each other here.
        if (buyerId is not null) await db.Buyers.Where(buyer => buyer.Id == buyerId).ExecuteUpdateAsync(set => set.SetProperty(buyer => buyer.Mailbox, buyer => buyer.Mailbox), cancel);
        else if (await db.OrderGroups.Where(group => group.Id == groupId && group.ForgottenAt == null).LockAsync(cancel)) mailbox = await db.OrderGroups.Where(group => group.Id == groupId).Select(group => group.Mailbox ?? group.Recipient.Email).SingleAsync(cancel);
        else return new Refusal("NothingHeld", "", "Dữ liệu cá nhân của đơn này đã được xoá.", "The personal data of this order is erased already.");

        var open = await db.PersonalDataRequests.FirstOrDefaultAsync(it => it.State == PersonalDataRequestState.Open && (buyerId != null ? it.BuyerId == buyerId : it.GroupId == groupId), cancel);
        if (open is not null) return open;
        if (await files.OpenUntilAsync(subject, cancel) is { } day) return Still(day);

        var request = new PersonalDataRequest(subject, mailbox, language, clock.UtcNow(), TimeSpan.FromHours(options.Value.AnswerHours));
        db.PersonalDataRequests.Add(request);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "buyer", "ErasureAsked", request.Subject));
        await db.SaveChangesAsync(cancel);
        return request;
    }, cancel);

    internal static Refusal Still(DateOnly day) => new("StillOpen", "",
        $"Còn đơn chưa xong, tiền chưa hoàn hoặc khiếu nại chưa khép, nên chợ còn cần tên và địa chỉ. Xin yêu cầu lại từ ngày {Day(day)}, hoặc khi mọi đơn đã xong.",
        $"An order, a refund or a complaint is still open and needs the name and address. Please ask again from {Day(day)} on, or once all is finished.");

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
