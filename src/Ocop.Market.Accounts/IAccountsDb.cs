using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Filters;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts;

public interface IAccountsDb : IKernelDb
{
    DbSet<SavedFilter> SavedFilters { get; }
}
