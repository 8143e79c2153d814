using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Messages;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering;

public static class OrderingModule
{
    /// <summary>Needs an <see cref="IOrderLinks"/> and an <see cref="IQuoteLinks"/> from the host.</summary>
    public static IServiceCollection AddOrdering(this IServiceCollection services)
    {
        OrderFlow.Check(OrderFlow.Moves);
        ClaimFlow.Check(ClaimFlow.Moves);
        QuoteFlow.Check(QuoteFlow.Moves);
        services.AddOptions<Letterhead>();
        services.AddOptions<ShippingOptions>();
        services.AddOptions<PaymentOptions>();
        services.AddOptions<OrderOptions>();
        services.AddOptions<SettlementOptions>();
        services.AddOptions<PersonalDataOptions>();
        services.AddOptions<ReviewOptions>();
        services.AddOptions<ComplaintOptions>();
        services.AddOptions<TextOptions>();

        services.AddScoped<Availability>().AddScoped<IAvailability>(scope => scope.GetRequiredService<Availability>());
        services.AddScoped<ReceiveStock>().AddScoped<ReceiveStockList>().AddScoped<AdjustStock>().AddScoped<CountStock>().AddScoped<ReceiveBatch>().AddScoped<WriteOffBatch>().AddScoped<SetLowStock>().AddScoped<WatchStock>().AddScoped<ReserveStock>().AddScoped<ReleaseExpiredReservations>();
        services.AddScoped<AddToCart>().AddScoped<ChangeCartLine>().AddScoped<CartContents>().AddScoped<DeleteAbandonedCarts>().AddScoped<DeleteUnorderedBoxes>();
        services.AddScoped<ShippingFees>().AddScoped<BookShipment>().AddScoped<BookParcelNews>();
        services.AddScoped<CartPrices>().AddScoped<ReducedPrices>().AddScoped<UseCoupon>();
        services.AddScoped<DeskPromotions>().AddScoped<SavePromotion>().AddScoped<SwitchPromotion>().AddScoped<AddPromotionCodes>().AddScoped<IAuditedSubjects, AuditedPromotions>();
        services.AddScoped<BoxShelf>().AddScoped<PutBox>().AddScoped<ChangeCartBox>().AddScoped<ComposeBox>().AddScoped<BoxTransfers>().AddScoped<ReplacePart>().AddScoped<PartChoices>().AddScoped<IMediaUse, GiftBoxPhotoUse>().AddScoped<ICampaignPart, CampaignBoxes>().AddScoped<ICampaignPart, CampaignPrices>();
        services.AddScoped<DeskGiftBoxes>().AddScoped<SaveGiftBox>().AddScoped<SwitchGiftBox>().AddScoped<IAuditedSubjects, AuditedGiftBoxes>();
        services.AddScoped<CheckoutRequirements>().AddScoped<CheckoutSummary>().AddScoped<PlaceOrder>();
        services.AddScoped(scope => new OrderNumbers(scope.GetRequiredService<IOrderingDb>()));
        services.AddScoped<OrderTexts>().AddScoped<OrderMails>().AddScoped<OrderTurn>().AddScoped<AcceptOrder>().AddScoped<RefuseOrder>().AddScoped<DeliverOrder>();
        services.AddScoped<ShipOrder>().AddScoped<FailDelivery>().AddScoped<TakeBackParcel>().AddScoped<CancelOrder>().AddScoped<AnswerOrder>().AddScoped<CompleteShippedOrders>().AddScoped<ParcelsToPack>();
        services.AddScoped<ProducerOrders>().AddScoped<SalesFigures>().AddScoped<NoteInvoice>().AddScoped<InvoiceBook>().AddScoped<StockShelf>();
        services.AddScoped<PaymentMethods>().AddScoped<PaymentRequests>().AddScoped<RefundBook>().AddScoped<BookPayment>().AddScoped<StartPayment>().AddScoped<AskGateway>().AddScoped<TakeMessage>();
        services.AddScoped<LapseUnpaidOrders>().AddScoped<ForgetKeptMessages>().AddScoped<SendRefunds>().AddScoped<DecideRefund>().AddScoped<FinishRefund>().AddScoped<AssignReceipt>().AddScoped<ReturnReceipt>().AddScoped<TakeStatement>().AddScoped<GroupMoney>().AddScoped<DeskMoney>();
        services.AddScoped<SettlementBook>().AddScoped<LedgerAmounts>().AddScoped<FreezeCommission>().AddScoped<SetCommission>().AddScoped<DeskRates>().AddScoped<Statements>().AddScoped<MarketBalance>().AddScoped<CloseMonth>().AddScoped<CorrectEntry>();
        services.AddScoped<EditPayoutAccount>().AddScoped<MakePayouts>().AddScoped<EndPayout>().AddScoped<DeskPayouts>().AddScoped<PayoutFile>();
        services.AddSingleton<RecipientRows>().AddScoped<RecipientSheets>().AddScoped<QuoteMails>().AddScoped<AskQuote>().AddScoped<OfferQuote>().AddScoped<AnswerQuote>().AddScoped<WithdrawQuote>().AddScoped<SendQuoteAgain>().AddScoped<PlaceQuote>();
        services.AddScoped<TendQuotes>().AddScoped<DeskQuotes>().AddScoped<ProofOfDelivery>().AddScoped<IAuditedSubjects, AuditedQuotes>();
        services.AddScoped<DeskOrders>().AddScoped<AnswerForProducer>().AddScoped<CallOffOrder>().AddScoped<IAuditedSubjects, AuditedOrders>();
        services.AddScoped<MailBuyerCode>().AddScoped<SignInBuyer>().AddScoped<SignOutBuyerEverywhere>().AddScoped<BuyerAddresses>().AddScoped<BuyerOrders>().AddScoped<Reorder>().AddScoped<IAuditedSubjects, AuditedBuyers>();
        services.AddScoped<PersonalFiles>().AddScoped<ForgetOldOrders>().AddScoped<AskToBeErased>().AddScoped<AnswerErasure>().AddScoped<DeskErasures>().AddScoped<IAuditedSubjects, AuditedErasures>();
        services.AddScoped<ExpireUnansweredOrders>().AddScoped<UnansweredOrders>().AddScoped<OrderTracking>();
        services.AddScoped<MakeClaim>().AddScoped<AnswerClaim>().AddScoped<ClaimList>().AddScoped<ForgetClaims>();
        services.AddScoped<WriteReview>().AddScoped<ModerateReview>().AddScoped<AnswerReview>().AddScoped<ReviewList>().AddScoped<ProductReviews>().AddScoped<ReviewMails>();
        services.AddScoped<WriteComplaint>().AddScoped<AnswerComplaint>().AddScoped<ComplaintList>().AddScoped<ComplaintMails>().AddScoped<ForgetComplaints>();
        return services;
    }
}
