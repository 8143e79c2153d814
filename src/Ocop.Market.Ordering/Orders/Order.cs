using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Shipping;

namespace Ocop.Market.Ordering.Orders;

public static class OrderStatusFacts
{
    /// <summary>Somebody still has to do something for it, and needs the buyer's address and phone for that.</summary>
    public static bool IsOpen(this OrderStatus status) => status is OrderStatus.Placed or OrderStatus.Accepted or OrderStatus.Shipped or OrderStatus.Failed;
}

/// <summary>What one producer has to send: one parcel of the buyer's group. Names and prices are copies of the day of the order.</summary>
public sealed class Order : ITellsChange
{
    /// <summary>Silence for so long counts as a refusal.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromHours(48);

    private readonly List<OrderLine> _lines = [];
    private readonly List<OrderBox> _boxes = [];
    private readonly List<OrderEvent> _events = [];
    private readonly List<OrderDiscount> _discounts = [];
    private readonly List<Shipment> _shipments = [];
    private readonly List<PartReplacement> _replacements = [];

    private Order() { }

    internal Order(Guid groupId, string number, CheckoutParcel checkout, PricedCart price, DateOnly? wishedDay, PaymentMethod method, DateTime now)
    {
        var parcel = checkout.Cart;
        (Id, GroupId, Number, ProducerId, ProducerName) = (Guid.CreateVersion7(), groupId, number, parcel.ProducerId, parcel.Producer);
        (Goods, Shipping, Total) = (parcel.Goods, checkout.Shipping!.Fee, checkout.Total);
        (PlacedAt, AnswerBy, IsDemo) = (now, now + AnswerTime, parcel.IsDemo);
        if (parcel.Boxes.Count > 0) WishedDay = wishedDay;
        _lines.AddRange(parcel.Items.Select((item, position) => new OrderLine(Id, position, item, price, VietnamTime.DayOf(now))));
        foreach (var box in parcel.Boxes)
        {
            _boxes.Add(new OrderBox(Id, _boxes.Count, box));
            foreach (var part in box.Box.Parts) _lines.Add(new OrderLine(Id, _lines.Count, part, _boxes[^1], VietnamTime.DayOf(now)));
        }

        _discounts.AddRange(price.Applied.Select((applied, position) => new OrderDiscount(Id, position, applied, parcel)).Where(discount => discount.Amount > Money.Zero));
        ShippingVat = VatRates.OfDelivery(parcel.Seller, VietnamTime.DayOf(now));
        ContainTax();
        (PaymentMethod, Status) = (method, method.IsPrepaid() ? OrderStatus.AwaitingPayment : OrderStatus.Placed);
        _events.Add(new OrderEvent(Id, now, Status, "buyer", null));
    }

