using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="IsListed">Null leaves it.</param>
/// <param name="GroupSlug">Null leaves it.</param>
public sealed record ProductsEdit(IReadOnlyCollection<Guid> ProductIds, bool? IsListed = null, string? GroupSlug = null);

/// <summary>One change on many products at once: all of them or none. A hidden product is gone from shelf, search, feed and sitemap with this commit.</summary>
public sealed class EditProducts(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    public const int MostAtOnce = 500;

    /// <returns>How many were not so already.</returns>
    public Task<Outcome<int>> HandleAsync(Person person, ProductsEdit edit, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        var ids = edit.ProductIds.Distinct().ToList();
        if (ids.Count == 0) return new Refusal("NoneChosen", "chon", "Chưa chọn sản phẩm nào.", "No product is chosen.");
        if (ids.Count > MostAtOnce) return new Refusal("TooManyChosen", "chon", $"Mỗi lần tối đa {MostAtOnce} sản phẩm.", $"{MostAtOnce} products at most at a time.");
        if (edit.GroupSlug is { } slug && !await db.ProductGroups.AnyAsync(group => group.Slug == slug, cancel))
            return new Refusal("GroupUnknown", "nhom-moi", "Không có nhóm này.", "There is no such group.");

        var products = await db.Products.Where(product => ids.Contains(product.Id)).ToListAsync(cancel);
        var own = db.Producers.Within(person.ScopesFor(Act.EditProducts)).Select(producer => producer.Id);
        if (products.Count < ids.Count || await db.Products.CountAsync(product => ids.Contains(product.Id) && own.Contains(product.ProducerId), cancel) < ids.Count) return NoRight.Here;
        if (await OtherSetAsync(products, edit.GroupSlug, cancel) is { } refusal) return refusal;

        var changed = products.Where(product => Change(product, edit, person)).Select(product => product.Id).ToList();
        await searchRows.RefreshAsync(changed, cancel);
        return changed.Count;
    }, cancel);

    // A set belongs to one group by Decision 148; whoever moves the product must say which set of the new group it is.
    private async Task<Refusal?> OtherSetAsync(List<Product> products, string? group, CancellationToken cancel)
    {
        if (group is null) return null;
        var others = await db.ProductSets.Where(set => set.GroupSlug != group).Select(set => set.Code).ToListAsync(cancel);
        return products.Find(product => product.SetCode is { } set && others.Contains(set)) is { } bound
            ? new Refusal("SetOfOtherGroup", "nhom-moi", $"“{bound.Name}” thuộc một bộ sản phẩm của nhóm khác nên không chuyển được.", $"“{bound.Name}” belongs to a set of another group and cannot be moved.")
            : null;
    }

    private bool Change(Product product, ProductsEdit edit, Person person)
    {
        var before = Told(product);
        if (edit.IsListed is { } listed) product.List(listed);
        if (edit.GroupSlug is { } group) product.Classify(group, product.SetCode);
        var after = Told(product);
        if (after == before) return false;
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, edit.IsListed is { } shown ? shown ? "ProductShown" : "ProductHidden" : "ProductClassified", product.ChangeSubject, before, after));
        return true;
    }

    private static string Told(Product product) => $"{(product.IsListed ? "visible" : "hidden")}\ngroup: {product.GroupSlug}";
}
