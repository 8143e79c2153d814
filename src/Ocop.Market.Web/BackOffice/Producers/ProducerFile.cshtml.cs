using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Producers;

[Requires(Act.ReadCatalog)]
public sealed class ProducerFileModel(DeskProducers producers, DeskProducts products, DeskOrders orders, EditContact contact, MoveProducer move, DeskPapers papers, DeskMarks marks, PlaceDirectory places, TimeProvider clock,
    CurrentPerson current, Words words) : DeskPageModel(current)
{
    public Producer Producer { get; private set; } = null!;
    public ListPage<DeskProductRow> Goods { get; private set; } = null!;

    /// <summary>Null where the person reads no orders here.</summary>
    public int? Orders { get; private set; }
    public IReadOnlyList<DeskPaperRow> Papers { get; private set; } = [];
    public IReadOnlyList<DeskMarkRow> Marks { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public PlaceDirectory Places => places;

    public bool MayEdit => Person.May(Act.EditProducers, Producer.Scope);

    /// <summary>Nobody can move a producer out of the one commune they look after.</summary>
    public bool MayMove => MayEdit && Person.ScopesFor(Act.EditProducers).Any(scope => scope.Level <= ScopeLevel.Province);

    public IReadOnlyList<Province> Provinces => [.. places.Within([.. Person.ScopesFor(Act.EditProducers).Where(scope => scope.Level <= ScopeLevel.Province)])];

    public string? ProvinceShown => Asked("tinh") ?? Producer.Place.ProvinceCode;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, string? email, string? phone, string? commune, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var outcome = act switch
        {
            "contact" => await contact.HandleAsync(Person, new(id, version ?? -1, email, phone), cancel),
            "move" => await move.HandleAsync(Person, id, commune, cancel),
            _ => null,
        };
        if (outcome is null) return BadRequest();
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);

        Done = words["Đã lưu.", "Saved."];
        return LocalRedirect(HttpContext.Link($"{ProducerListModel.Path}/{id}"));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await producers.FindAsync(Person, id, cancel) is not { } producer) return false;
        Producer = producer;
        Papers = (await papers.PageAsync(Person, new(ProducerId: id), 1, cancel)).Rows;
        Marks = await marks.OfAsync(null, id, cancel);
        Goods = await products.PageAsync(Person, new() { ProducerId = id }, 1, cancel);
        Orders = Person.May(Act.ReadOrders, producer.Scope) ? await orders.CountOfProducerAsync(id, cancel) : null;
        return true;
    }
}
