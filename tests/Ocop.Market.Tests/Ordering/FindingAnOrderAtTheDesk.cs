using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class FindingAnOrderAtTheDesk
{
    [Theory, BothDatabases]
    public async Task A_number_finds_its_group_however_it_is_typed(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (wanted, _) = (await market.PlacedGroup((market.Tea, 1), (market.Garlic, 1)), await market.PlacedGroup((market.Tea, 1)));
        var number = wanted.Number;
        string[] parcels = [$"{number}-1", $"{number}-2"];
        foreach (var typed in new[] { number, number.ToLowerInvariant().Replace('-', ' '), $"#{number}-2", number.Replace("-", "", StringComparison.Ordinal) })
            Assert.Equal(parcels, await FoundAsync(market, PayingMarket.Officer, typed));

        // A beginning of it, too.
        Assert.Equal(parcels, await FoundAsync(market, PayingMarket.Officer, number[..7].ToLowerInvariant()));
        Assert.Empty(await FoundAsync(market, PayingMarket.Officer, "2222-2222"));
    }

    [Theory, BothDatabases]
    public async Task Words_find_the_orders_of_producers_who_are_called_so_and_only_where_one_may_look(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var number = (await market.PlacedGroup((market.Tea, 1), (market.Garlic, 1))).Number;
        Assert.Equal(2, (await FoundAsync(market, PayingMarket.Officer, null)).Count);
        var tea = Assert.Single(await FoundAsync(market, PayingMarket.Officer, "htx chè"));
        Assert.Equal([tea], await FoundAsync(market, PayingMarket.Officer, "HTX che"));
        // Letters that a number could begin with.
        Assert.Equal([tea], await FoundAsync(market, PayingMarket.Officer, "che"));
        Assert.Equal([tea], await FoundAsync(market, PayingMarket.Provincial, number));
        Assert.Empty(await FoundAsync(market, PayingMarket.Officer, "không ai tên này"));
        // Four letters and four, as a number is written.
        await market.Read(db => db.Producers.Where(producer => producer.Name.StartsWith("HTX")).ExecuteUpdateAsync(set => set.SetProperty(producer => producer.FoldedName, "htx sach xanh")));
        Assert.Equal([tea], await FoundAsync(market, PayingMarket.Officer, "sạch xanh"));
    }

    private static async Task<List<string>> FoundAsync(OrderingMarket market, Person person, string? typed) =>
        [.. (await market.Run((DeskOrders orders) => orders.PageAsync(person, new DeskOrderFilter(typed), 1, default))).Rows.Select(row => row.Number).Order(StringComparer.Ordinal)];
}
