using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Search;

/// <summary>
/// Keeps the search rows in step with what they tell of, in the caller's transaction: whoever writes a product, its producer, its papers,
/// its decisions or its story calls this before the commit.
/// </summary>
public sealed class SearchRows(ICatalogDb db, IAvailability availability, PlaceDirectory places, Synonyms synonyms, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>Writes the rows anew. What the context holds unsaved is saved first, so that the rows speak of it.</summary>
    public async Task RefreshAsync(IReadOnlyCollection<Guid> productIds, CancellationToken cancel) =>
        await db.InTransactionAsync<int>(async () =>
        {
            await db.SaveChangesAsync(cancel);
            foreach (var batch in productIds.Distinct().Chunk(BatchSize))
                await RefreshBatchAsync(batch, cancel);
            return productIds.Count;
        }, cancel);

    public async Task RefreshOfProducerAsync(Guid producerId, CancellationToken cancel) =>
        await RefreshAsync(await db.Products.Where(product => product.ProducerId == producerId).Select(product => product.Id).ToListAsync(cancel), cancel);

    /// <summary>The rows of products that were inserted in this transaction, from what the caller holds: they are in no stock and, but for their producer's, in no story.</summary>
    public async Task InsertAsync(IReadOnlyList<Product> products, IReadOnlyDictionary<Guid, string> producers, CancellationToken cancel)
    {
        if (products.Count == 0) return;
        var facts = await ProductFacts.OfNewAsync(db, products, producers, cancel);
        var today = clock.Today();
        await db.InsertAsync([.. products.Select(product => Written(new SearchRow(product.Id), product, facts, new Dictionary<Guid, int>(), today))], clock.UtcNow(), cancel);
    }

    private async Task RefreshBatchAsync(Guid[] productIds, CancellationToken cancel)
    {
        var facts = await ProductFacts.ReadAsync(db, productIds, cancel);
        var onHand = await availability.OfAsync(facts.VariantIds, cancel);
        var rows = await db.SearchRows.Where(row => productIds.Contains(row.ProductId)).ToDictionaryAsync(row => row.ProductId, cancel);
        var today = clock.Today();

        foreach (var product in facts.Products)
        {
            if (!rows.TryGetValue(product.Id, out var row))
            {
                row = rows[product.Id] = new SearchRow(product.Id);
                db.SearchRows.Add(row);
            }

            Written(row, product, facts, onHand, today);
        }

        await db.SaveChangesAsync(cancel);
        // Thousands of rows would make every later save of this context look through them all.
        foreach (var row in rows.Values) db.SearchRows.Entry(row).State = EntityState.Detached;
    }

    private SearchRow Written(SearchRow row, Product product, ProductFacts facts, IReadOnlyDictionary<Guid, int> onHand, DateOnly today)
    {
        WriteFacts(row, product, facts, onHand, today);
        WriteWords(row, product, facts, today);
        return row;
    }

    private static void WriteFacts(SearchRow row, Product product, ProductFacts facts, IReadOnlyDictionary<Guid, int> onHand, DateOnly today)
    {
        (row.ProducerId, row.GroupSlug, row.SetCode) = (product.ProducerId, product.GroupSlug, product.SetCode);
        (row.ProvinceCode, row.CommuneCode) = (product.Place.ProvinceCode, product.Place.CommuneCode);
        (row.IsListed, row.CreatedAt) = (product.IsListed, product.CreatedAt);

        var decision = facts.Decisions[product.Id].Where(decision => decision.DecidedOn <= today).MaxBy(decision => (decision.DecidedOn, decision.Id));
        (row.Stars, row.StarsFrom) = (decision?.Stars, decision?.DecidedOn);
        row.StarsUntil = decision is { RevokedOn: { } revoked } && revoked <= decision.ValidUntil ? revoked.AddDays(-1) : decision?.ValidUntil;
        row.CertificationDays = CertificationDays.Write(facts.Certifications[product.Id], today);

        var variants = facts.Variants[product.Id].ToList();
        row.Price = variants.Count == 0 ? null : variants.Min(variant => variant.Price.Amount);
        row.InStock = variants.Any(variant => onHand.GetValueOrDefault(variant.Id) > 0);
    }

    private void WriteWords(SearchRow row, Product product, ProductFacts facts, DateOnly today)
    {
        var papers = facts.Certifications[product.Id].Where(paper => paper.IsValidOn(today)).Select(paper => paper.Kind).Distinct().Order();
        var name = SearchWord.Split(product.Name);
        var producer = SearchWord.Split(facts.Producers[product.ProducerId]);
        var place = SearchWord.Split(string.Join(' ', places.NamesOf(product.Place)));
        var certifications = SearchWord.Split(string.Join(' ', papers.Select(Certification.NameOf)));
        var story = SearchWord.Split(facts.StoryOf(product), most: ProductFacts.MostStoryWords);

        row.Name = SearchWord.Padded(name.Select(word => word.Exact));
        row.Accented = SearchWord.Padded(producer.Concat(place).Concat(certifications).Concat(story).Select(word => word.Exact));
        row.FoldedName = Folded(name);
        row.FoldedProducer = Folded(producer);
        row.FoldedPlace = SearchWord.Padded(place.Select(word => word.Folded));
        row.FoldedCertifications = SearchWord.Padded(certifications.Select(word => word.Folded));
        row.FoldedStory = Folded(story);
    }

    // Places are not translated: Trà Vinh is not Chè Vinh.
    private string Folded(List<SearchWord> words) => SearchWord.Padded([.. words.Select(word => word.Folded), .. synonyms.TokensIn(words)]);
}
