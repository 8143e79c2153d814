using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>For whoever wants more than a count: batches with their last day, and when to be told that little is left. Each form has its own word in "act".</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalStockModel(StockShelf shelf, ReceiveBatch receiveBatch, WriteOffBatch writeOffBatch, SetLowStock setLowStock, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public ShelfProduct Product { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public static string Path(Guid productId) => $"{PortalGoodsModel.Path}/{productId}/kho";

    public static string SeenField(Guid variantId) => $"seen-{variantId:n}";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, Guid variant, Guid batch, int seen, string? quantity, string? number, bool here, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        string done;
        IReadOnlyList<Refusal> refusals;
        switch (act)
        {
            case "receive":
                if (Misread("bestBefore") is { Count: > 0 } misread) return Refuse(misread);
                var lay = int.TryParse(Request.Form[SeenField(variant)], out var inBatches) ? inBatches : -1;
                var received = await receiveBatch.HandleAsync(Person, new BatchForm(variant, lay, PortalGoodsModel.Pieces(quantity), number, Day("bestBefore"), here), cancel);
                (refusals, done) = (received.Refusals, words[$"Đã ghi lô {received.Value}.", $"Batch {received.Value} noted."]);
                break;
            case "write-off":
                var left = await writeOffBatch.HandleAsync(Person, new BatchLoss(batch, seen, PortalGoodsModel.Pieces(Request.Form[WriteOffBatch.Field(batch)])), cancel);
                (refusals, done) = (left.Refusals, words[$"Đã bỏ, lô còn {left.Value}.", $"Written off, {left.Value} left in the batch."]);
                break;
            case "low":
                refusals = (await setLowStock.HandleAsync(Person, [.. Product.Variants.Select(it => (it.Id, Typed: Request.Form[SetLowStock.Field(it.Id)].ToString())).Select(it => new LowMark(it.Id, it.Typed.Trim().Length == 0 ? null : PortalGoodsModel.Pieces(it.Typed) ?? -1))], cancel)).Refusals;
                done = words["Đã lưu mức báo.", "Saved."];
                break;
            default: return BadRequest();
        }

        if (refusals.Count == 0) return Again(done);
        await ReadAsync(id, cancel);
        return Refuse(refusals);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await shelf.FindAsync(Person, id, cancel) is not { IsService: false } found) return false;
        Product = found;
        return true;
    }
}
