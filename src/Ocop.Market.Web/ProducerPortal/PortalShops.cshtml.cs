using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Channels;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Platforms;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>The producer's shops on outside platforms, and the way to connect one.</summary>
[Requires(Act.OpenPortal), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PortalShopsModel(ChannelBoard board, ConnectorShelf shelf, ConnectShop connect, IChannelsDb db, TimeProvider clock, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/ban-tren-san";

    public DateOnly Today { get; } = clock.Today();

    public IReadOnlyList<ShopHealth> Shops { get; private set; } = [];
    public IReadOnlyList<string> Platforms { get; private set; } = [];

    /// <summary>For each producer of the person, where it goes to allow us in; good for an hour.</summary>
    public IReadOnlyList<(string Producer, IReadOnlyList<(string Platform, string Address)> Links)> Links { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Shops = await board.ShopsAsync(Person, Act.SellOutside, cancel);
        Platforms = [.. shelf.All.Select(connector => connector.Capabilities.Name)];
        var links = new List<(string, IReadOnlyList<(string, string)>)>();
        foreach (var maker in await db.Producers.Within(Person.ScopesFor(Act.SellOutside)).AsNoTracking().OrderBy(maker => maker.Name).Take(20).ToListAsync(cancel))
        {
            var ofOne = new List<(string, string)>();
            foreach (var connector in shelf.All)
                if (await connect.StartAsync(Person, maker.Id, connector.Capabilities.Channel, cancel) is { Succeeded: true } started) ofOne.Add((connector.Capabilities.Name, started.Value.AbsoluteUri));
            if (ofOne.Count > 0) links.Add((maker.Name, ofOne));
        }

        Links = links;
    }

    internal static string Connected(ChannelShop shop, Words words) =>
        words[$"Đã nối {PlatformWords.Name(shop.Channel)}: {shop.Name}. Chọn món muốn bán ở dưới.", $"Connected {PlatformWords.Name(shop.Channel)}: {shop.Name}. Choose what to sell below."];
}

/// <summary>Where a platform sends the seller back to. A GET that writes: it is the platform's own redirect, and the sealed state says that this person asked for it.</summary>
[Requires(Act.OpenPortal), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PortalShopReturnModel(ConnectShop connect, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var connected = await connect.FinishAsync(Person, Request.Query["state"], Request.Query["code"], Asked("shop_id"), cancel);
        if (!connected.Succeeded) return Refuse(connected.Refusals);
        Done = PortalShopsModel.Connected(connected.Value, words);
        return LocalRedirect(HttpContext.Link($"{PortalShopsModel.Path}/{connected.Value.Id}"));
    }
}

/// <summary>Where a seller gives us the key of a shop that has no page of consent. The form's address keeps the sealed state, so a typing mistake costs one field.</summary>
[Requires(Act.OpenPortal), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PortalShopKeyModel(ConnectShop connect, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public async Task<IActionResult> OnPostAsync(string? state, string? code, string? shop, CancellationToken cancel)
    {
        var connected = await connect.FinishAsync(Person, state, code?.Trim(), string.IsNullOrWhiteSpace(shop) ? null : shop.Trim(), cancel);
        if (!connected.Succeeded) return Refuse(connected.Refusals);
        Done = PortalShopsModel.Connected(connected.Value, words);
        return LocalRedirect(HttpContext.Link($"{PortalShopsModel.Path}/{connected.Value.Id}"));
    }
}
