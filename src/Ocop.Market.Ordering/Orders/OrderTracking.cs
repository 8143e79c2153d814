using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>An order group with its orders, lines and history, for whoever may see it: number and phone together, or a signed link.</summary>
public sealed class OrderTracking(IOrderingDb db)
{
    /// <summary>Null for a wrong number and for a wrong phone alike: the answer must not tell which numbers exist.</summary>
    public async Task<OrderGroup?> FindAsync(string? number, string? phone, CancellationToken cancel)
    {
        var group = OrderNumber.ReadGroup(number);
        var caller = VietnamesePhone.Normalize(phone);
        return group is null || caller is null ? null : await Whole().FirstOrDefaultAsync(found => found.Number == group && found.Recipient.Phone == caller, cancel);
    }

    /// <summary>For a link whose signature was checked.</summary>
    public Task<OrderGroup?> FindAsync(Guid groupId, CancellationToken cancel) => Whole().FirstOrDefaultAsync(group => group.Id == groupId, cancel);

    /// <summary>What became of a cart, for whoever holds its cookie; null while it is a cart.</summary>
    public Task<OrderGroup?> FindByCartAsync(Guid cartId, CancellationToken cancel) => Whole().FirstOrDefaultAsync(group => group.CartId == cartId, cancel);

    /// <summary>For the producer's page, behind its own signed link.</summary>
    public Task<OrderGroup?> FindByOrderAsync(Guid orderId, CancellationToken cancel) =>
        Whole().FirstOrDefaultAsync(group => group.Orders.Any(order => order.Id == orderId), cancel);

    private IQueryable<OrderGroup> Whole() => db.OrderGroups.AsNoTracking().AsSplitQuery()
        .Include(group => group.Orders.OrderBy(order => order.Number)).ThenInclude(order => order.Lines.OrderBy(line => line.Position))
        .Include(group => group.Orders).ThenInclude(order => order.Boxes.OrderBy(box => box.Position))
        .Include(group => group.Orders).ThenInclude(order => order.Replacements.OrderBy(it => it.Id))
        .Include(group => group.Orders).ThenInclude(order => order.Discounts.OrderBy(discount => discount.Position))
        .Include(group => group.Orders).ThenInclude(order => order.Shipments).ThenInclude(shipment => shipment.Events)
        .Include(group => group.Orders).ThenInclude(order => order.Events.OrderBy(step => step.Id));
}
