using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Quality;

/// <summary>The register of marks.</summary>
[Requires(Act.ReadCatalog)]
public sealed class MarkListModel(DeskMarks marks, TimeProvider clock, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/nhan-hieu";

    public ListPage<DeskMarkRow> Found { get; private set; } = null!;
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken cancel) =>
        Found = await marks.PageAsync(Person, Asked(DeskFind.Field), Enum.TryParse<MarkKind>(Asked("loai"), out var kind) && Enum.IsDefined(kind) ? kind : null, PageNumber, cancel);
}
