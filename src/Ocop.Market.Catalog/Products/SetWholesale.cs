using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>What a buyer of large quantities asks first. Each part may be unknown.</summary>
/// <param name="Minimum">The smallest order.</param>
/// <param name="Step">Orders are multiples of it above the smallest.</param>
public sealed record Wholesale(string? Unit, int? Minimum, int? Step, int? CapacityAMonth, int? ShelfLifeDays)
{
    public bool IsTold => Minimum is not null || Step is not null || CapacityAMonth is not null || ShelfLifeDays is not null;
}

/// <summary>What a producer typed on the phone; an empty field is not known.</summary>
/// <param name="Version">Of the product as the form showed it.</param>
public sealed record WholesaleForm(Guid ProductId, long Version, string? Unit, string? Minimum, string? Step, string? Capacity, string? ShelfLife);

/// <summary>The producer's own business, as the price is.</summary>
public sealed class SetWholesale(ICatalogDb db, TimeProvider clock)
{
    public const int LongestUnit = 20;
    private const int Most = 10_000_000, MostDays = 3650;

    public Task<Outcome<Product>> HandleAsync(Person person, WholesaleForm form, CancellationToken cancel) => db.InTransactionAsync<Product>(async () =>
    {
        var isCurrent = await db.Products.Where(it => it.Id == form.ProductId && it.Version == form.Version).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var product = await db.Products.FirstOrDefaultAsync(it => it.Id == form.ProductId, cancel);
        if (product is null) return new Refusal("ProductUnknown", "", "Không có sản phẩm này.", "There is no such product.");
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        if (!person.May(Act.PriceGoods, producer.Scope)) return NoRight.Here;
        var told = Meet(form);
        if (!told.Succeeded) return Outcome<Product>.Refused(told.Refusals);
        // Sent twice over a weak line: the second finds it as it wishes.
        if (told.Value == product.Wholesale) return product;
        if (!isCurrent) return new Refusal("Stale", "", "Có người vừa sửa sản phẩm này. Những gì bạn gõ vẫn còn bên dưới; xem lại rồi lưu lần nữa.", "Somebody has just changed this product. What you typed is still below; look again and save once more.");

        var before = Told(product.Wholesale);
        product.TellWholesale(told.Value);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "ProductWholesaleSet", product.ChangeSubject, before, Told(told.Value)));
        await db.SaveChangesAsync(cancel);
        return product;
    }, cancel);

    private static Outcome<Wholesale> Meet(WholesaleForm form)
    {
        var unmet = new List<Refusal>();
        int? Number(string? typed, string field, int most)
        {
            var digits = (typed ?? "").Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            if (digits.Length == 0) return null;
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
            unmet.Add(new("NumberWrong", field, "Ghi một số từ 1, hoặc để trống.", "Enter a number from 1, or nothing."));
            return null;
        }

        var told = new Wholesale(null, Number(form.Minimum, "minimum", Most), Number(form.Step, "step", Most), Number(form.Capacity, "capacity", Most), Number(form.ShelfLife, "shelfLife", MostDays));
        var unit = VietnameseText.Normalize(form.Unit ?? "");
        if (unit.Length > LongestUnit) unmet.Add(new("TooLong", "unit", "Nhiều nhất 20 chữ.", "20 letters at most."));
        if (unit.Length == 0 && (told.Minimum ?? told.Step ?? told.CapacityAMonth) is not null) unmet.Add(new("UnitMissing", "unit", "Ghi đơn vị, ví dụ kg, hộp, thùng.", "Enter the unit, for example kg, box, carton."));
        return unmet.Count > 0 ? Outcome<Wholesale>.Refused(unmet) : told with { Unit = unit.Length == 0 ? null : unit };
    }

    private static string? Told(Wholesale wholesale) => wholesale.IsTold
        ? string.Create(CultureInfo.InvariantCulture, $"unit: {wholesale.Unit}\nminimum: {wholesale.Minimum}\nstep: {wholesale.Step}\ncapacity: {wholesale.CapacityAMonth}\nshelf life: {wholesale.ShelfLifeDays}")
        : null;
}

/// <summary>Read apart from the product's page, which is kept for everybody.</summary>
public sealed class WholesaleOffers(ICatalogDb db)
{
    /// <summary>Null where nothing is told.</summary>
    public async Task<Wholesale?> OfAsync(Guid productId, CancellationToken cancel) =>
        await db.Products.Where(it => it.Id == productId).Select(it => new Wholesale(it.WholesaleUnit, it.WholesaleMinimum, it.WholesaleStep, it.CapacityAMonth, it.ShelfLifeDays)).FirstOrDefaultAsync(cancel) is { IsTold: true } told ? told : null;
}
