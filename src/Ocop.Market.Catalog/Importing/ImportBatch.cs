using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>
/// Some hundred rows against what the market has already: a few questions for all of them, then changes in memory. What is new is inserted
/// past the change tracker, what is known is changed through it. An empty cell never takes anything away.
/// </summary>
internal sealed class ImportBatch(ICatalogDb db, ImportRequest request, DateTime now)
{
    private readonly ImportSlugs _slugs = new(db);
    private readonly Dictionary<ProductKey, Product> _products = [];
    private readonly Dictionary<(string Name, string LegacyProvince), Producer> _producers = [];
    private readonly Dictionary<string, Guid> _productBySku = new(StringComparer.Ordinal);
    private readonly List<Producer> _newProducers = [];
    private readonly List<Product> _newProducts = [];
    private readonly List<Guid> _updated = [];

    public int Created => _newProducts.Count;
    public int Updated => _updated.Count;

    public async Task PrepareAsync(IReadOnlyList<ProductRow> rows, CancellationToken cancel)
    {
        var names = rows.Select(row => row.Key.Name).Distinct().ToList();
        var producerNames = rows.Where(row => row.Producer is not null).Select(row => row.Key.Producer).Distinct().ToList();
        var provinces = rows.Select(row => row.Key.LegacyProvince).Distinct().ToList();
        var skus = rows.Select(SkuOf).OfType<string>().Distinct().ToList();

        var products = await db.Products.Include(product => product.Variants).Include(product => product.Decisions).Include(product => product.Certifications)
            .Where(product => names.Contains(product.FoldedName) && provinces.Contains(product.Place.LegacyProvinceCode!))
            .AsSplitQuery().ToListAsync(cancel);
        var producerIds = products.Select(product => product.ProducerId).Distinct().ToList();
        var producers = await db.Producers.AsNoTracking()
            .Where(producer => producerIds.Contains(producer.Id) || (producerNames.Contains(producer.FoldedName) && provinces.Contains(producer.Place.LegacyProvinceCode!)))
            .ToDictionaryAsync(producer => producer.Id, cancel);

        foreach (var product in products.OrderBy(product => product.Id)) _products.TryAdd(ProductKey.Of(product, producers[product.ProducerId]), product);
        foreach (var producer in producers.Values.Where(producer => !producer.IsUnnamed).OrderBy(producer => producer.Id))
            _producers.TryAdd((producer.FoldedName, producer.Place.LegacyProvinceCode ?? ""), producer);
        foreach (var variant in await db.Variants.Where(variant => skus.Contains(variant.Sku)).Select(variant => new { variant.Sku, variant.ProductId }).ToListAsync(cancel))
            _productBySku.Add(variant.Sku, variant.ProductId);
        await _slugs.PrepareAsync(rows, cancel);
    }

    /// <summary>Whether the row's SKU belongs to another product already.</summary>
    public bool SkuIsTaken(ProductRow row) =>
        SkuOf(row) is { } sku && _productBySku.TryGetValue(sku, out var owner) && _products.GetValueOrDefault(row.Key)?.Id != owner;

    public void Write(ProductRow row)
    {
        if (_products.TryGetValue(row.Key, out var product))
        {
            var changes = Update(product, row);
            if (changes.Count == 0) return;
            _updated.Add(product.Id);
            db.AuditEntries.Add(new AuditEntry(now, request.Actor, "ProductImported", product.ChangeSubject, after: string.Join("; ", changes)));
            return;
        }

        product = new Product(row.Name, ProducerOf(row).Id, _slugs.TakeForProduct(row), row.Place, row.GroupSlug, row.SetCode, request.IsDemo, now);
        product.Describe(row.Description, row.Source);
        Update(product, row);
        _products.Add(row.Key, product);
        _newProducts.Add(product);
    }

    /// <summary>Saves what was changed and inserts what is new, each with its search row.</summary>
    public async Task SaveAsync(SearchRows searchRows, CancellationToken cancel)
    {
        await db.InsertAsync([
            .. _newProducers, .. _newProducts, .. _newProducts.SelectMany(product => product.Variants),
            .. _newProducts.SelectMany(product => product.Decisions), .. _newProducts.SelectMany(product => product.Certifications),
        ], now, cancel);
        await searchRows.InsertAsync(_newProducts, _producers.Values.Concat(_newProducers).DistinctBy(producer => producer.Id).ToDictionary(producer => producer.Id, producer => producer.Name), cancel);
        await searchRows.RefreshAsync(_updated, cancel);
    }

    private Producer ProducerOf(ProductRow row)
    {
        var key = (row.Key.Producer, row.Key.LegacyProvince);
        if (row.Producer is not null && _producers.TryGetValue(key, out var known)) return known;

        var producer = new Producer(row.Producer ?? Producer.Unnamed, row.Producer is null ? ProducerKind.Unknown : row.Kind, _slugs.TakeForProducer(row), row.Place, request.IsDemo, now);
        _newProducers.Add(producer);
        if (row.Producer is not null) _producers.Add(key, producer);
        return producer;
    }

