using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Ordering.Orders;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>Brings goods in by the market's own commands.</summary>
internal static class Goods
{
    private const string Header = "name_vi,producer_vi,producer_kind,commune,district,province,group,subgroup,stars,recognised_year,source,sku,pack,net_content,net_unit,weight_g,price\n";

    public static string List(params (string Name, string Sku, long Price)[] goods) =>
        Header + string.Concat(goods.Select(good => $"{good.Name},HTX Thử,Hợp tác xã,,,Hà Nội,Thực phẩm,,,,,{good.Sku},hộp,100,g,150,{good.Price}\n"));

    /// <summary>One product with so many pieces, through two processes.</summary>
    public static async Task<Guid> ReceiveAsync(Instance market, string name, string sku, int pieces)
    {
        await SucceedAsync(market, ["import", "products", market.WriteList($"{sku}.csv", List((name, sku, 100_000)))]);
        await SucceedAsync(market, ["stock", "receive", market.WriteList($"{sku}-stock.csv", $"sku,quantity\n{sku},{pieces}\n")]);
        return await market.AskAsync(db => db.Variants.Where(variant => variant.Sku == sku).Select(variant => variant.Id).SingleAsync());
    }

    public static async Task<CommandAnswer> SucceedAsync(Instance market, string[] words)
    {
        var answer = await market.RunAsync(words);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', words)}: {answer.ExitCode} {answer.Output} {answer.Complaint}");
        return answer;
    }

    /// <summary>What the ledger says must be what the shelf says and what the orders say.</summary>
    public static async Task CheckLedgerAsync(MarketDb db, Guid variantId, int onHand, int sold)
    {
        var level = await db.StockLevels.AsNoTracking().SingleAsync(level => level.VariantId == variantId);
        Assert.Equal((onHand, sold), (level.OnHand, level.Allocated));
        Assert.Equal(onHand, await db.StockMovements.Where(movement => movement.VariantId == variantId).SumAsync(movement => movement.OnHand));
        Assert.Equal(sold, await db.StockMovements.Where(movement => movement.VariantId == variantId).SumAsync(movement => movement.Allocated));
        Assert.Equal(sold, await db.OrderLines.Where(line => line.VariantId == variantId && db.Orders.Any(order => order.Id == line.OrderId && order.Status != OrderStatus.Unpaid)).SumAsync(line => line.Quantity));
        Assert.Equal(level.Reserved, await db.StockReservations.Where(hold => hold.VariantId == variantId).SumAsync(hold => hold.Quantity));
    }
}
