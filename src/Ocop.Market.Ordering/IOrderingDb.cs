using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering;

public interface IOrderingDb : ICatalogDb
{
    DbSet<StockLevel> StockLevels { get; }
    DbSet<StockBatch> StockBatches { get; }
    DbSet<StockReservation> StockReservations { get; }
    DbSet<StockMovement> StockMovements { get; }
    DbSet<Cart> Carts { get; }
    DbSet<CartLine> CartLines { get; }
    DbSet<CartBox> CartBoxes { get; }
    DbSet<GiftBox> GiftBoxes { get; }
    DbSet<GiftBoxPart> GiftBoxParts { get; }
    DbSet<OrderGroup> OrderGroups { get; }
    DbSet<Order> Orders { get; }
    DbSet<OrderLine> OrderLines { get; }
    DbSet<OrderBox> OrderBoxes { get; }
    DbSet<BoxTransfer> BoxTransfers { get; }
    DbSet<OrderEvent> OrderEvents { get; }
    DbSet<PartReplacement> PartReplacements { get; }
    DbSet<OrderDiscount> OrderDiscounts { get; }
    DbSet<Promotion> Promotions { get; }
    DbSet<PromotionCode> PromotionCodes { get; }
    DbSet<PromotionUse> PromotionUses { get; }
    DbSet<Quote> Quotes { get; }
    DbSet<RecipientSheet> RecipientSheets { get; }
    DbSet<Payment> Payments { get; }
    DbSet<Receipt> Receipts { get; }
    DbSet<Refund> Refunds { get; }
    DbSet<KeptMessage> KeptMessages { get; }
    DbSet<CommissionRate> CommissionRates { get; }
    DbSet<SettlementEntry> SettlementEntries { get; }
    DbSet<CarriedBalance> CarriedBalances { get; }
    DbSet<ClosedMonth> ClosedMonths { get; }
    DbSet<PayoutAccount> PayoutAccounts { get; }
    DbSet<PayoutBatch> PayoutBatches { get; }
    DbSet<Payout> Payouts { get; }
    DbSet<Claim> Claims { get; }
    DbSet<ClaimPhoto> ClaimPhotos { get; }
    DbSet<Review> Reviews { get; }
    DbSet<Complaint> Complaints { get; }
    DbSet<ComplaintMessage> ComplaintMessages { get; }
    DbSet<Shipment> Shipments { get; }
    DbSet<Buyer> Buyers { get; }
    DbSet<BuyerAddress> BuyerAddresses { get; }
    DbSet<BuyerCode> BuyerCodes { get; }
    DbSet<PersonalDataRequest> PersonalDataRequests { get; }
}
