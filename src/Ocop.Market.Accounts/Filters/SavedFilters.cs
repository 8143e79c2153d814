using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Accounts.Filters;

public sealed class SavedFilters(IAccountsDb db)
{
    public async Task<IReadOnlyList<SavedFilter>> OfAsync(Person person, string list, CancellationToken cancel) =>
        await db.SavedFilters.AsNoTracking().Where(filter => filter.PersonId == person.Id && filter.List == list).OrderBy(filter => filter.Name).ToListAsync(cancel);
}
