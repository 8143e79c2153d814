using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Floors;

public enum ListingAct { TellLink, AskRemoval, TellRemoved }

/// <param name="Version">Of the listing as the form showed it; 0 where there was none.</param>
public sealed record ListingWish(Guid FloorId, Guid ProductId, long Version, ListingAct Act, string? Link = null);

/// <summary>What came back from a floor: the address of the listed product, or that it is gone. A product that got there without a package is told of here, too.</summary>
public sealed class ChangeListing(IChannelsDb db, TimeProvider clock)
{
    public const int LongestLink = 500;

    public Task<Outcome<FloorListing>> HandleAsync(Person person, ListingWish wish, CancellationToken cancel) => db.InTransactionAsync<FloorListing>(async () =>
    {
        if (await db.Floors.FirstOrDefaultAsync(it => it.Id == wish.FloorId, cancel) is not { } floor || !floor.IsFor(person, Act.ReadFloors)) return FloorRefusals.Unknown;
        var maker = await db.Products.Where(product => product.Id == wish.ProductId).Join(db.Producers, product => product.ProducerId, producer => producer.Id, (_, producer) => producer).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (maker is null || !person.May(Act.ReadFloors, maker.Scope)) return new Refusal("ProductUnknown", "", "Không có sản phẩm này.", "There is no such product.");
        if (!person.May(Act.ExportToFloors, maker.Scope)) return NoRight.Here;

        var isCurrent = await db.FloorListings.Where(it => it.FloorId == wish.FloorId && it.ProductId == wish.ProductId && it.Version == wish.Version).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var listing = await db.FloorListings.FirstOrDefaultAsync(it => it.FloorId == wish.FloorId && it.ProductId == wish.ProductId, cancel);
        if (listing is not null && !isCurrent) return FloorRefusals.Stale;
        var (before, now) = (listing is null ? null : Told(floor, listing), clock.UtcNow());
        switch (wish.Act)
        {
            case ListingAct.TellLink:
                var link = wish.Link?.Trim() ?? "";
                if (link.Length > LongestLink || !Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0 || !address.Host.Contains('.', StringComparison.Ordinal))
                    return new Refusal("LinkWrong", "link", "Đường dẫn phải bắt đầu bằng https:// và trỏ tới trang bán hàng trên sàn.", "The address must begin with https:// and lead to the goods on the floor.");
                if (listing is null) db.FloorListings.Add(listing = new FloorListing(wish.FloorId, wish.ProductId, now));
                listing.Tell(address.AbsoluteUri, now);
                break;
            case ListingAct.AskRemoval when listing is { State: ListingState.HandedOver or ListingState.Live or ListingState.OutOfDate or ListingState.Exported }:
                listing.AskRemoval(now);
                break;
            case ListingAct.TellRemoved when listing is { State: ListingState.RemovalRequested }:
                listing.Remove(now);
                break;
            default:
                return new Refusal("NotNow", "", "Việc này không hợp với trạng thái hiện tại của sản phẩm trên sàn.", "This does not fit how the product stands on the floor now.");
        }

        var audit = wish.Act switch { ListingAct.TellLink => "ListingLinkTold", ListingAct.AskRemoval => "ListingRemovalAsked", ListingAct.TellRemoved => "ListingRemoved" };
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, audit, ChangeSubject.Product(wish.ProductId), before, Told(floor, listing)));
        await db.SaveChangesAsync(cancel);
        return listing;
    }, cancel);

    private static string Told(Floor floor, FloorListing listing) => $"floor: {floor.Name}\nstate: {listing.State}\nlink: {listing.OutsideLink}";
}
