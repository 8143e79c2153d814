using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Users;

public sealed record FoundPeople(IReadOnlyList<User> People, int Total);

/// <summary>People with their grants: those who hold something where the reader may read users; the programme's readers see also who holds nothing.</summary>
public sealed class PeopleList(IAccountsDb db)
{
    public const int PageSize = 50;

    public async Task<FoundPeople> FindAsync(Person reader, string? search, Role? role, int page, CancellationToken cancel)
    {
        var people = Readable(reader);
        if (role is { } wanted) people = people.Where(user => user.Grants.Any(grant => grant.Role == wanted));
        if (!string.IsNullOrWhiteSpace(search)) people = Matching(people, search.Trim());
        var total = await people.CountAsync(cancel);
        var shown = await people.OrderBy(user => user.FoldedName).ThenBy(user => user.Id).Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize)
            .Include(user => user.Grants).AsNoTracking().AsSplitQuery().ToListAsync(cancel);
        return new FoundPeople(shown, total);
    }

    public Task<User?> FindAsync(Person reader, Guid id, CancellationToken cancel) =>
        Readable(reader).Include(user => user.Grants).AsNoTracking().FirstOrDefaultAsync(user => user.Id == id, cancel);

    private IQueryable<User> Readable(Person reader)
    {
        var scopes = reader.ScopesFor(Act.ReadUsers).Select(scope => scope.Path).ToArray();
        return scopes.Contains(Scope.Programme.Path) ? db.Users : db.Users.Where(user => user.Grants.Any(grant => scopes.Any(scope => grant.ScopePath.StartsWith(scope))));
    }

    private static IQueryable<User> Matching(IQueryable<User> people, string search)
    {
        var (name, phone, email) = (VietnameseText.Fold(search), VietnamesePhone.Normalize(search), search.ToUpperInvariant());
        return people.Where(user => user.FoldedName.Contains(name) || (phone != null && user.PhoneNumber == phone) || (user.NormalizedEmail != null && user.NormalizedEmail.StartsWith(email)));
    }
}
