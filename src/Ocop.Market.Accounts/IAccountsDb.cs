using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Accounts.Filters;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts;

public interface IAccountsDb : IKernelDb
{
    DbSet<User> Users { get; }
    DbSet<Grant> Grants { get; }
    DbSet<Invitation> Invitations { get; }
    DbSet<ResetCode> ResetCodes { get; }
    DbSet<SavedFilter> SavedFilters { get; }
}