    /// <summary>One parcel of a company's: its packer was asked before. On account it is accepted at once, else when the money is there.</summary>
    internal Order(Guid groupId, string number, QuotedGoods goods, GiftRecipient to, Money delivery, PaymentMethod method, bool isDemo, DateTime now)
    {
        var (box, day) = (goods.Box, VietnamTime.DayOf(now));
        (Id, GroupId, Number, ProducerId, ProducerName) = (Guid.CreateVersion7(), groupId, number, box.PackerId, box.PackerName);
        (Recipient, Address, WishedDay, CardText, BoxCount) = (to.Recipient, to.Address, to.Day, to.Card, to.Boxes);
        (Goods, Shipping, Total) = (box.Price * to.Boxes, delivery, (box.Price * to.Boxes) + delivery);
        (PlacedAt, AnswerBy, IsDemo) = (now, now + AnswerTime, isDemo);
        foreach (var part in box.Parts) _lines.AddRange(OrderLine.OfBoxes(Id, _lines.Count, part, goods[part].Vat.On(day), to.Boxes));
        ShippingVat = VatRates.OfDelivery(goods.Packer, day);
        ContainTax();
        PaymentMethod = method;
        OrderStatus[] steps = method == PaymentMethod.OnAccount ? [OrderStatus.Placed, OrderStatus.Accepted] : [OrderStatus.AwaitingPayment];
        Status = steps[^1];
        foreach (var step in steps) _events.Add(new OrderEvent(Id, now, step, "company", null));
    }

    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }

    /// <summary>The group's number and the parcel's place in it: "K7M4-92PX-2".</summary>
    public string Number { get; private set; } = "";
    public Guid ProducerId { get; private set; }
    public string ProducerName { get; private set; } = "";
    public OrderStatus Status { get; private set; }
    public PaymentMethod PaymentMethod { get; private set; }
    public PaymentStatus PaymentStatus { get; private set; }

    /// <summary>At the prices of the day, before any discount.</summary>
    public Money Goods { get; private set; }
    public Money Shipping { get; private set; }
    public VatRate ShippingVat { get; private set; }

    /// <summary>Contained in what is paid for the delivery.</summary>
    public Money ShippingTax { get; private set; }

    /// <summary>Box, ribbon, card and work of gift boxes: a service of whoever sends them, as the delivery is.</summary>
    public Money Packaging => _boxes.Select(box => box.Packaging * box.Quantity).Sum();

    /// <summary>For delivery and packaging, less what promotions take off.</summary>
    public Money ShippingPaid => Shipping + Packaging - _discounts.Select(discount => discount.Delivery).Sum();

    /// <summary>What is paid: goods and delivery, less what promotions take off.</summary>
    public Money Total { get; private set; }
    public DateTime PlacedAt { get; private set; }

    /// <summary>Of the invoice that the producer issued in its own system, once somebody has noted it here.</summary>
    public string? InvoiceNumber { get; private set; }
    public DateOnly? InvoiceDay { get; private set; }

    /// <summary>Paid orders are asked about from the moment of the money on.</summary>
    public DateTime AnswerBy { get; private set; }

    /// <summary>Where the parcel goes, if elsewhere than its group: one of a company's many.</summary>
    public Recipient? Recipient { get; private set; }
    public DeliveryAddress? Address { get; private set; }

    /// <summary>On which a company wants a parcel, or a buyer its gift boxes, to arrive.</summary>
    public DateOnly? WishedDay { get; private set; }
    public string? CardText { get; private set; }
    public int? BoxCount { get; private set; }

    /// <summary>By its key among <see cref="Carriers"/>; null until it is handed over, and where nobody told.</summary>
    public string? Carrier { get; private set; }
    public string? TrackingCode { get; private set; }

    /// <summary>When it left for the last time.</summary>
    public DateTime? ShippedAt { get; private set; }

    /// <summary>When the producer was asked whether it arrived, or before that, whether it leaves.</summary>
    public DateTime? AskedAt { get; private set; }

    /// <summary>What of the total goes back, decided and done alike.</summary>
    public Money Refunded { get; private set; }
    public bool IsDemo { get; private set; }
    public long Version { get; private set; }

    /// <summary>All goods, those within boxes among them.</summary>
    public IReadOnlyList<OrderLine> Lines => _lines;
    public IReadOnlyList<OrderBox> Boxes => _boxes;

    /// <summary>Goods that lie in no box.</summary>
    public IEnumerable<OrderLine> LooseLines => _lines.Where(line => line.BoxPosition is null);

    public IEnumerable<OrderLine> PartsOf(OrderBox box) => _lines.Where(line => line.BoxPosition == box.Position);

    public IReadOnlyList<OrderEvent> Events => _events;

    /// <summary>Parts of its gift boxes that ran out, and what lies in them instead.</summary>
    public IReadOnlyList<PartReplacement> Replacements => _replacements;
    public IReadOnlyList<OrderDiscount> Discounts => _discounts;

    /// <summary>Booked at connected carriers; one that a producer brought to the counter itself has none.</summary>
    public IReadOnlyList<Shipment> Shipments => _shipments;

    public ChangeSubject ChangeSubject => ChangeSubject.Order(Id);

    private void ContainTax()
    {
        var taxes = OrderTax.Share([.. _lines.Select(line => (line.Vat, line.Paid)), (ShippingVat, ShippingPaid)]);
        foreach (var (line, tax) in _lines.Zip(taxes)) line.Contain(tax);
        ShippingTax = taxes[^1];
    }

    /// <summary>
    /// What ran out is taken over at its share of the box, piece for piece: no total of the order moves. What the market takes of it is settled anew, since somebody
    /// else may sell it now, and so is the tax within.
    /// </summary>
    internal PartReplacement Replace(OrderLine line, int quantity, BoxPartView by, int commissionBasisPoints, bool buyerAgreed, string actor, DateTime now)
    {
        if (quantity < 1 || quantity > line.Quantity || line.BoxPosition is null) throw new InvalidOperationException($"{quantity} of {line.Quantity} of line {line.Position} cannot be replaced.");
        var vat = by.Vat.On(VietnamTime.DayOf(PlacedAt));
        var replacement = new PartReplacement(this, line, quantity, by, buyerAgreed, actor, now);
        if (quantity == line.Quantity) line.Become(by, vat, commissionBasisPoints);
        else _lines.Add(line.PartOff(_lines.Max(it => it.Position) + 1, quantity, by, vat, commissionBasisPoints));
        _replacements.Add(replacement);
        ContainTax();
        return replacement;
    }

    internal Order NoteInvoice(string number, DateOnly day)
    {
        (InvoiceNumber, InvoiceDay) = (number, day);
        return this;
    }

    internal void Take(OrderMove move, DateTime now, string actor, string? reason)
    {
        if (Status != move.From) throw new InvalidOperationException($"Order {Number} is {Status}, not {move.From}.");
        if (move.Act == OrderAct.Complete && !PaymentMethod.IsPrepaid()) throw new InvalidOperationException($"Order {Number} is paid at the door: a person counts that money.");
        Status = move.To;
        PaymentStatus = move.Payment switch
        {
            PaymentEffect.None => PaymentStatus,
            PaymentEffect.Settle => PaymentMethod.IsPrepaid() ? PaymentStatus.Paid : PaymentStatus.Due,
            // What was given back in full stays so, whatever becomes of the parcel.
            PaymentEffect.Collect => PaymentStatus == PaymentStatus.Due && PaymentMethod != PaymentMethod.OnAccount ? PaymentStatus.Paid : PaymentStatus,
            // Of a debt that was waived nothing goes back.
            PaymentEffect.Drop => PaymentStatus is PaymentStatus.Due or PaymentStatus.Cancelled ? PaymentStatus.Cancelled : PaymentStatus.Refunded,
        };
        if (move.Act == OrderAct.Place) AnswerBy = now + AnswerTime;
        if (move.Act == OrderAct.Ship || move.Stock == StockEffect.Ship) (ShippedAt, AskedAt) = (now, null);
        _events.Add(new OrderEvent(Id, now, move.To, actor, reason));
    }

    internal bool WentWith(HandOver to) => (Carrier, TrackingCode) == (to.Carrier.Key, to.Code);

    internal void HandOver(HandOver to) => (Carrier, TrackingCode) = (to.Carrier.Key, to.Code);

    /// <summary>By the market, after the producer had accepted it; else it was the buyer who cancelled.</summary>
    public bool IsCalledOff => Status == OrderStatus.Cancelled && _events.Exists(step => step.Status == OrderStatus.Accepted);

    /// <summary>The buyer pays in another way.</summary>
    internal void PayBy(PaymentMethod method)
    {
        if (Status is not (OrderStatus.AwaitingPayment or OrderStatus.Unpaid)) throw new InvalidOperationException($"Order {Number} is {Status}: how it is paid is settled.");
        PaymentMethod = method;
    }

    /// <summary>A company's that is not paid yet; what goes back of it is owed no more.</summary>
    public bool OwesAccount => PaymentMethod == PaymentMethod.OnAccount && PaymentStatus == PaymentStatus.Due;

    /// <summary>In cash, of whoever takes the parcel; of a company's recipients nothing.</summary>
    public Money ToCollect => !PaymentMethod.IsPrepaid() && PaymentStatus == PaymentStatus.Due ? Total - Refunded : Money.Zero;

    /// <summary>What can still go back of it, or be owed no more.</summary>
    public Money Refundable => PaymentStatus == PaymentStatus.Paid || OwesAccount ? Total - Refunded : Money.Zero;

    /// <summary>The company has paid its account.</summary>
    internal void SettleAccount()
    {
        if (!OwesAccount) throw new InvalidOperationException($"Order {Number} owes nothing on account.");
        PaymentStatus = PaymentStatus.Paid;
    }

    /// <summary>What was sent and what it cost stays.</summary>
    internal void ForgetRecipient()
    {
        if (Recipient is not null) (Recipient, Address, CardText) = (new Recipient("", "", null), Address! with { Street = "", CommuneAsTyped = null }, null);
    }

    internal void GiveBack(Money amount)
    {
        if (amount <= Money.Zero || amount > Total - Refunded) throw new InvalidOperationException($"{amount} of {Total - Refunded} cannot go back.");
        Refunded += amount;
        if (Refunded == Total) PaymentStatus = OwesAccount ? PaymentStatus.Cancelled : PaymentStatus.Refunded;
    }
}

