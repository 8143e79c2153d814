using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>Keeps a buyer's need, once, and mails the code that opens it; the same words again within minutes are the same need.</summary>
public sealed class PostNeed(ICatalogDb db, PlaceDirectory places, NeedMails mails, TimeProvider clock)
{
    public const int LongestWhat = NeedRequirements.LongestWhat, LongestUnit = NeedRequirements.LongestUnit, LongestName = NeedRequirements.LongestName, DaysAhead = NeedRequirements.DaysAhead;

    /// <summary>Nobody fills a stranger's mailbox, or an officer's list, with needs that nobody stands for.</summary>
    private const int MostUnchecked = 3;

    private static readonly TimeSpan SameNeed = TimeSpan.FromMinutes(10), Recently = TimeSpan.FromDays(1);

    /// <returns>Null where a program filled in the form: it is thanked like everybody, and nothing is kept.</returns>
    public async Task<Outcome<Need?>> HandleAsync(NeedForm form, string language, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(form.Website)) return (Need?)null;
        var groups = await db.ProductGroups.Select(group => group.Slug).ToListAsync(cancel);
        var words = NeedRequirements.Meet(form, clock.Today(), code => places.Province(code) is not null, groups.Contains);
        if (!words.Succeeded) return Outcome<Need?>.Refused(words.Refusals);

        return await db.InTransactionAsync<Need?>(async () =>
        {
            var (wish, now) = (words.Value, clock.UtcNow());
            await QueueAsync(wish.ProvinceCode, cancel);
            if (await PostedBeforeAsync(wish, now - SameNeed, cancel) is { } before) return before;
            var since = now - Recently;
            if (await db.Needs.CountAsync(it => it.State == NeedState.Unchecked && it.CreatedAt > since && (it.Phone == wish.Phone || (wish.Email != null && it.Email == wish.Email)), cancel) >= MostUnchecked)
                return new Refusal("TooMany", "", "Đã có ba nhu cầu chờ kiểm tra với số điện thoại hoặc thư này. Xong một việc rồi gửi tiếp, hoặc gọi cho cán bộ.", "Three needs with this phone or e-mail wait for their check. Finish one of them first, or call the officer.");

            var need = new Need(await DrawAsync(cancel), wish, language, now);
            db.Needs.Add(need);
            db.AuditEntries.Add(new AuditEntry(now, "visitor", "NeedPosted", need.ChangeSubject, after: need.Number));
            if (need.Email is not null) mails.SendCode(need);
            await db.SaveChangesAsync(cancel);
            return need;
        }, cancel);
    }

    // Two clicks at once wait for each other at the row of the province: nothing changes in it, but the second one then sees the first one's need.
    private Task<int> QueueAsync(string province, CancellationToken cancel) =>
        db.Provinces.Where(it => it.Code == province).ExecuteUpdateAsync(set => set.SetProperty(it => it.Name, it => it.Name), cancel);

    private Task<Need?> PostedBeforeAsync(NeedWords wish, DateTime since, CancellationToken cancel) => db.Needs.AsNoTracking().FirstOrDefaultAsync(it =>
        it.CreatedAt > since && it.What == wish.What && it.Quantity == wish.Quantity && it.Unit == wish.Unit && it.Rhythm == wish.Rhythm && it.ProvinceCode == wish.ProvinceCode && it.LastDay == wish.LastDay
        && it.Company == wish.Company && it.Phone == wish.Phone && it.Email == wish.Email, cancel);

    private async Task<string> DrawAsync(CancellationToken cancel)
    {
        string number;
        do number = RandomNumberGenerator.GetInt32(1_000_000, 10_000_000).ToString(CultureInfo.InvariantCulture);
        while (await db.Needs.AnyAsync(it => it.Number == number, cancel));
        return number;
    }
}
