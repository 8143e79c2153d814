using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>What a producer typed on the phone.</summary>
public sealed record NeedAnswerForm(string? Price, string? Volume, IReadOnlyList<int> Months, string? Note, IReadOnlyList<Guid> ProductIds);

/// <summary>Offers goods of one's own for a need and tells the buyer. Whoever answered already changes the answer.</summary>
public sealed class AnswerNeed(ICatalogDb db, NeedMails mails, TimeProvider clock)
{
    public const int LongestNote = 500;
    private const int MostProducts = 30;

    /// <summary>Each change is a mail to the buyer; beyond this people talk by phone.</summary>
    private const int MostTimes = 20;

    public Task<Outcome<NeedAnswer>> HandleAsync(Person person, Guid needId, Guid producerId, NeedAnswerForm form, CancellationToken cancel) => db.InTransactionAsync<NeedAnswer>(async () =>
    {
        var need = await NeedTurn.LockAsync(db, needId, cancel);
        var producer = await db.Producers.AsNoTracking().FirstOrDefaultAsync(it => it.Id == producerId, cancel);
        if (producer is null || !person.May(Act.AnswerNeeds, producer.Scope)) return NoRight.Here;
        if (need is not { CheckedAt: not null }) return NeedTurn.Unknown;
        if (!need.TakesAnswersOn(clock.Today())) return NeedTurn.Over;
        var offer = await MeetAsync(producerId, form, cancel);
        if (!offer.Succeeded) return Outcome<NeedAnswer>.Refused(offer.Refusals);

        var known = await db.NeedAnswers.FirstOrDefaultAsync(it => it.NeedId == needId && it.ProducerId == producerId, cancel);
        var standing = known is null ? [] : await db.AnsweredProducts.Where(it => it.AnswerId == known.Id).ToListAsync(cancel);
        // Sent twice over a weak line: the second finds the answer as it wishes it, and the buyer gets no second mail.
        if (known is { State: AnswerState.Given } && IsSame(known, standing, offer.Value)) return known;
        if (known?.Times >= MostTimes) return new Refusal("TooOften", "", "Bạn đã đổi lời chào nhiều lần. Xin gọi thẳng cho bên mua.", "You changed the offer many times. Please call the buyer.");

        var now = clock.UtcNow();
        var answer = known ?? db.NeedAnswers.Add(new NeedAnswer(needId, producerId, now)).Entity;
        answer.Give(offer.Value, now);
        var has = standing.Select(it => it.ProductId).ToList();
        db.AnsweredProducts.RemoveRange(standing.Where(it => !offer.Value.ProductIds.Contains(it.ProductId)));
        db.AnsweredProducts.AddRange(offer.Value.ProductIds.Except(has).Select(id => new AnsweredProduct(answer.Id, id)));
        var names = await db.Products.Where(it => offer.Value.ProductIds.Contains(it.Id)).OrderBy(it => it.FoldedName).Select(it => it.Name).ToListAsync(cancel);
        mails.TellBuyer(need, answer, producer, names);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "NeedAnswered", need.ChangeSubject, after: producer.Slug));
        await db.SaveChangesAsync(cancel);
        return answer;
    }, cancel);

    private static bool IsSame(NeedAnswer known, IReadOnlyList<AnsweredProduct> goods, OfferWords offer) =>
        known.Price == offer.Price && known.VolumeAMonth == offer.VolumeAMonth && known.Months == offer.Months && known.Note == offer.Note && goods.Select(it => it.ProductId).ToHashSet().SetEquals(offer.ProductIds);

    private async Task<Outcome<OfferWords>> MeetAsync(Guid producerId, NeedAnswerForm form, CancellationToken cancel)
    {
        var unmet = new List<Refusal>();
        var price = FairFields.Dong(form.Price);
        if (price is not { Amount: > 0 }) unmet.Add(new("PriceWrong", "price", "Giá là số đồng lớn hơn 0, ví dụ 145.000.", "The price is a number of đồng above 0, for example 145.000."));
        var volume = NeedRequirements.Number(form.Volume, NeedRequirements.MostQuantity);
        if (volume is null) unmet.Add(new("VolumeWrong", "volume", "Ghi mỗi tháng làm được bao nhiêu, ví dụ 200.", "Enter how much you can make in a month, for example 200."));
        var note = FairFields.Text(form.Note);
        if (note.Length > LongestNote) unmet.Add(NeedRequirements.TooLong("note", LongestNote));
        var ids = form.ProductIds.Distinct().Take(MostProducts + 1).ToList();
        if (ids.Count == 0) unmet.Add(new("ProductsMissing", "products", "Chọn ít nhất một món để chào.", "Choose at least one product to offer."));
        else if (ids.Count > MostProducts) unmet.Add(new("TooManyProducts", "products", "Nhiều nhất 30 món.", "30 products at most."));
        else if (await db.Products.CountAsync(it => ids.Contains(it.Id) && it.ProducerId == producerId && it.IsListed, cancel) != ids.Count)
            unmet.Add(new("NotYours", "products", "Chỉ chào được hàng của mình đang bán trên chợ.", "Only goods of your own that are on the market can be offered."));
        return unmet.Count > 0 ? Outcome<OfferWords>.Refused(unmet) : new OfferWords(price!.Value, volume!.Value, Needs.Months.Of(form.Months), note, ids);
    }
}

/// <summary>A producer cannot deliver after all. The buyer's page no longer shows the offer.</summary>
public sealed class WithdrawAnswer(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<NeedAnswer>> HandleAsync(Person person, Guid needId, Guid producerId, CancellationToken cancel) => db.InTransactionAsync<NeedAnswer>(async () =>
    {
        var need = await NeedTurn.LockAsync(db, needId, cancel);
        var producer = await db.Producers.AsNoTracking().FirstOrDefaultAsync(it => it.Id == producerId, cancel);
        if (producer is null || !person.May(Act.AnswerNeeds, producer.Scope)) return NoRight.Here;
        if (need is null || await db.NeedAnswers.FirstOrDefaultAsync(it => it.NeedId == needId && it.ProducerId == producerId, cancel) is not { } answer) return NeedTurn.Unknown;
        if (need.State == NeedState.Closed) return NeedTurn.Over;
        if (answer.State == AnswerState.Withdrawn) return answer;
        answer.Withdraw();
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "NeedAnswerWithdrawn", need.ChangeSubject, after: producer.Slug));
        await db.SaveChangesAsync(cancel);
        return answer;
    }, cancel);
}
