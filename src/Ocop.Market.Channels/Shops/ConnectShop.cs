using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Shops;

/// <summary>What was asked for before the seller went to the platform: it comes back with them, sealed, for one hour and one connection.</summary>
/// <param name="Person">Only who went comes back.</param>
public sealed record ConsentState(string Channel, Guid ProducerId, string Person, DateTime AskedAt)
{
    public string Seal(ISecretBox box) => box.Seal($"{Channel}|{ProducerId:n}|{AskedAt.Ticks}|{Person}");

    /// <returns>Null for what we did not write.</returns>
    public static ConsentState? Open(ISecretBox box, string? text)
    {
        try
        {
            var parts = box.Open(text ?? "").Split('|', 4);
            return new ConsentState(parts[0], Guid.Parse(parts[1]), parts[3], new DateTime(long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc));
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}

/// <summary>The three steps of a producer: go to the platform, allow, come back. Connecting anew keeps the shop's listings.</summary>
public sealed class ConnectShop(IChannelsDb db, ConnectorShelf shelf, ISecretBox box, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly Refusal Worthless = new("ConsentWrong", "", "Lần nối này không còn hiệu lực. Mời bạn bắt đầu lại từ bước 1.", "This connection is no longer valid. Please begin again with step 1.");

    /// <summary>Where the seller allows us in.</summary>
    public async Task<Outcome<Uri>> StartAsync(Person person, Guid producerId, string channel, CancellationToken cancel)
    {
        if (await RefusedAsync(person, producerId, cancel) is { } refusal) return refusal;
        if (shelf.Of(channel) is not { } connector) return ShopRefusals.NoPlatform;
        return connector.ConsentAddress(new ConsentState(channel, producerId, person.Actor, clock.UtcNow()).Seal(box));
    }

    /// <param name="code">As the platform sent it with the seller.</param>
    /// <param name="outsideShop">Where the platform says which one; else the first it lists.</param>
    public async Task<Outcome<ChannelShop>> FinishAsync(Person person, string? state, string? code, string? outsideShop, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (ConsentState.Open(box, state) is not { } asked || asked.Person != person.Actor || asked.AskedAt + Patience < now) return Worthless;
        if (string.IsNullOrWhiteSpace(code))
            return new Refusal("ConsentRefused", "", "Bạn chưa cho phép trên trang của sàn nên chưa nối gì. Muốn nối thì bắt đầu lại từ bước 1.", "You did not allow it on the platform’s page, so nothing was connected. To connect, begin again with step 1.");
        if (await RefusedAsync(person, asked.ProducerId, cancel) is { } refusal) return refusal;
        if (shelf.Of(asked.Channel) is not { } connector) return ShopRefusals.NoPlatform;
        if (await IsUsedAsync(asked, cancel)) return Worthless;

        // All calls before the transaction: a gateway never holds it open.
        var tokens = await connector.ExchangeCodeAsync(code, outsideShop, cancel);
        if (tokens.Value is not { } pair) return Refused(tokens.Failure!);
        var access = new ShopAccess(pair.Shop ?? outsideShop ?? "", pair.AccessToken, pair.RefreshToken, null, null);
        var shops = await connector.ListShopsAsync(access, cancel);
        if (shops.Value is not { } listed) return Refused(shops.Failure!);
        if (listed.FirstOrDefault(it => access.Shop.Length == 0 || it.Id == access.Shop) is not { } outside)
            return new Refusal("ShopMissing", "", "Tài khoản này chưa có gian hàng nào trên sàn.", "This account has no shop on the platform yet.");
        access = access with { Shop = outside.Id, Cipher = outside.Cipher };
        var warehouse = await connector.FindWarehouseAsync(access, cancel);

        return await db.InTurnAsync<ChannelShop>(async () =>
        {
            if (await IsUsedAsync(asked, cancel)) return Worthless;
            var shop = await db.ChannelShops.SingleOrDefaultAsync(it => it.Channel == asked.Channel && it.OutsideId == outside.Id, cancel);
            if (shop is not null && shop.ProducerId != asked.ProducerId)
                return new Refusal("ShopTaken", "", "Gian hàng này đã nối với một chủ thể khác của chợ.", "This shop is connected to another producer of the market.");
            if (shop is null) db.ChannelShops.Add(shop = new ChannelShop(asked.Channel, asked.ProducerId, outside.Id, outside.Name, outside.Cipher, now));
            shop.Connect(outside.Name, outside.Cipher, warehouse.Value?.Id, now);
            shop.Keep(new ShopKey(pair.AccessToken, pair.RefreshToken).Seal(box), pair, now);
            db.AuditEntries.Add(new AuditEntry(now, person.Actor, "ShopConnected", ChangeSubject.ChannelShop(shop.Id), after: $"channel: {shop.Channel}\nshop: {shop.Name}"));
            await db.SaveChangesAsync(cancel);
            return shop;
        }, cancel);
    }

    /// <summary>Something was connected since: whoever wants another shop besides comes from a page that was made after it.</summary>
    private Task<bool> IsUsedAsync(ConsentState asked, CancellationToken cancel) =>
        db.ChannelShops.AnyAsync(shop => shop.Channel == asked.Channel && shop.ProducerId == asked.ProducerId && shop.ConnectedAt > asked.AskedAt, cancel);

    private async Task<Refusal?> RefusedAsync(Person person, Guid producerId, CancellationToken cancel)
    {
        var maker = await db.Producers.AsNoTracking().SingleOrDefaultAsync(it => it.Id == producerId, cancel);
        return maker is null || !person.May(Act.SellOutside, maker.Scope) ? NoRight.Here : null;
    }

    private static Refusal Refused(ChannelFailure failure) =>
        new("PlatformRefused", "", $"Sàn chưa nhận lời nối: {failure.Message} ({failure.Code}).", $"The platform did not accept the connection: {failure.Message} ({failure.Code}).");
}
