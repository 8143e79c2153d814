using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Accounts.Filters;

public sealed class DeleteFilter(IAccountsDb db)
{
    /// <returns>Whether there was one of this person.</returns>
    public async Task<bool> HandleAsync(Person person, Guid id, CancellationToken cancel) =>
        await db.SavedFilters.Where(filter => filter.Id == id && filter.PersonId == person.Id).ExecuteDeleteAsync(cancel) > 0;
}
