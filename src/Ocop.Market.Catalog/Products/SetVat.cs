using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="Version">Of the product as the form showed it.</param>
/// <param name="Rate">A name of <see cref="VatRate"/>; empty leaves it to the table.</param>
public sealed record VatForm(Guid ProductId, long Version, string? Rate);

/// <summary>The rate that stands in the producer's own books. Orders placed before keep theirs.</summary>
public sealed class SetVat(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<Product>> HandleAsync(Person person, VatForm form, CancellationToken cancel) => db.InTransactionAsync<Product>(async () =>
    {
        var isCurrent = await db.Products.Where(it => it.Id == form.ProductId && it.Version == form.Version).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var product = await db.Products.FirstOrDefaultAsync(it => it.Id == form.ProductId, cancel);
        if (product is null) return new Refusal("ProductUnknown", "", "Không có sản phẩm này.", "There is no such product.");
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        if (!person.May(Act.PriceGoods, producer.Scope)) return NoRight.Here;
        VatRate? rate = Array.Find(Enum.GetNames<VatRate>(), name => name == form.Rate) is { } known ? Enum.Parse<VatRate>(known) : null;
        if (rate is null && !string.IsNullOrEmpty(form.Rate)) return new Refusal("VatUnknown", "vat", "Chọn lại thuế suất.", "Choose the rate again.");
        if (rate == product.Vat) return product;
        if (!isCurrent) return new Refusal("Stale", "", "Có người vừa sửa sản phẩm này. Những gì bạn gõ vẫn còn bên dưới; xem lại rồi lưu lần nữa.", "Somebody has just changed this product. What you typed is still below; look again and save once more.");

        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "ProductVatSet", product.ChangeSubject, product.Vat?.ToString(), rate?.ToString()));
        product.TellVat(rate);
        await db.SaveChangesAsync(cancel);
        return product;
    }, cancel);
}