public sealed class OrderLine
{
    private OrderLine() { }

    internal OrderLine(Guid orderId, int position, CartItem item, PricedCart price, DateOnly day)
    {
        (OrderId, Position, VariantId, ProductId) = (orderId, position, item.VariantId, item.ProductId);
        (Name, Pack, Net, Price, Quantity) = (item.Name, item.Pack, item.Net, item.Price, item.Quantity);
        (Discount, BorneByProducer) = (price.OfLine(item.VariantId), price.BorneByProducer(item.VariantId));
        Vat = item.Vat.On(day);
    }

    internal OrderLine(Guid orderId, int position, BoxPartView part, OrderBox box, DateOnly day)
    {
        (OrderId, Position, VariantId, ProductId, BoxPosition) = (orderId, position, part.VariantId, part.ProductId, box.Position);
        (Name, Pack, Net, Price, Quantity) = (part.Name, part.Pack, part.Net, part.UnitShare, part.Quantity * box.Quantity);
        Vat = part.Vat.On(day);
    }

    /// <summary>A part of so many boxes. Where its share cannot be divided by its pieces, some pieces cost one đồng more: the sum is right.</summary>
    internal static IEnumerable<OrderLine> OfBoxes(Guid orderId, int position, QuotePart part, VatRate vat, int boxes)
    {
        var dearer = (int)(part.Share.Amount % part.Quantity) * boxes;
        (long Price, int Quantity)[] prices = [(part.Share.Amount / part.Quantity, (part.Quantity * boxes) - dearer), ((part.Share.Amount / part.Quantity) + 1, dearer)];
        foreach (var (price, quantity) in prices.Where(it => it.Quantity > 0))
            yield return new OrderLine { OrderId = orderId, Position = position++, VariantId = part.VariantId, ProductId = part.ProductId, Name = part.Name, Pack = part.Pack, Net = part.Net, Price = new Money(price), Quantity = quantity, Vat = vat };
    }

