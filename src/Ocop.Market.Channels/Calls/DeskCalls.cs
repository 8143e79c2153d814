using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Calls;

/// <param name="Text">Of a call that failed: its request id, its code, or a part of its path.</param>
public sealed record CallFilter(string? Channel = null, Guid? ShopId = null, string? Text = null);

public sealed record CallPathRow(string Channel, string Path, long Calls, long Failed, long Milliseconds, int Slowest)
{
    public long Mean => Milliseconds / Calls;
}

/// <param name="ShopId">Null where the shop is none of ours, or not yet.</param>
public sealed record FailedCallRow(DateTime At, string Channel, string OutsideShop, Guid? ShopId, string? Shop, string Path, CallKind Kind, int Milliseconds, string? RequestId, FailureClass Class, string? Code);

/// <summary>Calls for the shops of a person's places. Those for no shop, as when one is being connected, are for whoever has the whole programme.</summary>
public sealed class DeskCalls(IChannelsDb db, TimeProvider clock)
{
    public const int MostFailed = 100;

    /// <summary>The hour that runs, and 23 before it.</summary>
    public DateTime DayBegan => CallHourKey.HourOf(clock.UtcNow()).AddHours(-23);

    /// <summary>A day's calls by address: what fails most comes first, then what is called most.</summary>
    public async Task<IReadOnlyList<CallPathRow>> DayAsync(Person person, CallFilter filter, CancellationToken cancel)
    {
        var (from, isAll, shops) = (DayBegan, IsAll(person, filter), Shops(person, filter));
        var hours = db.ChannelCallHours.Where(hour => hour.Hour >= from && (isAll || shops.Any(shop => shop.Channel == hour.Channel && shop.OutsideId == hour.OutsideShop)));
        if (filter.Channel is { } channel) hours = hours.Where(hour => hour.Channel == channel);
        var paths = await hours.GroupBy(hour => new { hour.Channel, hour.Path })
            .Select(of => new CallPathRow(of.Key.Channel, of.Key.Path, of.Sum(hour => hour.Calls), of.Sum(hour => hour.Failed), of.Sum(hour => hour.Milliseconds), of.Max(hour => hour.Slowest))).ToListAsync(cancel);
        return [.. paths.OrderByDescending(row => row.Failed).ThenByDescending(row => row.Calls).ThenBy(row => row.Path, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<FailedCallRow>> FailedAsync(Person person, CallFilter filter, CancellationToken cancel)
    {
        var (isAll, shops) = (IsAll(person, filter), Shops(person, filter));
        var calls = db.ChannelCalls.Where(call => isAll || shops.Any(shop => shop.Channel == call.Channel && shop.OutsideId == call.OutsideShop));
        if (filter.Channel is { } channel) calls = calls.Where(call => call.Channel == channel);
        if (filter.Text is { } text) calls = calls.Where(call => call.RequestId == text || call.Code == text || call.Path.Contains(text));
        return await (from call in calls
                      join found in db.ChannelShops on new { call.Channel, Number = call.OutsideShop } equals new { found.Channel, Number = found.OutsideId } into known
                      from shop in known.DefaultIfEmpty()
                      orderby call.At descending, call.Id descending
                      select new FailedCallRow(call.At, call.Channel, call.OutsideShop, shop == null ? null : (Guid?)shop.Id, shop == null ? null : shop.Name, call.Path, call.Kind, call.Milliseconds, call.RequestId, call.Class, call.Code)).Take(MostFailed).ToListAsync(cancel);
    }

    private static bool IsAll(Person person, CallFilter filter) => filter.ShopId is null && person.ScopesFor(Act.ReadFloors).Contains(Scope.Programme);

    private IQueryable<ChannelShop> Shops(Person person, CallFilter filter)
    {
        var shops = from shop in db.ChannelShops join maker in db.Producers.Within(person.ScopesFor(Act.ReadFloors)) on shop.ProducerId equals maker.Id select shop;
        return filter.ShopId is { } one ? shops.Where(shop => shop.Id == one) : shops;
    }
}
