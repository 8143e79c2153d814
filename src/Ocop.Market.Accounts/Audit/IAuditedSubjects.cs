using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Accounts.Audit;

/// <summary>One kind of thing that audit entries are about. Whoever owns the things answers what is where and what it is called.</summary>
public interface IAuditedSubjects
{
    /// <summary>As <see cref="Kernel.ChangeSubject"/> names it.</summary>
    string Kind { get; }

    /// <summary>The ids of those within the scopes, as entries write them; asked inside the database.</summary>
    IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes);

    /// <summary>What people call them; one that is gone has no name.</summary>
    Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel);
}
