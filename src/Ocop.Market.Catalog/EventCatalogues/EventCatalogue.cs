using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.EventCatalogues;

/// <param name="Place">Where the event is held, as people say it.</param>
/// <param name="ShowsPrices">Prices change; a sheet that lies about for months may do without.</param>
public sealed record EventCatalogueFacts(string Title, DateOnly Day, string Place, string Note, bool ShowsPrices);

/// <summary>A list of products made for one event, on paper and as a page behind the code on its cover. What the products are today is asked of them each time.</summary>
public sealed class EventCatalogue : ITellsChange
{
    private EventCatalogue() { }

    public EventCatalogue(string slug, EventCatalogueFacts facts, Scope scope, DateTime now)
    {
        (Id, Slug, ScopePath, CreatedAt) = (Guid.CreateVersion7(), slug, scope.Path, now);
        Describe(facts);
    }

    public Guid Id { get; private set; }
    public string Slug { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string FoldedTitle { get; private set; } = "";
    public DateOnly Day { get; private set; }
    public string Place { get; private set; } = "";
    public string Note { get; private set; } = "";
    public bool ShowsPrices { get; private set; }

    /// <summary>Whose part of the programme it belongs to (<see cref="Scope"/>).</summary>
    public string ScopePath { get; private set; } = "";

    /// <summary>Strangers may open its page; it can be taken back, as no calendar holds it.</summary>
    public bool IsPublished { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.EventCatalogue(Id);

    public Scope Scope => Scope.Parse(ScopePath);

    public EventCatalogueFacts Facts => new(Title, Day, Place, Note, ShowsPrices);

    public void Describe(EventCatalogueFacts facts)
    {
        (Title, Day, Place, Note, ShowsPrices) = facts;
        FoldedTitle = VietnameseText.Fold(Title);
    }

    public void Publish(bool isPublished) => IsPublished = isPublished;
}

/// <summary>A product's place in the list, counted from one.</summary>
public sealed class CataloguedProduct : ITellsChange
{
    private CataloguedProduct() { }

    public CataloguedProduct(Guid catalogueId, Guid productId, int position) => (CatalogueId, ProductId, Position) = (catalogueId, productId, position);

    public Guid CatalogueId { get; private set; }
    public Guid ProductId { get; private set; }
    public int Position { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.EventCatalogue(CatalogueId);

    public void MoveTo(int position) => Position = position;
}
