using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>What a producer typed on the phone.</summary>
public sealed record BoothApplicationForm(string? Size, string? Group, string? Note, IReadOnlyList<Guid> ProductIds);

/// <summary>Asks for a place at a fair with goods of one's own. Whoever is asked already changes the wish and keeps the turn.</summary>
public sealed class ApplyForBooth(ICatalogDb db, TimeProvider clock)
{
    private const int LongestNote = 500, MostProducts = 30;

    public Task<Outcome<BoothApplication>> HandleAsync(Person person, Guid fairId, Guid producerId, BoothApplicationForm form, CancellationToken cancel) => db.InTransactionAsync<BoothApplication>(async () =>
    {
        await FairTurn.LockAsync(db, fairId, cancel);
        var producer = await db.Producers.AsNoTracking().FirstOrDefaultAsync(it => it.Id == producerId, cancel);
        if (producer is null || !person.May(Act.ApplyForBooth, producer.Scope)) return NoRight.Here;
        if (await db.Fairs.AsNoTracking().FirstOrDefaultAsync(it => it.Id == fairId, cancel) is not { State: not FairState.Draft } fair) return FairTurn.Unknown;
        if (!fair.TakesApplicationsOn(clock.Today()) || (fair.Rule is not null && !await db.Booths.AnyAsync(it => it.FairId == fairId, cancel))) return new Refusal("Closed", "", "Hội chợ này không còn nhận đăng ký.", "This fair takes no more applications.");

        var known = await db.BoothApplications.FirstOrDefaultAsync(it => it.FairId == fairId && it.ProducerId == producerId, cancel);
        if (known?.State is ApplicationState.Allotted) return new Refusal("AlreadyAllotted", "", "Bạn đã có gian ở hội chợ này.", "You have a booth at this fair already.");
        if (known?.State is ApplicationState.Refused) return new Refusal("AlreadyRefused", "", "Ban tổ chức đã không nhận đăng ký này. Xin gọi cho cán bộ phụ trách.", "The organisers did not take this application. Please call the officer.");
        var wish = await MeetAsync(producerId, form, cancel);
        if (!wish.Succeeded) return Outcome<BoothApplication>.Refused(wish.Refusals);

        var now = clock.UtcNow();
        var application = known ?? db.BoothApplications.Add(new BoothApplication(fairId, producerId, wish.Value, now)).Entity;
        if (known is { IsOpen: true }) known.Amend(wish.Value);
        else known?.Ask(wish.Value, now);
        db.BroughtProducts.RemoveRange(await db.BroughtProducts.Where(it => it.ApplicationId == application.Id && !wish.Value.ProductIds.Contains(it.ProductId)).ToListAsync(cancel));
        var brought = await db.BroughtProducts.Where(it => it.ApplicationId == application.Id).Select(it => it.ProductId).ToListAsync(cancel);
        db.BroughtProducts.AddRange(wish.Value.ProductIds.Except(brought).Select(id => new BroughtProduct(application.Id, id)));
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "BoothAskedFor", fair.ChangeSubject, after: producer.Slug));
        await db.SaveChangesAsync(cancel);
        return application;
    }, cancel);

    private async Task<Outcome<BoothWish>> MeetAsync(Guid producerId, BoothApplicationForm form, CancellationToken cancel)
    {
        var unmet = new List<Refusal>();
        var size = FairFields.Number(form.Size, 1, 1000);
        if (size is null && !string.IsNullOrWhiteSpace(form.Size)) unmet.Add(new("SizeWrong", "size", "Diện tích từ 1 đến 1.000 m², hoặc để trống.", "The size is 1 to 1,000 m², or empty."));
        var group = string.IsNullOrEmpty(form.Group) ? null : form.Group;
        if (group is not null && !await db.ProductGroups.AnyAsync(it => it.Slug == group, cancel)) unmet.Add(new("GroupUnknown", "group", "Chọn một nhóm hàng trong danh sách.", "Choose a group of the list."));
        var note = FairFields.Text(form.Note);
        if (note.Length > LongestNote) unmet.Add(new("NoteTooLong", "note", "Lời nhắn dài quá 500 chữ.", "The note is longer than 500 letters."));
        var ids = form.ProductIds.Distinct().Take(MostProducts + 1).ToList();
        if (ids.Count == 0) unmet.Add(new("ProductsMissing", "products", "Chọn ít nhất một món mang tới hội chợ.", "Choose at least one product to bring."));
        else if (ids.Count > MostProducts) unmet.Add(new("TooManyProducts", "products", "Nhiều nhất 30 món.", "30 products at most."));
        else if (await db.Products.CountAsync(it => ids.Contains(it.Id) && it.ProducerId == producerId && it.IsListed, cancel) != ids.Count)
            unmet.Add(new("NotYours", "products", "Chỉ mang được hàng của mình đang bán trên chợ.", "Only goods of your own that are on the market can be brought."));
        return unmet.Count > 0 ? Outcome<BoothWish>.Refused(unmet) : new BoothWish(size, group, note, ids);
    }
}

/// <summary>A producer will not come after all; a booth it had is free again.</summary>
public sealed class WithdrawFromFair(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<BoothApplication>> HandleAsync(Person person, Guid applicationId, CancellationToken cancel) => db.InTransactionAsync<BoothApplication>(async () =>
    {
        if (await db.BoothApplications.AsNoTracking().Where(it => it.Id == applicationId).Select(it => new { it.FairId }).FirstOrDefaultAsync(cancel) is not { } found) return Unknown;
        await FairTurn.LockAsync(db, found.FairId, cancel);
        var application = await db.BoothApplications.SingleAsync(it => it.Id == applicationId, cancel);
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == application.ProducerId, cancel);
        var fair = await db.Fairs.AsNoTracking().SingleAsync(it => it.Id == application.FairId, cancel);
        if (!person.May(Act.ApplyForBooth, producer.Scope)) return NoRight.Here;
        if (!application.IsOpen) return new Refusal("NotOpen", "", "Đăng ký này đã rút hoặc đã có câu trả lời.", "This application was withdrawn or answered.");
        if (fair.IsOverOn(clock.Today())) return SetFairDays.FairOver;

        application.Withdraw();
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "BoothWithdrawn", fair.ChangeSubject, after: producer.Slug));
        await db.SaveChangesAsync(cancel);
        return application;
    }, cancel);

    internal static readonly Refusal Unknown = new("ApplicationUnknown", "", "Không có đăng ký này.", "There is no such application.");
}
