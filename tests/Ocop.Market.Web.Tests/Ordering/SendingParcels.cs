using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.ProducerPortal;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Ordering;

/// <summary>A parcel from the packing table to the door, or back, in the pages of everybody who has to do with it.</summary>
public sealed partial class SendingParcels
{
    private const string Token = "__RequestVerificationToken";

    [Theory, BothDatabases]
    public async Task A_producer_sends_it_from_the_link_in_the_mail_and_the_buyer_sees_where_it_is(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (buyer, link) = await OrderAsync(site, http);
        var producer = new Guest();
        await producer.SubmitAsync(http, link, [("act", "accept")]);
        var refused = await producer.SubmitAsync(http, link, [("act", "ship"), ("carrier", "ghn"), ("code", "mã lạ")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        foreach (var kept in new[] { "value=\"mã lạ\"", "<option value=\"ghn\" selected", "f-code-problem", "0912 345 678" }) Assert.Contains(kept, refused.Html, StringComparison.Ordinal);

        Assert.Equal(link, (await producer.SubmitAsync(http, link, [("act", "ship"), ("carrier", "ghn"), ("code", "gaxy123")])).Location);
        var page = await buyer.GetAsync(http, buyer.TrackingPath!);
        Assert.Contains("href=\"https://donhang.ghn.vn/?order_code=GAXY123\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("Người bán đã gửi hàng", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Huỷ gói này", page.Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Conflict, (await producer.SubmitAsync(http, link, [("act", "take-back"), ("goods", "shelf")])).Status);
        Assert.Equal(link, (await producer.SubmitAsync(http, link, [("act", "fail"), ("choice", "Không có ai nhận."), ("reason", "")])).Location);
        Assert.Contains("Không có ai nhận.", (await buyer.GetAsync(http, buyer.TrackingPath!)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await producer.SubmitAsync(http, link, [("act", "take-back")])).Status);
        Assert.Equal(link, (await producer.SubmitAsync(http, link, [("act", "take-back"), ("goods", "shelf")])).Location);
        var ended = await producer.GetAsync(http, link);
        Assert.Contains("không cần làm gì thêm", ended.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("0912 345 678", ended.Html, StringComparison.Ordinal);
        Assert.Contains("hàng đã về người bán", (await buyer.GetAsync(http, buyer.TrackingPath!)).Html, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Returned, await StatusAsync(site));
    }

    [Theory, BothDatabases]
    public async Task In_its_room_a_producer_prints_sends_and_says_how_it_ended_and_another_sees_nothing(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (buyer, link) = await OrderAsync(site, http);
        var (scope, number) = await site.InScopeAsync(async services => services.GetRequiredService<MarketDb>() is var db
            ? ((await db.Producers.SingleAsync()).Scope, (await db.Orders.SingleAsync()).Number) : default);
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, scope));
        const string Print = "/cong-chu-the/don-hang/in";
        var room = $"/cong-chu-the/don-hang/{number}";
        Assert.Contains("Không có gói nào chờ gửi", (await owner.GetAsync(http, Print)).Html, StringComparison.Ordinal);
        await owner.SubmitAsync(http, room, [("act", "accept")]);

        var paper = (await owner.GetAsync(http, Print)).Html;
        foreach (var shown in new[] { "Phiếu nhặt hàng", "Phiếu đóng gói", "0912 345 678", "Số 1 phố Thử", "Thu hộ ", "class=\"qr\"", number }) Assert.Contains(shown, paper, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"num\"", paper, StringComparison.Ordinal);
        Assert.Contains("class=\"num\"", (await owner.GetAsync(http, $"{Print}?kieu=phieu&gia=1")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("parcel-label", (await owner.GetAsync(http, $"{Print}?kieu=phieu")).Html, StringComparison.Ordinal);
        var stranger = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, Scope.Producer("01", "00070", Guid.CreateVersion7())));
        Assert.DoesNotContain("0912", (await stranger.GetAsync(http, $"{Print}?don={number}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(http, room)).Status);

        Assert.Equal(HttpStatusCode.Conflict, (await owner.SubmitAsync(http, room, [("act", "ship"), ("carrier", ""), ("code", "")])).Status);
        Assert.Equal(room, (await owner.SubmitAsync(http, room, [("act", "ship"), ("carrier", "own"), ("code", "")])).Location);
        Assert.Contains(number, (await owner.GetAsync(http, "/cong-chu-the/don-hang?muc=tren-duong")).Html, StringComparison.Ordinal);
        await owner.SubmitAsync(http, room, [("act", "fail"), ("choice", "Không có ai nhận.")]);
        Assert.Contains("1 gói chưa giao được", (await owner.GetAsync(http, "/cong-chu-the")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.SubmitAsync(http, room, [("act", "complete")])).Status);

        // The desk does the rest for somebody who was called.
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        var file = $"/quan-tri/don-hang/{number}";
        await officer.SubmitAsync(http, file, [("act", "ship"), ("carrier", "vnpost"), ("code", "EB123456789VN")]);
        Assert.Equal(OrderStatus.Shipped, await StatusAsync(site));
        site.StandingClock.Advance(TimeSpan.FromDays(15));
        officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Contains(number, (await officer.GetAsync(http, "/quan-tri/don-hang?trang-thai=tre")).Html, StringComparison.Ordinal);
        await officer.SubmitAsync(http, file, [("act", "deliver")]);
        Assert.Equal(OrderStatus.Delivered, await StatusAsync(site));
        Assert.DoesNotContain(number, (await officer.GetAsync(http, "/quan-tri/don-hang?trang-thai=tre")).Html, StringComparison.Ordinal);
        Assert.Contains("EB123456789VN", (await officer.GetAsync(http, file)).Html, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Producer_and_desk_read_that_a_carrier_is_to_be_called_and_the_buyer_does_not(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (buyer, _) = await OrderAsync(site, http);
        var (scope, number) = await site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            var order = await db.Orders.SingleAsync();
            var (shipment, told) = (Made<Shipment>(), Made<ShipmentEvent>());
            var (booked, word) = (db.Entry(shipment), db.Entry(told));
            (booked.Property(it => it.Id).CurrentValue, booked.Property(it => it.OrderId).CurrentValue, booked.Property(it => it.Carrier).CurrentValue) = (Guid.CreateVersion7(), order.Id, "ghn");
            (booked.Property(it => it.Reference).CurrentValue, booked.Property(it => it.Code).CurrentValue, booked.Property(it => it.CreatedAt).CurrentValue) = (order.Number, "GHTEST1", site.Clock.UtcNow());
            (word.Property(it => it.ShipmentId).CurrentValue, word.Property(it => it.Key).CurrentValue, word.Property(it => it.At).CurrentValue) = (shipment.Id, "cancel", site.Clock.UtcNow());
            (word.Property(it => it.State).CurrentValue, word.Property(it => it.Status).CurrentValue) = (ParcelState.StillBooked, "cancel");
            db.AddRange(shipment, told);
            await db.SaveChangesAsync();
            return ((await db.Producers.SingleAsync()).Scope, order.Number);
        });
        const string Told = "chưa huỷ vận đơn GHTEST1";
        var (owner, officer) = (await site.SignedInAsync(new HeldRole(Role.ProducerOwner, scope)), await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme)));
        Assert.Contains(Told, (await owner.GetAsync(http, $"/cong-chu-the/don-hang/{number}")).Html, StringComparison.Ordinal);
        Assert.Contains(Told, (await officer.GetAsync(http, $"/quan-tri/don-hang/{number}")).Html, StringComparison.Ordinal);
        var seen = (await buyer.GetAsync(http, buyer.TrackingPath!)).Html;
        Assert.Contains(number, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("chưa huỷ", seen, StringComparison.Ordinal);

        static T Made<T>() => (T)Activator.CreateInstance(typeof(T), nonPublic: true)!;
    }

    [Theory, BothDatabases]
    public async Task Batches_are_kept_in_the_room_stand_on_the_slip_and_are_marked_when_their_day_is_over(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        await OrderAsync(site, http);
        var (scope, number, product, variant) = await site.InScopeAsync(async services => services.GetRequiredService<MarketDb>() is var db
            ? ((await db.Producers.SingleAsync()).Scope, (await db.Orders.SingleAsync()).Number, (await db.Products.SingleAsync()).Id, (await db.Variants.SingleAsync()).Id) : default);
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, scope));
        var (stock, low, seen) = (PortalStockModel.Path(product), SetLowStock.Field(variant), PortalStockModel.SeenField(variant));
        (string, string)[] batch = [("act", "receive"), ("variant", variant.ToString()), (seen, "0"), ("number", "L-01"), ("here", "true")];
        var stranger = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, Scope.Producer("01", "00070", Guid.CreateVersion7())));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(http, stock)).Status);
        Assert.DoesNotContain("class=\"tasks\"", (await owner.GetAsync(http, stock)).Html, StringComparison.Ordinal);

        var misread = await owner.SubmitAsync(http, stock, [.. batch, ("bestBefore", "32/12/2026"), ("quantity", "5")]);
        Assert.Equal(HttpStatusCode.Conflict, misread.Status);
        foreach (var kept in new[] { "value=\"L-01\"", "value=\"32/12/2026\"", "f-bestBefore-problem", "name=\"here\" value=\"true\" checked" }) Assert.Contains(kept, misread.Html, StringComparison.Ordinal);
        Assert.Equal(stock, (await owner.SubmitAsync(http, stock, [.. batch, ("bestBefore", "31/12/2026"), ("quantity", "5")])).Location);
        Assert.Contains("bạn đã bấm hai lần", (await owner.SubmitAsync(http, stock, [.. batch, ("bestBefore", "31/12/2026"), ("quantity", "5")])).Html, StringComparison.Ordinal);
        Assert.Contains($"f-{low}-problem", (await owner.SubmitAsync(http, stock, [("act", "low"), (low, "ít")])).Html, StringComparison.Ordinal);
        Assert.Equal(stock, (await owner.SubmitAsync(http, stock, [("act", "low"), (low, "3")])).Location);
        var page = (await owner.GetAsync(http, stock)).Html;
        foreach (var shown in new[] { "Lô L-01", "31/12/2026", $"name=\"{low}\" type=\"text\" value=\"3\"", $"name=\"{seen}\" value=\"5\"" }) Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.DoesNotContain("sắp hết</span>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.SubmitAsync(http, stock, [("act", "burn")])).Status);

        await owner.SubmitAsync(http, $"/cong-chu-the/don-hang/{number}", [("act", "accept")]);
        const string Print = "/cong-chu-the/don-hang/in";
        Assert.Equal(2, Regex.Count((await owner.GetAsync(http, Print)).Html, "Lấy lô L-01, hạn 31/12/2026: 1<"));
        Assert.Contains("Lô L-01 hạn 31/12/2026", (await owner.GetAsync(http, "/cong-chu-the/hang-hoa")).Html, StringComparison.Ordinal);

        site.StandingClock.SetLocal(2027, 1, 1, 0, 0, 0);
        owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, scope));
        Assert.Contains("Lô L-01 của Trà thử đã quá hạn ngày 31/12/2026, còn 5", (await owner.GetAsync(http, "/cong-chu-the")).Html, StringComparison.Ordinal);
        Assert.Contains("Lô L-01 đã quá hạn, không bán", (await owner.GetAsync(http, "/cong-chu-the/hang-hoa")).Html, StringComparison.Ordinal);
        Assert.Contains("(quá hạn, đừng gửi)", (await owner.GetAsync(http, Print)).Html, StringComparison.Ordinal);
        var id = await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().StockBatches.Select(it => it.Id).SingleAsync());
        (string, string) Loss(string pieces) => (WriteOffBatch.Field(id), pieces);
        var promised = await owner.SubmitAsync(http, stock, [("act", "write-off"), ("batch", id.ToString()), ("seen", "5"), Loss("5")]);
        Assert.Equal(HttpStatusCode.Conflict, promised.Status);
        Assert.Contains("Chỉ bỏ được 4", promised.Html, StringComparison.Ordinal);
        Assert.Equal(stock, (await owner.SubmitAsync(http, stock, [("act", "write-off"), ("batch", id.ToString()), ("seen", "5"), Loss("4")])).Location);
        Assert.Contains("Đã bỏ, lô còn 1", (await owner.GetAsync(http, stock)).Html, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_desk_cancels_what_was_accepted_and_does_not_leave_and_the_buyer_reads_why(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (buyer, link) = await OrderAsync(site, http);
        var (officer, auditor) = (await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme)), await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme)));
        var file = $"/quan-tri/don-hang/{buyer.OrderNumber}-1";
        var callOff = file + "?handler=CallOff";
        Assert.DoesNotContain("Chợ huỷ đơn này", (await officer.GetAsync(http, file)).Html, StringComparison.Ordinal);
        await new Guest().SubmitAsync(http, link, [("act", "accept")]);
        Assert.Contains("Chợ huỷ đơn này", (await officer.GetAsync(http, file)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Chợ huỷ đơn này", (await auditor.GetAsync(http, file)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.SubmitAsync(http, file, [(CallOffOrder.Field, "Thử xem")], callOff)).Status);
        var refused = await officer.SubmitAsync(http, file, [(CallOffOrder.Field, "x")], callOff);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        foreach (var shown in new[] { $"f-{CallOffOrder.Field}-problem", "value=\"x\"", "id=\"huy\" open" }) Assert.Contains(shown, refused.Html, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Accepted, await StatusAsync(site));

        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(http, file, [(CallOffOrder.Field, "Người bán hết hàng")], callOff)).Status);
        Assert.Equal(OrderStatus.Cancelled, await StatusAsync(site));
        var page = (await buyer.GetAsync(http, buyer.TrackingPath!)).Html;
        foreach (var shown in new[] { "Chợ đã huỷ gói này", "Người bán hết hàng." }) Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Chợ huỷ đơn này", (await officer.GetAsync(http, file)).Html, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_buyer_cancels_by_the_own_link_only_and_not_after_the_answer(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (buyer, link) = await OrderAsync(site, http);
        var producer = new Guest();
        var (page, asked) = (await buyer.GetAsync(http, buyer.TrackingPath!), await producer.GetAsync(http, link));
        var action = CancelPath().Match(page.Html).Groups[1].Value;
        var parcel = $"{buyer.OrderNumber}-1";
        Assert.Equal(HttpStatusCode.BadRequest, (await new Guest().PostAsync(http, action, ("parcel", parcel))).Status);
        Assert.Equal($"/don-hang?code={buyer.OrderNumber}", (await buyer.PostAsync(http, $"/don-hang/{buyer.OrderNumber}?k=gia&handler=Cancel", ("parcel", parcel), (Token, page.Hidden(Token)))).Location);
        Assert.Equal(OrderStatus.Placed, await StatusAsync(site));

        var done = await buyer.PostAsync(http, action, ("parcel", parcel), (Token, page.Hidden(Token)));
        Assert.StartsWith($"/don-hang/{buyer.OrderNumber}?k=", done.Location, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Cancelled, await StatusAsync(site));
        Assert.Contains("Bạn đã huỷ gói này", (await buyer.GetAsync(http, done.Location!)).Html, StringComparison.Ordinal);
        // The producer had the page open.
        var missed = await producer.PostAsync(http, link, ("act", "accept"), (Token, asked.Hidden(Token)));
        Assert.Equal(HttpStatusCode.Conflict, missed.Status);
        Assert.Contains("Khách đã huỷ đơn này", missed.Html, StringComparison.Ordinal);

        var (second, other) = await OrderAsync(site, http, "Tỏi thử");
        var before = await second.GetAsync(http, second.TrackingPath!);
        await new Guest().SubmitAsync(http, other, [("act", "accept")]);
        var late = await second.PostAsync(http, CancelPath().Match(before.Html).Groups[1].Value, ("parcel", $"{second.OrderNumber}-1"), (Token, before.Hidden(Token)));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Người bán đã nhận đơn nên không tự huỷ được nữa", late.Html, StringComparison.Ordinal);
    }

    private static Task<OrderStatus> StatusAsync(MarketSite site) => site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Orders.OrderBy(order => order.PlacedAt).Select(order => order.Status).FirstAsync());

    [GeneratedRegex("action=\"(/don-hang/[^\"]+handler=Cancel)\"")]
    private static partial Regex CancelPath();

    [GeneratedRegex("/don-hang/xu-ly/[A-Za-z0-9_-]+")]
    private static partial Regex AnswerLink();

    [Theory, BothDatabases]
    public async Task A_buyer_reports_a_broken_jar_and_the_producer_gives_the_money_back(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (buyer, link) = await OrderAsync(site, http);
        var (scope, number) = await site.InScopeAsync(async services => services.GetRequiredService<MarketDb>() is var db
            ? ((await db.Producers.SingleAsync()).Scope, (await db.Orders.SingleAsync()).Number) : default);
        var form = buyer.TrackingPath!.Replace("?k=", "/bao-loi?k=", StringComparison.Ordinal) + "&goi=" + number;
        Assert.Contains("chưa thể báo lỗi", (await buyer.GetAsync(http, form)).Html, StringComparison.Ordinal);
        var producer = new Guest();
        await producer.SubmitAsync(http, link, [("act", "accept")]);
        await producer.SubmitAsync(http, link, [("act", "deliver")]);
        Assert.Contains("Hàng bị lỗi? Báo ở đây", (await buyer.GetAsync(http, buyer.TrackingPath!)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await buyer.GetAsync(http, form + "9")).Status);

        var key = (await buyer.GetAsync(http, form)).Hidden("key");
        var wrong = await buyer.SubmitAsync(http, form, [("key", key), ("quantity-0", "99"), ("kind-0", "Broken"), ("message", "Vỡ khi mở")]);
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        foreach (var kept in new[] { "value=\"99\"", ">Vỡ khi mở</textarea>", "id=\"quantity-0-e\"" }) Assert.Contains(kept, wrong.Html, StringComparison.Ordinal);
        foreach (var _ in Enumerable.Range(0, 2)) Assert.StartsWith("/don-hang/", (await buyer.SubmitAsync(http, form, [("key", key), ("quantity-0", "1"), ("kind-0", "Broken"), ("message", "Vỡ khi mở")])).Location, StringComparison.Ordinal);
        Assert.Contains("chờ trả lời", (await buyer.GetAsync(http, buyer.TrackingPath!)).Html, StringComparison.Ordinal);

        var id = await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Claims.Select(claim => claim.Id).SingleAsync());
        var (room, file) = ($"/cong-chu-the/bao-loi/{id}", $"/quan-tri/bao-loi/{id}");
        var stranger = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, Scope.Producer("01", "00070", Guid.CreateVersion7())));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(http, room)).Status);
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, scope));
        Assert.Contains(number, (await owner.GetAsync(http, "/cong-chu-the/bao-loi")).Html, StringComparison.Ordinal);
        Assert.Contains("Hoàn tiền, không cần trả hàng", (await owner.GetAsync(http, room)).Html, StringComparison.Ordinal);
        // Had a company it on account, nobody paid yet, and there would be nothing to give back.
        var (method, status) = await PayingAsync(site, PaymentMethod.OnAccount, PaymentStatus.Due);
        var onAccount = (await owner.GetAsync(http, room)).Html;
        Assert.Contains("Trừ công nợ, không cần trả hàng", onAccount, StringComparison.Ordinal);
        Assert.DoesNotContain("Hoàn tiền", onAccount, StringComparison.Ordinal);
        await PayingAsync(site, method, status);
        var high = await owner.SubmitAsync(http, room, [("seen", "Open"), ("act", "Refund"), ("amount", "99.000.000"), ("words", "Xin lỗi bạn")]);
        Assert.Equal(HttpStatusCode.Conflict, high.Status);
        foreach (var kept in new[] { "value=\"99.000.000\"", "value=\"Xin lỗi bạn\"", "f-amount-problem" }) Assert.Contains(kept, high.Html, StringComparison.Ordinal);
        Assert.Equal(room, (await owner.SubmitAsync(http, room, [("seen", "Open"), ("act", "Refund"), ("amount", "1.000"), ("words", "Xin lỗi bạn")])).Location);
        var told = (await buyer.GetAsync(http, buyer.TrackingPath!)).Html;
        foreach (var shown in new[] { "đã hoàn tiền", "Xin lỗi bạn" }) Assert.Contains(shown, told, StringComparison.Ordinal);

        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Contains(number, (await officer.GetAsync(http, "/quan-tri/bao-loi")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, file, [("seen", "Open"), ("act", "Refund"), ("amount", "1.000"), ("words", "Thêm lần nữa")])).Status);
        Assert.Equal(1, await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Refunds.CountAsync()));
    }

    /// <returns>How it was paid before.</returns>
    private static Task<(PaymentMethod, PaymentStatus)> PayingAsync(MarketSite site, PaymentMethod method, PaymentStatus status) => site.InScopeAsync(async services =>
    {
        var orders = services.GetRequiredService<MarketDb>().Orders;
        var before = await orders.AsNoTracking().SingleAsync();
        await orders.ExecuteUpdateAsync(set => set.SetProperty(order => order.PaymentMethod, method).SetProperty(order => order.PaymentStatus, status));
        return (before.PaymentMethod, before.PaymentStatus);
    });

    private static async Task<(Guest Buyer, string AnswerPath)> OrderAsync(MarketSite site, HttpClient http, string name = "Trà thử")
    {
        var variant = await site.InScopeAsync(async services =>
        {
            var product = await SomeGoods.AddAsync(services, name);
            await services.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(product.Variants[0].Id, 5)], "Nhập kho", "test", default);
            return product.Variants[0].Id;
        });
        var buyer = new Guest();
        await buyer.AddAsync(http, variant);
        await buyer.FillInAsync(http, "0912345678", holds: true);
        Assert.NotNull((await buyer.PlaceAsync(http)).OrderNumber);
        var mails = await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().OutboxMessages.Where(mail => mail.DedupeKey.StartsWith("order-for-producer:")).OrderByDescending(mail => mail.Id).Select(mail => mail.Text).FirstAsync());
        return (buyer, AnswerLink().Match(mails).Value);
    }
}
