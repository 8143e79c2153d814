using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Filters;

/// <summary>Keeps a list's conditions for the person; the same name again means the new conditions.</summary>
public sealed class SaveFilter(IAccountsDb db, TimeProvider clock)
{
    public async Task<Outcome<SavedFilter>> HandleAsync(Person person, string list, string? name, string? query, CancellationToken cancel)
    {
        var words = VietnameseText.Normalize(name ?? "");
        var conditions = (query ?? "").TrimStart('?');
        if (words.Length == 0) return new Refusal("NameMissing", "name", "Đặt cho bộ lọc một cái tên.", "Give the filter a name.");
        if (words.Length > SavedFilter.LongestName) return new Refusal("NameTooLong", "name", $"Tên dài quá {SavedFilter.LongestName} chữ.", $"The name is longer than {SavedFilter.LongestName} letters.");
        if (conditions.Length == 0) return new Refusal("NothingToSave", "name", "Chưa chọn điều kiện nào để lưu.", "There are no conditions to save yet.");
        if (conditions.Length > SavedFilter.LongestQuery) return new Refusal("QueryTooLong", "name", "Điều kiện dài quá, không lưu được.", "These conditions are too long to save.");

        return await db.InTransactionAsync<SavedFilter>(async () =>
        {
            var own = await db.SavedFilters.Where(filter => filter.PersonId == person.Id && filter.List == list).ToListAsync(cancel);
            if (own.Find(filter => filter.Name == words) is { } known) known.PointTo(conditions);
            else if (own.Count == SavedFilter.MostOfList) return new Refusal("TooMany", "name", $"Mỗi danh sách giữ tối đa {SavedFilter.MostOfList} bộ lọc.", $"A list keeps {SavedFilter.MostOfList} filters at most.");
            else db.SavedFilters.Add(known = new SavedFilter(person.Id, list, words, conditions, clock.UtcNow()));
            await db.SaveChangesAsync(cancel);
            return known;
        }, cancel);
    }
}
