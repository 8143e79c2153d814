using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

public sealed record DeskMarkRow(Guid Id, MarkKind Kind, string Name, string Number, string Owner, DateOnly From, DateOnly? Until, int Users);

public sealed record DeskMarkUse(Guid Id, Guid? ProductId, Guid? ProducerId, string Name, DateOnly From, DateOnly? Until);

public sealed record DeskMarkPage(Mark Mark, IReadOnlyList<DeskMarkUse> Uses);

/// <summary>The register of marks as one person sees it.</summary>
public sealed class DeskMarks(ICatalogDb db)
{
    public const int PageSize = 50;

    private const int MostFound = 20;

    public Task<ListPage<DeskMarkRow>> PageAsync(Person person, string? text, MarkKind? kind, int page, CancellationToken cancel)
    {
        var marks = db.Marks.AsNoTracking().Within(mark => mark.ScopePath, person.ScopesFor(Act.ReadCatalog));
        foreach (var word in VietnameseText.Fold(text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) marks = marks.Where(mark => mark.FoldedName.Contains(word));
        if (kind is { } one) marks = marks.Where(mark => mark.Kind == one);
        return marks.OrderBy(mark => mark.FoldedName).ThenBy(mark => mark.Id)
            .Select(mark => new DeskMarkRow(mark.Id, mark.Kind, mark.Name, mark.Number, mark.Owner, mark.From, mark.Until, db.MarkUses.Count(use => use.MarkId == mark.Id))).PageAsync(page, PageSize, cancel);
    }

    public async Task<DeskMarkPage?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await db.Marks.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } mark || !person.May(Act.ReadCatalog, mark.Scope)) return null;
        var uses = await (
            from use in db.MarkUses.AsNoTracking()
            where use.MarkId == id
            join foundProduct in db.Products on use.ProductId equals (Guid?)foundProduct.Id into products
            from product in products.DefaultIfEmpty()
            join foundProducer in db.Producers on use.ProducerId equals (Guid?)foundProducer.Id into producers
            from producer in producers.DefaultIfEmpty()
            select new DeskMarkUse(use.Id, use.ProductId, use.ProducerId, product != null ? product.Name : producer.Name, use.From, use.Until)).ToListAsync(cancel);
        return new DeskMarkPage(mark, [.. uses.OrderBy(use => use.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Marks that a product or a producer may use, for their own pages of the desk.</summary>
    public async Task<IReadOnlyList<DeskMarkRow>> OfAsync(Guid? productId, Guid producerId, CancellationToken cancel) => await (
        from use in db.MarkUses.AsNoTracking()
        where use.ProducerId == producerId || (use.ProductId != null && use.ProductId == productId)
        join mark in db.Marks on use.MarkId equals mark.Id
        orderby mark.FoldedName
        select new DeskMarkRow(mark.Id, mark.Kind, mark.Name, mark.Number, mark.Owner, use.From, use.Until ?? mark.Until, 0)).ToListAsync(cancel);

    /// <summary>Who could use a mark, by name; a user may live in any place.</summary>
    public async Task<IReadOnlyList<(Guid? ProductId, Guid? ProducerId, string Name)>> HoldersAsync(string text, CancellationToken cancel)
    {
        var words = VietnameseText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return [];
        var (producers, products) = (db.Producers.AsNoTracking(), db.Products.AsNoTracking());
        foreach (var word in words.Take(6)) (producers, products) = (producers.Where(it => it.FoldedName.Contains(word)), products.Where(it => it.FoldedName.Contains(word)));
        var makers = await producers.OrderBy(it => it.FoldedName).Take(MostFound).Select(it => new { it.Id, it.Name }).ToListAsync(cancel);
        var goods = await products.OrderBy(it => it.FoldedName).Take(MostFound).Select(it => new { it.Id, it.Name }).ToListAsync(cancel);
        return [.. makers.Select(it => ((Guid?)null, (Guid?)it.Id, it.Name)), .. goods.Select(it => ((Guid?)it.Id, (Guid?)null, it.Name))];
    }
}
