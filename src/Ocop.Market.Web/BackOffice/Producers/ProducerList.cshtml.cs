using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Producers;

[Requires(Act.ReadCatalog)]
public sealed class ProducerListModel(DeskProducers producers, PlaceDirectory places, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/chu-the";

    public ListPage<DeskProducerRow> Found { get; private set; } = null!;
    public PlaceDirectory Places => places;
    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "Every province"]), .. places.Within(Person.ScopesFor(Act.ReadCatalog)).Select(province => (province.Code, province.Name))];

    /// <summary>Of the one province that is looked at; none while there are several.</summary>
    public IReadOnlyList<(string Value, string Label)> Communes =>
        (Asked("tinh") ?? (Provinces.Count == 2 ? Provinces[1].Value : null)) is { } province
            ? [("", words["Mọi xã, phường", "Every commune"]), .. places.CommunesOf(province).Select(commune => (commune.Code, commune.Name))]
            : [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var contact = Asked("lien-he") switch { "1" => true, "0" => (bool?)false, _ => null };
        Found = await producers.PageAsync(Person, new(Asked(DeskFind.Field), Asked("tinh"), Asked("xa"), contact, GridOrder.Of(Request) is ("ten", true)), PageNumber, cancel);
    }
}
