using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;

namespace Ocop.Market.Catalog.Quality;

/// <summary>Whose a paper is, or who uses a mark: a product, or a producer for all it makes.</summary>
public sealed record PaperHolder(Guid? ProductId, string? ProductName, string? ProductSlug, Producer Producer)
{
    public Scope Scope => Producer.Scope;

    public string Name => ProductName ?? Producer.Name;
}

internal static class PaperHolders
{
    /// <summary>Two who write down a paper of the same holder come one after the other, so that the second sees the first one's.</summary>
    public static Task<int> LockAsync(this ICatalogDb db, PaperHolder holder, CancellationToken cancel) =>
        db.Producers.Where(it => it.Id == holder.Producer.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Name, it => it.Name), cancel);

    /// <summary>Null where there is none, or where both or neither are named.</summary>
    public static async Task<PaperHolder?> HolderAsync(this ICatalogDb db, Guid? productId, Guid? producerId, CancellationToken cancel)
    {
        if (productId is null == producerId is null) return null;
        var product = productId is { } id ? await db.Products.Where(it => it.Id == id).Select(it => new { it.ProducerId, it.Name, it.Slug }).FirstOrDefaultAsync(cancel) : null;
        var wanted = product?.ProducerId ?? producerId;
        return await db.Producers.AsNoTracking().FirstOrDefaultAsync(it => it.Id == wanted, cancel) is { } producer ? new PaperHolder(productId, product?.Name, product?.Slug, producer) : null;
    }
}
