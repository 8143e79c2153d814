using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Producers;

/// <param name="Version">Of the producer as the form showed it.</param>
public sealed record ContactEdit(Guid ProducerId, long Version, string? Email, string? Phone);

/// <summary>Where order mails go and whom the market calls.</summary>
public sealed class EditContact(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<Producer>> HandleAsync(Person person, ContactEdit edit, CancellationToken cancel) => db.InTransactionAsync<Producer>(async () =>
    {
        var isCurrent = await db.Producers.Where(it => it.Id == edit.ProducerId && it.Version == edit.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var producer = await db.Producers.FirstOrDefaultAsync(it => it.Id == edit.ProducerId, cancel);
        if (producer is null) return new Refusal("ProducerUnknown", "", "Không có chủ thể này.", "There is no such producer.");
        if (!person.May(Act.EditContacts, producer.Scope)) return NoRight.Here;
        if (!isCurrent) return new Refusal("Stale", "", "Có người vừa sửa chủ thể này. Xem lại rồi lưu lần nữa.", "Somebody has just changed this producer. Look again and save once more.");

        var email = (edit.Email ?? "").Trim() is { Length: > 0 } typed ? typed : null;
        var phone = string.IsNullOrWhiteSpace(edit.Phone) ? null : VietnamesePhone.Normalize(edit.Phone);
        var refusals = new List<Refusal>();
        if (email is not null && !EmailAddress.IsDeliverable(email)) refusals.Add(new("EmailWrong", "email", "Chưa phải địa chỉ thư điện tử, ví dụ htx@vi-du.vn.", "This is no e-mail address; for example htx@vi-du.vn."));
        if (phone is null && !string.IsNullOrWhiteSpace(edit.Phone)) refusals.Add(VietnamesePhone.Refuse(edit.Phone));
        if (refusals.Count > 0) return Outcome<Producer>.Refused(refusals);
        if ((email, phone) == (producer.Email, producer.Phone)) return producer;

        var before = Told(producer);
        producer.SetContact(email, phone);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "ProducerContactEdited", producer.ChangeSubject, before, Told(producer)));
        await db.SaveChangesAsync(cancel);
        return producer;
    }, cancel);

    private static string Told(Producer producer) => $"e-mail: {producer.Email}\nphone: {producer.Phone}";
}
