using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;

namespace Ocop.Market.Ordering.Buyers;

/// <summary>Addresses that a buyer keeps: added, changed, removed, one of them the first choice.</summary>
public sealed class BuyerAddresses(IOrderingDb db, CheckoutRequirements requirements, TimeProvider clock)
{
    /// <summary>As good as none where it is another buyer's.</summary>
    private static readonly Refusal Unknown = new("AddressUnknown", "", "Không thấy địa chỉ này trong sổ của bạn.", "This address is not among yours.");

    /// <summary>The first choice first, then the newest.</summary>
    public Task<List<BuyerAddress>> OfAsync(Guid buyerId, CancellationToken cancel) =>
        db.BuyerAddresses.AsNoTracking().Where(address => address.BuyerId == buyerId).OrderByDescending(address => address.IsDefault).ThenByDescending(address => address.AddedAt).ToListAsync(cancel);

    /// <param name="id">Null for a new one.</param>
    /// <param name="form">What the checkout asks for of name, phone and place.</param>
    public Task<Outcome<BuyerAddress>> SaveAsync(Guid buyerId, Guid? id, CheckoutForm form, CancellationToken cancel)
    {
        var met = requirements.Meet(new CheckoutForm { Name = form.Name, Phone = form.Phone, Province = form.Province, Commune = form.Commune, CommuneName = form.CommuneName, Street = form.Street });
        return !met.Succeeded ? Task.FromResult(Outcome<BuyerAddress>.Refused(met.Refusals)) : ChangeAsync(buyerId, "BuyerAddressSaved", buyer =>
        {
            if (id is not null)
            {
                if (Find(buyer, id) is not { } address) return Unknown;
                address.Change(met.Value);
                return address;
            }

            return buyer.Addresses.Count < Buyer.MostAddresses
                ? buyer.Keep(met.Value, clock.UtcNow())
                : new Refusal("TooManyAddresses", "", $"Sổ giữ được {Buyer.MostAddresses} địa chỉ. Xoá bớt một địa chỉ cũ rồi thêm.", $"{Buyer.MostAddresses} addresses are kept at most. Remove an old one first.");
        }, cancel);
    }

    public Task<Outcome<BuyerAddress>> RemoveAsync(Guid buyerId, Guid id, CancellationToken cancel) => ChangeAsync(buyerId, "BuyerAddressRemoved", buyer =>
    {
        if (Find(buyer, id) is not { } address) return Unknown;
        buyer.Drop(address);
        return address;
    }, cancel);

    public Task<Outcome<BuyerAddress>> PreferAsync(Guid buyerId, Guid id, CancellationToken cancel) => ChangeAsync(buyerId, "BuyerAddressPreferred", buyer =>
    {
        if (Find(buyer, id) is not { } address) return Unknown;
        buyer.Prefer(address);
        return address;
    }, cancel);

    private static BuyerAddress? Find(Buyer buyer, Guid? id) => buyer.Addresses.FirstOrDefault(address => address.Id == id);

    private Task<Outcome<BuyerAddress>> ChangeAsync(Guid buyerId, string act, Func<Buyer, Outcome<BuyerAddress>> change, CancellationToken cancel) => db.InTransactionAsync<BuyerAddress>(async () =>
    {
        // The buyer's row is the lock of their addresses: two clicks cannot make two first choices.
        if (await db.Buyers.Where(it => it.Id == buyerId).ExecuteUpdateAsync(set => set.SetProperty(it => it.Mailbox, it => it.Mailbox), cancel) == 0) return Unknown;
        var buyer = await db.Buyers.Include(it => it.Addresses).SingleAsync(it => it.Id == buyerId, cancel);
        var outcome = change(buyer);
        if (!outcome.Succeeded) return outcome;
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "buyer", act, buyer.Subject));
        await db.SaveChangesAsync(cancel);
        return outcome;
    }, cancel);
}
