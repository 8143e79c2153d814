using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>As sent.</summary>
/// <param name="Version">Of the product as the form showed it.</param>
/// <param name="Statement">"some", "none", or empty for no statement.</param>
/// <param name="Ticked">Names of <see cref="Allergens"/>.</param>
public sealed record AllergenForm(Guid ProductId, long Version, string? Statement, IReadOnlyList<string?> Ticked)
{
    public const string Some = "some", None = "none", Field = "allergens";
}

/// <summary>The producer, or the desk for it, states what a product contains. Shown at once: nobody with an allergy can wait for an officer.</summary>
public sealed class StateAllergens(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<Product>> HandleAsync(Person person, AllergenForm form, CancellationToken cancel) => db.InTransactionAsync<Product>(async () =>
    {
        var isCurrent = await db.Products.Where(it => it.Id == form.ProductId && it.Version == form.Version).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var product = await db.Products.FirstOrDefaultAsync(it => it.Id == form.ProductId, cancel);
        if (product is null) return new Refusal("ProductUnknown", "", "Không có sản phẩm này.", "There is no such product.");
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        if (!person.May(Act.PriceGoods, producer.Scope) && !person.May(Act.EditProducts, producer.Scope)) return NoRight.Here;
        var stated = Read(form);
        if (!stated.Succeeded) return Outcome<Product>.Refused(stated.Refusals);
        if (stated.Value.Allergens == product.Allergens) return product;
        if (!isCurrent) return new Refusal("Stale", "", "Có người vừa sửa sản phẩm này. Những gì bạn gõ vẫn còn bên dưới; xem lại rồi lưu lần nữa.", "Somebody has just changed this product. What you typed is still below; look again and save once more.");

        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "ProductAllergensStated", product.ChangeSubject, product.Allergens?.ToString(), stated.Value.Allergens?.ToString()));
        product.StateAllergens(stated.Value.Allergens);
        await db.SaveChangesAsync(cancel);
        return product;
    }, cancel);

    private sealed record Statement(Allergens? Allergens);

    private static Outcome<Statement> Read(AllergenForm form)
    {
        var ticked = AllergenWords.All.Where(known => form.Ticked.Contains(known.Allergen.ToString())).Aggregate(Allergens.None, (all, known) => all | known.Allergen);
        return (form.Statement, ticked) switch
        {
            (AllergenForm.Some, Allergens.None) => Wrong("NothingTicked", "Đánh dấu chất có trong món này, hoặc chọn “Không có chất nào”.", "Tick what it contains, or choose “None of them”."),
            (AllergenForm.Some, _) => new Statement(ticked),
            (AllergenForm.None, Allergens.None) => new Statement(Allergens.None),
            (AllergenForm.None, _) => Wrong("NoneAndSome", "Bạn chọn “Không có chất nào” mà vẫn đánh dấu vài chất: bỏ dấu, hoặc chọn “Có những chất dưới đây”.", "You chose “None of them” and ticked some: untick them, or choose “Contains those below”."),
            // A tick says more than a choice that nobody touched.
            (null or "", _) => new Statement(ticked == Allergens.None ? null : ticked),
            _ => Wrong("StatementUnknown", "Chọn lại một trong ba.", "Choose one of the three again."),
        };
    }

    private static Refusal Wrong(string reason, string vi, string en) => new(reason, AllergenForm.Field, vi, en);
}
