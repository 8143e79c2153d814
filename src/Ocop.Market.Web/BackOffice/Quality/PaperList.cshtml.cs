using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Quality;

/// <summary>Papers of products and producers, those first that end soonest.</summary>
[Requires(Act.ReadCatalog)]
public sealed class PaperListModel(DeskPapers papers, ProposedPapers proposed, PlaceDirectory places, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/chung-nhan";

    /// <summary>Null where the list is of those that wait.</summary>
    public ListPage<DeskPaperRow>? Found { get; private set; }

    /// <summary>What producers entered and nobody answered yet.</summary>
    public ListPage<ProposedPaperRow>? Waiting { get; private set; }
    public DateOnly Today => clock.Today();
    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "Every province"]), .. places.Within(Person.ScopesFor(Act.ReadCatalog)).Select(province => (province.Code, province.Name))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var filter = new DeskPaperFilter(Asked(DeskFind.Field), Asked("han") switch { "90" => 90, "30" => 30, "7" => 7, "0" => 0, _ => null },
            Enum.TryParse<CertificationKind>(Asked("loai"), out var kind) && Enum.IsDefined(kind) ? kind : null, Asked("tinh"));
        if (Asked("muc") == ProposedPaperFileModel.Waiting) Waiting = await proposed.WaitingAsync(Person, filter, PageNumber, cancel);
        else Found = await papers.PageAsync(Person, filter, PageNumber, cancel);
    }
}