    /// <returns>What changed, in words for the audit entry.</returns>
    private List<string> Update(Product product, ProductRow row)
    {
        var changes = new List<string>();
        if (row.GroupSlug is not null && (row.GroupSlug, row.SetCode ?? product.SetCode) != (product.GroupSlug, product.SetCode))
        {
            changes.Add($"set {product.SetCode} → {row.SetCode}");
            product.Classify(row.GroupSlug, row.SetCode);
        }

        if (IsMorePrecise(row, product))
        {
            changes.Add($"place {product.Place.Commune}, {product.Place.District} → {row.Place.Commune}, {row.Place.District}");
            product.MoveTo(row.Place);
        }

        var (description, source) = (row.Description ?? product.Description, row.Source ?? product.Source);
        if ((description, source) != (product.Description, product.Source))
        {
            changes.Add("description or source");
            product.Describe(description, source);
        }

        if (row.Decision is not null) Decide(product, row.Decision, changes);
        if (row.Variant is not null) Pack(product, row, changes);
        if (row.Certification is not null) Certify(product, row.Certification, changes);
        return changes;
    }

    private static bool IsMorePrecise(ProductRow row, Product product) =>
        row.Place != product.Place && (row.Place.Commune ?? row.Place.District) is not null;

    private void Decide(Product product, DecisionCells cells, List<string> changes)
    {
        var told = Told(product, cells);
        if (product.Decisions.Any(known => !known.IsDemo && SaysAtLeast(known, told))) return;

        // What was known by its year only, or without its number, is the same decision told more precisely.
        foreach (var vague in product.Decisions.Where(known => !known.IsDemo && SaysAtLeast(told, known)).ToList()) db.RecognitionDecisions.Remove(vague);
        product.AddDecision(told);
        changes.Add(string.Create(CultureInfo.InvariantCulture, $"decision {told.Number} of {told.DecidedOn:yyyy-MM-dd}, {told.Stars} stars"));
    }

    private static RecognitionDecision Told(Product product, DecisionCells cells)
    {
        if (cells.Day is not { } day) return RecognitionDecision.OfYear(product.Id, cells.Stars, cells.Year);
        var before = product.Decisions.Where(known => known.DecidedOn < day && known.IsDayKnown).MaxBy(known => known.DecidedOn);
        var state = before is null ? RecognitionState.New
            : cells.Stars > before.Stars ? RecognitionState.Upgraded
            : cells.Stars < before.Stars ? RecognitionState.Downgraded
            : RecognitionState.Renewed;
        return new RecognitionDecision(product.Id, cells.Stars, cells.Level ?? RecognitionLaw.LevelOn(cells.Stars, day), cells.Number, cells.Authority, day,
            cells.CriteriaVersion ?? RecognitionLaw.CriteriaOn(day), state, isDemo: false);
    }

    private static bool SaysAtLeast(RecognitionDecision known, RecognitionDecision told) =>
        known.Stars == told.Stars
        && (told.IsDayKnown ? known.IsDayKnown && known.DecidedOn == told.DecidedOn : known.DecidedOn.Year == told.DecidedOn.Year)
        && (told.Number is null || told.Number == known.Number);

    private void Pack(Product product, ProductRow row, List<string> changes)
    {
        var cells = row.Variant!;
        var sku = SkuOf(row)!;
        if (product.Variants.FirstOrDefault(variant => variant.Sku == sku) is not { } variant)
        {
            variant = new Variant(product.Id, sku, cells.Pack, cells.NetContent, cells.NetUnit, cells.WeightGrams, cells.Price, product.Variants.Count);
            if (cells.Gtin is not null) variant.SetGtin(cells.Gtin);
            product.AddVariant(variant);
            changes.Add($"variant {sku} at {cells.Price}");
            return;
        }

        if (variant.Price != cells.Price)
        {
            changes.Add($"price of {sku}: {variant.Price} → {cells.Price}");
            variant.Reprice(cells.Price);
        }

        if ((variant.Pack, variant.NetContent, variant.NetUnit, variant.WeightGrams) != (cells.Pack, cells.NetContent, cells.NetUnit, cells.WeightGrams))
        {
            changes.Add($"pack of {sku}");
            variant.Repack(cells.Pack, cells.NetContent, cells.NetUnit, cells.WeightGrams);
        }

        if (cells.Gtin is not null && cells.Gtin != variant.Gtin)
        {
            changes.Add($"GTIN of {sku}: {variant.Gtin} → {cells.Gtin}");
            variant.SetGtin(cells.Gtin);
        }
    }

    private void Certify(Product product, CertificationCells cells, List<string> changes)
    {
        if (product.Certifications.Any(known => known.Kind == cells.Kind && known.Number == cells.Number && known.IssuedOn == cells.IssuedOn)) return;
        var paper = new Certification(product.Id, cells.Kind, cells.Number, cells.Issuer, cells.IssuedOn, cells.ValidUntil);
        product.AddCertification(paper);
        changes.Add($"certification {cells.Kind} {cells.Number}");
    }

    private static string? SkuOf(ProductRow row) => row.Variant is null ? null : row.Variant.Sku ?? ImportSlugs.Mark(row.Key).ToUpperInvariant();
}
