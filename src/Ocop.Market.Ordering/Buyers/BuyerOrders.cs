using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Buyers;

/// <summary>Of an order that a company's quote became: its parcels are too many for a list, and have one of their own behind the quote.</summary>
public sealed record CompanyOrder(string Company, int Parcels, int Arrived);

/// <summary>What somebody ordered: while signed in, or as a guest with the address of the account, which had mails with the link to each.</summary>
public sealed class BuyerOrders(IOrderingDb db)
{
    public const int OnAPage = 20;

    /// <summary>The newest first, with their goods. How far each has come stands in itself; of its steps only that it was accepted is read, which tells who cancelled it. Parcels of a company's recipients stay away.</summary>
    public Task<ListPage<OrderGroup>> PageAsync(Buyer buyer, int page, CancellationToken cancel) => Of(buyer).AsNoTracking().AsSplitQuery()
        .Include(group => group.Orders.Where(order => order.BoxCount == null).OrderBy(order => order.Number)).ThenInclude(order => order.Lines.OrderBy(line => line.Position))
        .Include(group => group.Orders).ThenInclude(order => order.Boxes.OrderBy(box => box.Position))
        .Include(group => group.Orders).ThenInclude(order => order.Events.Where(step => step.Status == OrderStatus.Accepted))
        .OrderByDescending(group => group.PlacedAt).ThenBy(group => group.Id).PageAsync(page, OnAPage, cancel);

    /// <summary>Null where there is no such order or it is another buyer's.</summary>
    public Task<OrderGroup?> FindAsync(Buyer buyer, string? number, CancellationToken cancel) => OrderNumber.ReadGroup(number) is not { } read ? Task.FromResult<OrderGroup?>(null)
        : Of(buyer).AsNoTracking().AsSplitQuery().Include(group => group.Orders.Where(order => order.BoxCount == null)).ThenInclude(order => order.Lines).Include(group => group.Orders).ThenInclude(order => order.Boxes).FirstOrDefaultAsync(group => group.Number == read, cancel);

    /// <summary>By the order, of those that are a company's.</summary>
    public async Task<IReadOnlyDictionary<Guid, CompanyOrder>> CompaniesAsync(IReadOnlyCollection<OrderGroup> groups, CancellationToken cancel)
    {
        var ids = groups.Where(group => group.QuoteId is not null).Select(group => group.Id).ToList();
        return ids.Count == 0 ? new Dictionary<Guid, CompanyOrder>() : await (from grouped in db.OrderGroups where ids.Contains(grouped.Id) join quote in db.Quotes on grouped.QuoteId equals quote.Id
            select new { grouped.Id, quote.Company, Parcels = grouped.Orders.Count(), Arrived = grouped.Orders.Count(order => order.Status == OrderStatus.Delivered) }).ToDictionaryAsync(it => it.Id, it => new CompanyOrder(it.Company, it.Parcels, it.Arrived), cancel);
    }

    public IQueryable<OrderGroup> Of(Buyer buyer)
    {
        var (id, mailbox) = (buyer.Id, buyer.Mailbox);
        return db.OrderGroups.Where(group => group.BuyerId == id || group.Mailbox == mailbox);
    }
}
