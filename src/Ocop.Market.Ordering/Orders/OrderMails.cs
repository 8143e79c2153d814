using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Messages;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;

namespace Ocop.Market.Ordering.Orders;

/// <summary>
/// What the market writes about an order, as outbox rows of the fact's own transaction: to the buyer in the language of the order, to
/// the producer in Vietnamese. What the buyer reads goes to the phone, too, as a short text, where the market has a gateway for it. No stars here: a mail is read
/// years later.
/// </summary>
public sealed class OrderMails(IOrderingDb db, OrderTexts texts, IOrderLinks links, IOptions<Letterhead> letterhead, IOptions<OrderOptions> options, IOptions<BankTransferOptions> account, TimeProvider clock)
{
    /// <summary>Long enough to come back after the journey and say "delivered".</summary>
    private static readonly TimeSpan AnswerLinkLasts = TimeSpan.FromDays(30);

    /// <summary>Orders reach their producers: placed with cash on delivery, or paid.</summary>
    public async Task TellPlacedAsync(OrderGroup group, IReadOnlyCollection<Order> orders, CancellationToken cancel)
    {
        if (group.QuoteId is not null)
        {
            await TellCompanyPlacedAsync(group, orders, cancel);
            return;
        }

        var producers = orders.Select(order => order.ProducerId).ToArray();
        var addresses = await db.Producers.Where(producer => producers.Contains(producer.Id)).Select(producer => new { producer.Id, producer.Email })
            .ToDictionaryAsync(producer => producer.Id, producer => producer.Email, cancel);
        TellBuyer(group, orders);
        foreach (var order in orders) AskProducer(group, order, addresses[order.ProducerId]);
    }

    /// <summary>One mail for all: nobody reads two hundred.</summary>
    private async Task TellCompanyPlacedAsync(OrderGroup group, IReadOnlyCollection<Order> orders, CancellationToken cancel)
    {
        var (first, count) = (orders.First(), orders.Count.ToString(CultureInfo.InvariantCulture));
        var packer = await db.Producers.Where(producer => producer.Id == first.ProducerId).Select(producer => producer.Email).SingleAsync(cancel);
        var goods = orders.SelectMany(order => order.Lines).GroupBy(line => line.VariantId)
            .Select(same => ($"{same.First().Name} ({same.First().Pack})", same.Sum(line => line.Quantity).ToString(CultureInfo.InvariantCulture))).ToList();
        var T = WordsFor(group);
        var total = orders.Select(order => order.Total).Sum();
        var body = new MailBody(T($"{count} gói đang được đóng", $"{count} parcels are being packed"), group.Language).Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .List([.. goods, (T("Tất cả", "Total"), total.ToString())]);
        if (first.OwesAccount)
        {
            var due = Written(group.LastDayToPay);
            body.Say(T($"Công ty trả sau: xin chuyển khoản đến hết ngày {due}.", $"You pay on account: please transfer the money by the end of {due}.")).List(TransferLines.Of(account.Value, group, total, T.Invoke));
        }

        body.Link(T("Theo dõi đơn", "Follow the order"), links.Tracking(group.Id, group.Number, group.Language));
        Tell(group, $"order-placed:{group.Number}:{first.Number}", T($"{group.Number}: {count} gói đang được đóng", $"{group.Number}: {count} parcels are being packed"), body, group.IsDemo);
        Post($"order-for-packer:{group.Number}:{first.Number}", packer ?? letterhead.Value.OperatorEmail, $"{group.Number}: {count} gói quà của công ty, xin đóng và gửi",
            new MailBody($"{count} gói quà của công ty").Say($"Kính gửi {first.ProducerName},").Say("Chợ đã hỏi bạn trước về đơn này. Phiếu hàng, thiệp và nhãn của từng gói in ở phòng đơn hàng; không thu tiền của người nhận, và đừng ghi giá.")
                .List(goods).List(SendBy(orders)).Link("Mở phòng đơn hàng", $"{letterhead.Value.PublicUrl}/cong-chu-the/don-hang"), DemoWords(group.IsDemo, Vietnamese));
    }

    private IEnumerable<(string, string)> SendBy(IReadOnlyCollection<Order> orders) => orders.GroupBy(order => order.WishedDay!.Value).OrderBy(same => same.Key)
        .Select(same => ($"Hẹn giao {Written(same.Key)}, {same.Count().ToString(CultureInfo.InvariantCulture)} gói", SlowOrders.SendBy(same.Key) is var day && day > clock.Today() ? $"gửi chậm nhất {Written(day)}" : "gửi ngay hôm nay"));

