using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts;
using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Cms;

public interface ICmsDb : IAccountsDb
{
    DbSet<Document> Documents { get; }
    DbSet<Revision> Revisions { get; }
}