    public Guid OrderId { get; private set; }
    public int Position { get; private set; }

    /// <summary>In which of the order's boxes it lies; then its price is its share of the box's.</summary>
    public int? BoxPosition { get; private set; }
    public Guid VariantId { get; private set; }
    public Guid ProductId { get; private set; }
    public string Name { get; private set; } = "";
    public string Pack { get; private set; } = "";
    public string Net { get; private set; } = "";
    public Money Price { get; private set; }
    public int Quantity { get; private set; }
    public VatRate Vat { get; private set; }

    /// <summary>Contained in what is paid for it.</summary>
    public Money Tax { get; private set; }

    /// <summary>What promotions take off it, and how much of that the producer bears.</summary>
    public Money Discount { get; private set; }
    public Money BorneByProducer { get; private set; }

    /// <summary>What the market takes of it: the rate of the day of the order, in hundredths of a percent, of what the producer sells it for.</summary>
    public int CommissionBasisPoints { get; private set; }
    public Money Commission { get; private set; }

    /// <summary>Before any discount.</summary>
    public Money Total => Price * Quantity;

    /// <summary>What promotions of the market take off is the market's, and its commission stays.</summary>
    internal void Agree(int basisPoints) => (CommissionBasisPoints, Commission) = (basisPoints, CommissionRate.Of(Total - BorneByProducer, basisPoints));

    public Money Paid => Total - Discount;

    internal void Become(BoxPartView by, VatRate vat, int basisPoints)
    {
        (VariantId, ProductId, Name, Pack, Net, Vat) = (by.VariantId, by.ProductId, by.Name, by.Pack, by.Net, vat);
        Agree(basisPoints);
    }

    /// <summary>Some pieces become a line of their own, of something else.</summary>
    internal OrderLine PartOff(int position, int quantity, BoxPartView by, VatRate vat, int basisPoints)
    {
        Quantity -= quantity;
        Agree(CommissionBasisPoints);
        var off = new OrderLine { OrderId = OrderId, Position = position, BoxPosition = BoxPosition, Price = Price, Quantity = quantity };
        off.Become(by, vat, basisPoints);
        return off;
    }

    internal void Contain(Money tax) => Tax = tax;
}

/// <summary>Gift boxes of one kind with one card, as they were on the day of the order. Its parts are lines of the order.</summary>
public sealed class OrderBox
{
    private OrderBox() { }