    /// <summary>A company reads how its parcels fare in one list; it hears of each that went wrong, and once that all of them lapsed.</summary>
    private static bool IsForTheList(OrderGroup group, Order order, OrderAct act) => group.QuoteId is not null
        && (act is OrderAct.Ship or OrderAct.Deliver or OrderAct.Complete or OrderAct.Accept || act == OrderAct.Lapse && order.Number != OrderNumber.OfParcel(group.Number, 1));

    /// <summary>The money came. For some parcels perhaps too late.</summary>
    public async Task TellPaidAsync(OrderGroup group, IReadOnlyList<Order> placed, IReadOnlyList<Order> soldOut, Receipt? money, CancellationToken cancel)
    {
        if (placed.Count > 0) await TellPlacedAsync(group, placed, cancel);
        if (soldOut.Count == 0) return;
        var T = WordsFor(group);
        var body = new MailBody(T("Tiền tới muộn, hàng đã hết", "The money came late, the goods are gone"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T("Tiền của bạn tới khi đơn đã quá hạn trả, và hàng dưới đây không còn. Chợ hoàn lại tiền những gói này.",
                "Your money came when the time to pay was over, and the goods below are gone. We give the money for these parcels back."))
            .List(soldOut.Select(order => ($"{order.Number}, {order.ProducerName}", order.Total.ToString())))
            .Link(T("Xem đơn và tiền hoàn", "See the order and the refund"), links.Tracking(group.Id, group.Number, group.Language));
        Tell(group, $"order-sold-out:{soldOut[0].Number}:{money?.Id}", T($"{group.Number}: hàng đã hết, tiền được hoàn", $"{group.Number}: sold out, your money goes back"), body, group.IsDemo);
    }

    /// <param name="deposit">What of it keeps the goods until the rest is due; null where all is due at once.</param>
    public void TellAwaiting(OrderGroup group, Money? deposit = null)
    {
        var T = WordsFor(group);
        var body = new MailBody(T($"Đơn {group.Number} chờ trả tiền", $"Order {group.Number} waits for its payment"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"Hàng được giữ cho bạn đến {Moment(group.PayUntil!.Value)}. Trả tiền xong, đơn mới tới người bán.",
                $"The goods are held for you until {Moment(group.PayUntil!.Value)}. The producers hear of the order once it is paid."))
            .List([.. deposit is { } part ? [(T("Đặt cọc để giữ hàng", "Deposit that keeps the goods"), part.ToString())] : Array.Empty<(string, string)>(), (deposit is null ? T("Phải trả", "To pay") : T("Tất cả", "Total"), group.Total.ToString())])
            .Link(T("Trả tiền", "Pay"), links.Payment(group.Id, group.Number, group.Language));
        Tell(group, $"order-awaiting:{group.Number}", T($"{group.Number}: đơn chờ trả tiền", $"{group.Number}: waiting for payment"), body, group.IsDemo);
    }

    public void TellShort(OrderGroup group, Receipt receipt, Money missing)
    {
        var T = WordsFor(group);
        var body = new MailBody(T("Chưa đủ tiền", "Not enough yet"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"Chợ đã nhận {receipt.Amount} cho đơn {group.Number}, còn thiếu {missing}. Chuyển thêm với cùng nội dung thì đơn được gửi đi ngay; nếu không, chợ hoàn lại khi hết hạn.",
                $"We received {receipt.Amount} for order {group.Number}; {missing} are missing. Transfer the rest with the same memo and the order goes on; otherwise the money goes back when the time is over."))
            .Link(T("Trả phần còn thiếu", "Pay the rest"), links.Payment(group.Id, group.Number, group.Language));
        Tell(group, $"payment-short:{receipt.Id}", T($"{group.Number}: còn thiếu {missing}", $"{group.Number}: {missing} missing"), body, group.IsDemo);
    }

    /// <summary>The goods are on their way already: nothing goes back, and nothing waits.</summary>
    public void TellShortOfAccount(OrderGroup group, Receipt receipt, Money missing)
    {
        var T = WordsFor(group);
        var body = new MailBody(T("Còn phải trả", "Still to pay"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"Chợ đã nhận {receipt.Amount} cho đơn {group.Number}, còn {missing} phải trả. Xin chuyển tiếp với cùng nội dung.",
                $"We received {receipt.Amount} for order {group.Number}; {missing} are still to pay. Please transfer them with the same memo."))
            .List(TransferLines.Of(account.Value, group, missing, T.Invoke))
            .Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        Tell(group, $"payment-short:{receipt.Id}", T($"{group.Number}: còn phải trả {missing}", $"{group.Number}: {missing} still to pay"), body, group.IsDemo);
    }

    public async Task TellRefundedAsync(Refund refund, CancellationToken cancel)
    {
        if (refund.GroupId is not { } groupId) return;
        var group = await db.OrderGroups.AsNoTracking().Include(it => it.Orders).SingleAsync(it => it.Id == groupId, cancel);
        var T = WordsFor(group);
        var body = new MailBody(T($"Đã hoàn {refund.Amount}", $"{refund.Amount} given back"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"Chợ đã hoàn {refund.Amount} của đơn {group.Number}. Lý do: {refund.Reason}", $"We gave {refund.Amount} of order {group.Number} back. Reason: {refund.ReasonEn}"))
            .Say(T("Tiền có thể mất vài ngày làm việc mới về, tuỳ ngân hàng.", "It may take some working days to arrive, depending on the bank."))
            .Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        Tell(group, $"refund-done:{refund.Reference}{(refund.FinishedBy is null ? "" : ":by-hand")}", T($"{group.Number}: đã hoàn {refund.Amount}", $"{group.Number}: {refund.Amount} given back"), body, group.IsDemo);
    }

    /// <summary>Nothing was paid yet, so nothing goes back: the company owes less.</summary>
    /// <param name="open">What it still owes of all its parcels.</param>
    public async Task TellReducedAsync(Order order, Money amount, string reason, Money open, CancellationToken cancel)
    {
        var group = await db.OrderGroups.AsNoTracking().Include(it => it.Orders).SingleAsync(it => it.Id == order.GroupId, cancel);
        var (T, due) = (WordsFor(group), group.LastDayToPay.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        var title = T($"{order.Number}: bớt {amount} phải trả", $"{order.Number}: {amount} less to pay");
        var body = new MailBody(title, group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"Chợ trừ {amount} vào công nợ của đơn {group.Number}. Lý do: {reason}", $"We take {amount} off what you owe for order {group.Number}. Reason: {reason}"));
        if (open == Money.Zero) body.Say(T("Đơn này không còn gì phải trả.", "Nothing is left to pay for this order."));
        else body.Say(T($"Phần còn lại xin chuyển khoản đến hết ngày {due}.", $"Please transfer the rest by the end of {due}.")).List(TransferLines.Of(account.Value, group, open, T.Invoke));
        body.Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        Tell(group, FormattableString.Invariant($"account-reduced:{order.Number}:{order.Refunded.Amount}"), title, body, order.IsDemo);
    }

    private void TellBuyer(OrderGroup group, IReadOnlyCollection<Order> orders)
    {
        var T = WordsFor(group);
        var isPaid = orders.All(order => order.PaymentStatus == PaymentStatus.Paid);
        var body = new MailBody(isPaid ? T($"Đã nhận tiền đơn {group.Number}", $"Order {group.Number} is paid") : T($"Đã nhận đơn {group.Number}", $"Order {group.Number} is in"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T("Đơn của bạn đã tới chợ. Mỗi người bán trả lời trong 48 giờ; có tin là chợ báo ngay.",
                "Your order has reached the market. Each producer answers within 48 hours; you hear from us as soon as they do."));
        foreach (var order in orders)
            body.Say(T($"Gói {order.Number}, {order.ProducerName}:", $"Parcel {order.Number}, {order.ProducerName}:")).List([.. Goods(order, T), .. Wished(order, T)]);
        body.List(
            [
                (T("Tiền hàng", "Goods"), orders.Select(order => order.Goods).Sum().ToString()), .. Discounts(orders, T), (T("Tiền giao", "Delivery"), orders.Select(order => order.Shipping).Sum().ToString()),
                (isPaid ? T("Tất cả, đã trả", "Total, paid") : T("Tất cả, trả khi nhận hàng", "Total, paid on delivery"), orders.Select(order => order.Total).Sum().ToString()), (T("Giao tới", "Deliver to"), group.Address.ToString()),
            ])
            .Link(T("Theo dõi đơn", "Follow the order"), links.Tracking(group.Id, group.Number, group.Language));
        // One word for all, but where money that came late revived only some.
        Tell(group, $"order-placed:{(orders.Count == group.Orders.Count ? group.Number : orders.First().Number)}", isPaid ? T($"{group.Number}: chợ đã nhận tiền của bạn", $"{group.Number}: your payment is in") : T($"{group.Number}: chợ đã nhận đơn của bạn", $"{group.Number}: your order is in"), body, group.IsDemo);
    }

    private void AskProducer(OrderGroup group, Order order, string? producerEmail)
    {
        var body = new MailBody($"Đơn mới {order.Number}");
        if (producerEmail is null) body.Say($"{order.ProducerName} chưa có thư điện tử. Chợ gọi giúp, rồi trả lời thay ở đường dẫn dưới.");
        else body.Say($"Kính gửi {order.ProducerName},");
        body.Say($"Có khách đặt hàng. Xin trả lời trước {Moment(order.AnswerBy)}: quá giờ đó đơn tự huỷ và hàng được nhả ra.")
            .List(Goods(order, Vietnamese))
            .List(
            [
                ("Tiền hàng", order.Goods.ToString()), .. Discounts([order], Vietnamese), ("Tiền giao", order.Shipping.ToString()), ("Thu khi giao", order.PaymentMethod.IsPrepaid() ? "không thu, khách đã trả trước" : order.Total.ToString()),
                ("Người nhận", group.RecipientOf(order).Name), ("Điện thoại", VietnamesePhone.Spoken(group.RecipientOf(order).Phone)),
                ("Giao tới", group.AddressOf(order).ToString()), .. AsTyped(group.AddressOf(order)), .. Wished(order, Vietnamese), .. Wish(group.Note),
            ])
            .Link("Trả lời đơn này", links.Answer(order.Id, order.PlacedAt + AnswerLinkLasts))
            .Say("Ai có đường dẫn này đều trả lời được thay bạn, nên xin đừng chuyển tiếp thư.");
        Post($"order-for-producer:{order.Number}", producerEmail ?? letterhead.Value.OperatorEmail, $"{order.Number}: có đơn mới, xin trả lời trong 48 giờ", body, DemoWords(order.IsDemo, Vietnamese));
    }

    public void TellAnswer(OrderGroup group, Order order, OrderAct act, string? reason)
    {
        var T = WordsFor(group);
        if (IsForTheList(group, order, act)) return;
        if (Answer(order, act, reason, T) is not var (title, sentence)) return;
        var body = new MailBody(title, group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},")).Say(sentence).List(Goods(order, T))
            .Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        ShowTheWay(body, order, T);
        // A parcel may be sent, and fail, more than once.
        var times = order.Events.Count(step => step.Status == order.Status);
        Tell(group, $"order-{order.Status.ToString().ToLowerInvariant()}:{order.Number}{(times > 1 ? $":{times}" : "")}", $"{order.Number}: {title}", body, order.IsDemo);
    }

    public void TellCorrected(OrderGroup group, Order order)
    {
        var T = WordsFor(group);
        var body = new MailBody(T("mã vận đơn mới", "new tracking code"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"{order.ProducerName} đã sửa thông tin gửi gói hàng này.", $"{order.ProducerName} corrected how this parcel travels."))
            .Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        ShowTheWay(body, order, T);
        Tell(group, FormattableString.Invariant($"order-code:{order.Number}:{clock.UtcNow().Ticks}"), T($"{order.Number}: mã vận đơn mới", $"{order.Number}: new tracking code"), body, order.IsDemo);
    }

    private static void ShowTheWay(MailBody body, Order order, Translation T)
    {
        if (order.Status != OrderStatus.Shipped || Carriers.Find(order.Carrier) is not { } carrier) return;
        body.List([(T("Người chở", "Carried by"), T(carrier.Name.Vi, carrier.Name.En)), .. order.TrackingCode is { } code ? [(T("Mã vận đơn", "Tracking code"), code)] : Array.Empty<(string, string)>()]);
        if (carrier.AddressOf(order.TrackingCode) is { } address) body.Link(T("Xem gói hàng đang ở đâu", "See where the parcel is"), address);
    }

    /// <summary>The buyer allowed it beforehand, and hears at once what lies in the box now.</summary>
    /// <param name="allergens">What the producer states of the new part; null where nothing is stated.</param>
    public void TellReplaced(OrderGroup group, Order order, PartReplacement replaced, Allergens? allergens)
    {
        var (T, box) = (WordsFor(group), order.Boxes.Single(box => box.Position == replaced.BoxPosition));
        var body = new MailBody(T("một món trong hộp đã thay", "a part of your box was replaced"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"{replaced.GoneName} trong {box.Name} đã hết. Như bạn cho phép khi đặt, {order.ProducerName} thay bằng món giá bằng hoặc cao hơn. Tiền bạn trả không đổi.",
                $"{replaced.GoneName} in {box.NameEn} has run out. As you allowed when you ordered, {order.ProducerName} put in something of the same price or more. What you pay does not change."))
            .List(
            [
                (T("Món đã hết", "Ran out"), $"{replaced.Quantity} {replaced.GonePack} {replaced.GoneName} {replaced.GoneNet}".TrimEnd()), (T("Món thay", "Instead"), $"{replaced.Quantity} {replaced.Pack} {replaced.Name} {replaced.Net}".TrimEnd()),
                (T("Chất gây dị ứng", "Allergens"), allergens switch { null => T("chưa khai", "not stated"), Allergens.None => T("khai là không có", "none, as stated"), { } some => T(some.Words().Vi, some.Words().En) }),
            ]);
        if (replaced.BuyerAgreed) body.Say(T("Người đóng hộp ghi rằng đã hỏi bạn về chất gây dị ứng và bạn đồng ý. Nếu không phải vậy, bạn báo ngay cho chợ.", "Whoever packs it says that you were asked about allergens and agreed. If that is not so, please tell us at once."));
        body.Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        Tell(group, FormattableString.Invariant($"order-part-replaced:{order.Number}:{order.Replacements.Count}"), T($"{order.Number}: một món trong hộp đã thay", $"{order.Number}: a part of your box was replaced"), body, order.IsDemo);
    }

    /// <summary>The packer says that it has run out, and whoever made it keeps the shelf: until it is counted anew it is sold as if it were there.</summary>
    public void TellMakerOfMissing(Producer maker, string name, Guid productId, int quantity, Order order) =>
        Post(FormattableString.Invariant($"part-missing:{order.Number}:{order.Replacements.Count}"), maker.Email ?? letterhead.Value.OperatorEmail, $"{name}: người đóng hộp báo đã hết, xin kiểm kho",
            new MailBody($"{name}: xin kiểm kho").Say($"Kính gửi {maker.Name},").Say($"Người đóng hộp quà của đơn {order.Number} báo thiếu {quantity} {name} và đã thay bằng món khác. Kho của bạn vẫn ghi là còn: xin đếm lại, kẻo bán tiếp hàng không có.")
                .Link("Mở kho", $"{letterhead.Value.PublicUrl}/cong-chu-the/hang-hoa/{productId}"), DemoWords(order.IsDemo, Vietnamese));

    /// <param name="reason">The market's, where it called off what the producer had accepted.</param>
    public async Task TellProducerOfCancelAsync(Order order, string? reason, CancellationToken cancel)
    {
        var who = order.IsCalledOff ? "chợ" : "khách";
        var body = new MailBody(order.IsCalledOff ? $"Chợ huỷ đơn {order.Number}" : $"Khách huỷ đơn {order.Number}")
            .Say($"Kính gửi {order.ProducerName},")
            .Say(order.IsCalledOff ? $"Chợ đã huỷ đơn này. Lý do: {reason} Hàng được nhả ra; xin đừng gửi gói này nữa." : "Khách đã huỷ đơn này trước khi bạn nhận. Hàng được nhả ra, bạn không phải gói gì nữa.").List(Goods(order, Vietnamese));
        Post($"order-cancelled-for-producer:{order.Number}", await ProducerAddressAsync(order, cancel), $"{order.Number}: {who} đã huỷ đơn", body, DemoWords(order.IsDemo, Vietnamese));
    }

    /// <summary>Once, when an accepted order has not left for days.</summary>
    /// <param name="orders">Of one group and producer.</param>
    public async Task AskWhetherSentAsync(IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var body = new MailBody(orders is [var only] ? $"Đơn {only.Number} đã gửi chưa?" : $"{orders.Count} gói đã gửi chưa?")
            .Say($"Kính gửi {orders[0].ProducerName},")
            .Say(FormattableString.Invariant($"Bạn đã nhận đơn hơn {options.Value.SendWithinDays} ngày mà chợ chưa thấy ghi là đã gửi. Gửi rồi thì xin ghi ai chở; không gửi được nữa thì gọi cho chợ, để khách không phải chờ."));
        await AskAfterAsync("order-ask-sent", orders, body, "gói hàng đã gửi chưa?", cancel);
    }

    /// <summary>Once, when nothing was heard of a parcel for days.</summary>
    /// <param name="orders">Of one group and producer.</param>
    public async Task AskWhetherDeliveredAsync(IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var order = orders[0];
        var body = new MailBody(orders.Count == 1 ? $"Gói {order.Number} đã tới nơi chưa?" : $"{orders.Count} gói đã tới nơi chưa?")
            .Say($"Kính gửi {order.ProducerName},")
            .Say(orders.Count == 1 ? $"Gói hàng gửi lúc {Moment(order.ShippedAt!.Value)} chưa có tin. Xin bấm Đã giao, hoặc báo là không giao được." : "Những gói dưới đây gửi đã lâu mà chưa có tin. Ở từng gói, xin bấm Đã giao, hoặc báo là không giao được.")
            .Say(order.PaymentMethod.IsPrepaid()
                ? FormattableString.Invariant($"Nếu không có tin, ngày thứ {options.Value.CompleteAfterDays} kể từ lúc gửi chợ tự ghi là đã giao.")
                : $"Gói này thu tiền mặt {order.Total}: chỉ người đã thu mới ghi được là đã giao.");
        await AskAfterAsync("order-ask-delivered", orders, body, "gói hàng đã tới nơi chưa?", cancel);
    }

    /// <summary>One mail however many parcels they are: nobody reads two hundred.</summary>
    private async Task AskAfterAsync(string key, IReadOnlyList<Order> orders, MailBody body, string question, CancellationToken cancel)
    {
        var first = orders[0];
        if (orders.Count == 1) body.Link("Trả lời về gói này", links.Answer(first.Id, clock.UtcNow() + AnswerLinkLasts));
        else body.List(orders.Select(order => (order.Number, Moment(order.ShippedAt ?? order.PlacedAt)))).Link("Mở phòng đơn hàng", $"{letterhead.Value.PublicUrl}/cong-chu-the/don-hang");
        Post(FormattableString.Invariant($"{key}:{first.Number}:{(first.ShippedAt ?? first.PlacedAt).Ticks}"), await ProducerAddressAsync(first, cancel),
            orders.Count == 1 ? $"{first.Number}: {question}" : FormattableString.Invariant($"{OrderNumber.ReadGroup(first.Number)}: {orders.Count} {question}"), body, DemoWords(first.IsDemo, Vietnamese));
    }

    public async Task TellClaimedAsync(OrderGroup group, Order order, Claim claim, CancellationToken cancel)
    {
        var body = new MailBody($"Khách báo lỗi gói {order.Number}")
            .Say($"Kính gửi {order.ProducerName},")
            .Say("Khách báo có món bị lỗi. Xin xem và trả lời trong 48 giờ; quá giờ đó chợ giải quyết giúp.")
            .List(Claimed(order, claim, Vietnamese))
            .Link("Xem lời báo và trả lời", links.Claim(claim.Id));
        Post($"claim-for-producer:{claim.Id:n}", await ProducerAddressAsync(order, cancel), $"{order.Number}: khách báo hàng bị lỗi", body, DemoWords(order.IsDemo, Vietnamese));
        var T = WordsFor(group);
        var told = new MailBody(T("Đã nhận lời báo lỗi", "Your claim is in"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(T($"Chợ đã nhận lời báo của bạn về gói {order.Number} và chuyển cho {order.ProducerName}. Bạn được trả lời trong 48 giờ.", $"We have your claim on parcel {order.Number} and passed it on to {order.ProducerName}. You are answered within 48 hours."))
            .List(Claimed(order, claim, T))
            .Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        Tell(group, $"claim-made:{claim.Id:n}", T($"{order.Number}: đã nhận lời báo lỗi", $"{order.Number}: your claim is in"), told, order.IsDemo);
    }

    /// <param name="isOwed">A company on account that had not paid: it owes less instead.</param>
    public void TellClaimAnswered(OrderGroup group, Order order, Claim claim, string words, bool isOwed)
    {
        var T = WordsFor(group);
        var sentence = claim.State switch
        {
            ClaimState.Refunded => (isOwed ? T($"Chợ trừ {claim.Amount} vào công nợ.", $"You owe {claim.Amount} less.") : T($"Chợ hoàn lại {claim.Amount}.", $"{claim.Amount} go back to you.")) + (claim.Events.Any(step => step.State == ClaimState.AwaitingReturn) ? "" : T(" Bạn không phải gửi trả hàng.", " You need not send anything back.")),
            ClaimState.AwaitingReturn when isOwed => T($"Bạn gửi trả hàng; nhận được hàng, chợ trừ {claim.Amount} vào công nợ.", $"Please send the goods back; you owe {claim.Amount} less once they arrive."),
            ClaimState.AwaitingReturn => T($"Bạn gửi trả hàng; nhận được hàng, chợ hoàn lại {claim.Amount}.", $"Please send the goods back; {claim.Amount} go back to you once they arrive."),
            ClaimState.Replaced => T($"{order.ProducerName} gửi hàng khác thay cho bạn.", $"{order.ProducerName} sends you the goods anew."),
            ClaimState.Refused => T("Lời báo không được chấp nhận. Nếu bạn chưa đồng ý, bạn khiếu nại với chợ ở trang đơn.", "The claim was not accepted. If you do not agree, complain to the market on the order’s page."),
            ClaimState.Open => throw new InvalidOperationException("Nobody answered it yet."),
        };
        var body = new MailBody(T("Trả lời lời báo lỗi của bạn", "An answer to your claim"), group.Language)
            .Say(T($"Chào {group.Recipient.Name},", $"Dear {group.Recipient.Name},"))
            .Say(sentence).Say(T($"Lời của người trả lời: {words}", $"Their words: {words}"))
            .List(Claimed(order, claim, T))
            .Link(T("Xem đơn", "See the order"), links.Tracking(group.Id, group.Number, group.Language));
        Tell(group, $"claim-{claim.State.ToString().ToLowerInvariant()}:{claim.Id:n}", T($"{order.Number}: trả lời lời báo lỗi", $"{order.Number}: an answer to your claim"), body, order.IsDemo);
    }

    private static IEnumerable<(string, string)> Claimed(Order order, Claim claim, Translation T) => claim.Lines.OrderBy(line => line.Position)
        .Select(line => ($"{line.Quantity} {order.Lines.Single(it => it.Position == line.Position).Name}", T(line.Kind.Words().Vi, line.Kind.Words().En)));

    private async Task<string> ProducerAddressAsync(Order order, CancellationToken cancel) =>
        await db.Producers.Where(producer => producer.Id == order.ProducerId).Select(producer => producer.Email).SingleAsync(cancel) ?? letterhead.Value.OperatorEmail;

    private (string Title, string Sentence)? Answer(Order order, OrderAct act, string? reason, Translation T) => act switch
    {
        OrderAct.Accept => (T("người bán đã nhận đơn", "accepted by the producer"),
            T($"{order.ProducerName} đã nhận đơn và đang chuẩn bị gói hàng. ", $"{order.ProducerName} accepted your order and is preparing the parcel. ")
            + (order.PaymentMethod.IsPrepaid() ? T("Gói này đã trả tiền rồi.", "It is paid already.") : T($"Bạn trả {order.Total} khi nhận.", $"You pay {order.Total} on delivery."))),
        OrderAct.Refuse => (T("người bán không nhận được đơn", "the producer could not take it"),
            T($"{order.ProducerName} không nhận được đơn lần này. Lý do: {reason} ", $"{order.ProducerName} could not take this order. Their words: {reason} ") + NothingToPay(order, T)),
        OrderAct.Expire => (T("đơn đã huỷ vì người bán chưa trả lời", "cancelled, the producer did not answer"),
            T($"{order.ProducerName} chưa trả lời trong 48 giờ nên chợ đã huỷ gói này. ", $"{order.ProducerName} did not answer within 48 hours, so this parcel is cancelled. ")
            + NothingToPay(order, T) + T(" Xin lỗi vì đã để bạn chờ.", " We are sorry that you waited.")),
        OrderAct.Lapse => (T("đơn đã huỷ vì chưa trả tiền", "cancelled, it was not paid"),
            T("Đơn đã quá hạn trả tiền nên chợ nhả hàng ra. Nếu bạn vừa chuyển tiền, chợ vẫn nhận: còn hàng thì đơn được gửi đi, hết hàng thì tiền được hoàn.",
                "The time to pay is over, so the goods were released. If you have just sent money, it still counts: the order goes on while there are goods, otherwise the money goes back.")),
        OrderAct.CallOff => (T("chợ đã huỷ gói hàng", "cancelled by the market"),
            T($"{order.ProducerName} đã nhận đơn nhưng gói này không gửi đi được, nên chợ huỷ. Lý do: {reason} ", $"{order.ProducerName} accepted the order, but this parcel does not leave, so the market cancelled it. The reason: {reason} ")
            + NothingToPay(order, T) + T(" Xin lỗi vì đã để bạn chờ.", " We are sorry that you waited.")),
        OrderAct.Cancel => (T("bạn đã huỷ đơn", "you cancelled it"), T("Chợ đã huỷ gói này theo ý bạn. ", "This parcel is cancelled, as you wished. ") + NothingToPay(order, T)),
        OrderAct.Ship => (T("gói hàng đã gửi đi", "on its way"),
            T($"{order.ProducerName} đã gửi gói hàng đi. ", $"{order.ProducerName} has sent the parcel. ")
            + (order.PaymentMethod.IsPrepaid() ? T("Gói này đã trả tiền rồi.", "It is paid already.") : T($"Bạn trả {order.Total} khi nhận.", $"You pay {order.Total} on delivery."))),
        OrderAct.Fail => (T("chưa giao được gói hàng", "the parcel could not be delivered"),
            T($"Gói hàng chưa tới tay bạn. {order.ProducerName} ghi: {reason} Người bán sẽ gửi lại hoặc nhận hàng về; có tin là chợ báo ngay.",
                $"The parcel has not reached you. Words of {order.ProducerName}: {reason} It will be sent again or taken back; you hear from us as soon as we know.")),
        OrderAct.TakeBack => (T("gói hàng đã về người bán", "the parcel went back"),
            T($"Gói hàng không giao được nên đã về {order.ProducerName}, đơn kết thúc ở đây. ", $"The parcel could not be delivered and went back to {order.ProducerName}; the order ends here. ") + NothingToPay(order, T)),
        OrderAct.Complete => (T("chợ ghi là đã giao", "we count it as delivered"),
            T($"Gói hàng của {order.ProducerName} gửi đi đã lâu và không có tin xấu, nên chợ ghi là đã giao. Nếu hàng chưa tới, bạn báo ngay cho chợ. Nhận được rồi, bạn viết đánh giá ở trang đơn.",
                $"The parcel of {order.ProducerName} left long ago and no bad news came, so we count it as delivered. If it has not reached you, please tell us at once. If it has, you can review the goods on the order’s page.")),
        OrderAct.Deliver => (T("gói hàng đã giao", "the parcel was delivered"),
            T($"Gói hàng của {order.ProducerName} đã tới nơi. Có gì vỡ, thiếu hay không đúng, bạn báo ở trang đơn trong {options.Value.ClaimDays} ngày. Ưng ý thì bạn viết đôi lời đánh giá ở đó. Nếu bạn chưa nhận được, báo ngay cho chợ.",
                $"The parcel of {order.ProducerName} has arrived. If something is broken, missing or wrong, report it on the order’s page within {options.Value.ClaimDays} days; if you like it, you can review it there. If you have not received it, please tell us at once.")),
        OrderAct.Place => null,
    };

    private static string NothingToPay(Order order, Translation T) => order.PaymentStatus == PaymentStatus.Refunded
        ? T("Chợ hoàn lại tiền bạn đã trả cho gói này.", "The money that you paid for this parcel goes back to you.")
        : T("Bạn không phải trả gì cho gói này.", "You pay nothing for this parcel.");

    /// <summary>Boxes carry the price, and what lies in them stands below.</summary>
    private static IEnumerable<(string, string)> Goods(Order order, Translation T) => order.LooseLines.OrderBy(line => line.Position).Select(line => (Words(line), line.Total.ToString()))
        .Concat(order.Boxes.OrderBy(box => box.Position).SelectMany(box => order.PartsOf(box).OrderBy(line => line.Position).Select(line => (T("gồm ", "with ") + Words(line), ""))
            .Prepend(($"{box.Quantity} × {box.Name}{(box.CardText is { } card ? $" (“{card}”)" : "")}", box.Total.ToString()))));

    private static string Words(OrderLine line) => $"{line.Quantity} {line.Pack} {line.Name} {line.Net}".TrimEnd();

    private static IEnumerable<(string, string)> Discounts(IEnumerable<Order> orders, Translation T) => orders.SelectMany(order => order.Discounts).GroupBy(discount => discount.PromotionId)
        .Select(same => (T($"Giảm giá, {same.First().Name}", $"Discount, {same.First().NameEn}"), $"−{same.Aggregate(Money.Zero, (sum, discount) => sum + discount.Amount)}"));

    private static IEnumerable<(string, string)> AsTyped(DeliveryAddress address) =>
        address.CommuneAsTyped is { } typed ? [("Khách ghi xã, phường là", typed)] : [];

    private static IEnumerable<(string, string)> Wished(Order order, Translation T) =>
        order.WishedDay is { } day ? [(T("Ngày hẹn giao", "Wished day"), Written(day))] : [];

    private static IEnumerable<(string, string)> Wish(string? note) => note is null ? [] : [("Lời dặn", note)];

    private static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm 'ngày' dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static Translation WordsFor(OrderGroup group) => group.Language == "en" ? (_, en) => en : Vietnamese;

    private static string Vietnamese(string vi, string en) => vi;

    private static string? DemoWords(bool isDemo, Translation T) => !isDemo ? null
        : T("Đây là chợ trình diễn: giá, hàng và người bán là minh hoạ, không có gói hàng nào được gửi thật.",
            "This is a demo market: prices, goods and producers are made up, nothing is really sent.");

    /// <summary>Whether the buyer hears of a step, by mail or by text; else somebody has to call.</summary>
    public bool Reaches(OrderGroup group) => group.Recipient.Email is not null || texts.Reaches(group);

    private void Tell(OrderGroup group, string dedupeKey, string subject, MailBody body, bool isDemo)
    {
        if (group.Recipient.Email is { } email) Post(dedupeKey, email, subject, body, DemoWords(isDemo, WordsFor(group)));
        texts.Tell(group, dedupeKey, subject, isDemo);
    }

    private void Post(string dedupeKey, string recipient, string subject, MailBody body, string? demoWords)
    {
        if (demoWords is not null) body.Say(demoWords);
        db.OutboxMessages.Add(letterhead.Value.Sign(body, clock.UtcNow(), dedupeKey, recipient, subject));
    }

    private delegate string Translation(string vi, string en);
}
