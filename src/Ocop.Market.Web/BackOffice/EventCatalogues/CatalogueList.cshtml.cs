using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.EventCatalogues;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.EventCatalogues;

/// <summary>Lists made for events, the latest event first.</summary>
[Requires(Act.ReadCatalog)]
public sealed class CatalogueListModel(DeskCatalogues catalogues, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/danh-muc-su-kien";

    public ListPage<DeskCatalogueRow> Found { get; private set; } = null!;
    public bool MayOpen => Person.MayAnywhere(Act.RunFairs);

    public async Task OnGetAsync(CancellationToken cancel) => Found = await catalogues.PageAsync(Person, Asked(DeskFind.Field), PageNumber, cancel);
}