    internal OrderBox(Guid orderId, int position, CartBoxItem item)
    {
        (OrderId, Position, BoxId, Name, NameEn, Size) = (orderId, position, item.Box.Box.Id, item.Box.Box.Name, item.Box.Box.NameEn, item.Box.Size.Key);
        (Price, Packaging, Quantity, CardText, AllowsSubstitution) = (item.Box.Price, item.Box.Packaging, item.Row.Quantity, item.Row.CardText, item.Row.AllowsSubstitution);
    }

    public Guid OrderId { get; private set; }
    public int Position { get; private set; }
    public Guid BoxId { get; private set; }
    public string Name { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public string Size { get; private set; } = "";

    /// <summary>Of one box: the shares of its parts and the packaging.</summary>
    public Money Price { get; private set; }
    public Money Packaging { get; private set; }
    public int Quantity { get; private set; }
    public string? CardText { get; private set; }
    public bool AllowsSubstitution { get; private set; }

    public LocalText Names => new(Name, NameEn);

    public Money Total => Price * Quantity;
}

/// <summary>What one promotion takes off the parcel: a copy of the day of the order, whatever becomes of the promotion.</summary>
public sealed class OrderDiscount
{
    private OrderDiscount() { }

    internal OrderDiscount(Guid orderId, int position, AppliedPromotion applied, CartParcel parcel)
    {
        (OrderId, Position, PromotionId, Name, NameEn, Bearer) = (orderId, position, applied.PromotionId, applied.Name.Vi, applied.Name.En, applied.Bearer);
        (Goods, Delivery) = (parcel.Items.Select(item => applied.Lines.GetValueOrDefault(item.VariantId)).Sum(), applied.Parcels.GetValueOrDefault(parcel.ProducerId));
    }

    public Guid OrderId { get; private set; }
    public int Position { get; private set; }
    public Guid PromotionId { get; private set; }
    public string Name { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public PromotionBearer Bearer { get; private set; }

    /// <summary>Off the goods: the sum of what it takes off the lines.</summary>
    public Money Goods { get; private set; }
    public Money Delivery { get; private set; }

    public LocalText Names => new(Name, NameEn);

    public Money Amount => Goods + Delivery;
}

/// <summary>A part of a gift box that ran out, and what was put in for it. Never changed.</summary>
public sealed class PartReplacement : IOnlyAppended
{
    private PartReplacement() { }

    internal PartReplacement(Order order, OrderLine gone, int quantity, BoxPartView by, bool buyerAgreed, string actor, DateTime now)
    {
        (OrderId, BoxPosition, At, Actor, Quantity, BuyerAgreed) = (order.Id, gone.BoxPosition!.Value, now, actor, quantity, buyerAgreed);
        (GoneVariantId, GoneName, GonePack, GoneNet) = (gone.VariantId, gone.Name, gone.Pack, gone.Net);
        (VariantId, Name, Pack, Net) = (by.VariantId, by.Name, by.Pack, by.Net);
    }

    public long Id { get; private set; }
    public Guid OrderId { get; private set; }
    public int BoxPosition { get; private set; }
    public DateTime At { get; private set; }
    public string Actor { get; private set; } = "";
    public int Quantity { get; private set; }
    public Guid GoneVariantId { get; private set; }
    public string GoneName { get; private set; } = "";
    public string GonePack { get; private set; } = "";
    public string GoneNet { get; private set; } = "";
    public Guid VariantId { get; private set; }
    public string Name { get; private set; } = "";
    public string Pack { get; private set; } = "";
    public string Net { get; private set; } = "";

    /// <summary>Whoever replaced it says that the buyer was asked about allergens and agreed.</summary>
    public bool BuyerAgreed { get; private set; }
}

/// <summary>One step on the order's way. Never changed.</summary>
public sealed class OrderEvent
{
    private OrderEvent() { }

    internal OrderEvent(Guid orderId, DateTime at, OrderStatus status, string actor, string? reason) =>
        (OrderId, At, Status, Actor, Reason) = (orderId, at, status, actor, reason);

    public long Id { get; private set; }
    public Guid OrderId { get; private set; }
    public DateTime At { get; private set; }

    /// <summary>What the order became.</summary>
    public OrderStatus Status { get; private set; }
    public string Actor { get; private set; } = "";
    public string? Reason { get; private set; }
}
