using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms;

public interface ICmsDb : IKernelDb
{
    DbSet<Document> Documents { get; }
    DbSet<Revision> Revisions { get; }
}
