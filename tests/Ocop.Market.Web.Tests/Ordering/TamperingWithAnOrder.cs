using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Bank;
using Ocop.Market.Doubles.MoMo;
using Ocop.Market.Doubles.Stripe;
using Ocop.Market.Doubles.VnPay;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Ordering;

/// <summary>What somebody sends who leaves our pages aside: each is refused, and not one row is another than before.</summary>
public sealed partial class TamperingWithAnOrder
{
    private const string Token = "__RequestVerificationToken", Account = "1017595600", Secret = "secret-of-a-test-secret-of-a-test";

    private static readonly string[] NoQuantities = ["-1", "0", "1.5", "1,5", "1e3", "+1", "0x10", "٣", "NaN", "1000000000", "2147483647", "2147483648", "99999999999999999999", "1; DROP TABLE carts"];

    [Theory, BothDatabases]
    public async Task A_quantity_is_a_whole_number_of_pieces_that_are_there(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var buyer = await shop.ComerAsync();
        var (tea, box) = (("variantId", shop.Tea.ToString()), ("slug", shop.Box));
        var row = await shop.ReadAsync(db => db.CartBoxes.Select(it => it.Id).SingleAsync());
        foreach (var typed in NoQuantities)
        {
            (string, string) quantity = ("quantity", typed);
            await shop.RefusedAsync("409", typed, () => buyer.PostAsync(shop.Http, "/gio-hang/them", tea, quantity));
            await shop.RefusedAsync("409", typed, () => buyer.PostAsync(shop.Http, "/gio-hang/hop", box, quantity));
            // None at all takes a line out of the cart, as the button beside it does.
            if (typed == "0") continue;
            await shop.RefusedAsync("409", typed, () => buyer.SubmitAsync(shop.Http, "/gio-hang", [tea, quantity]));
            await shop.RefusedAsync("409", typed, () => buyer.SubmitAsync(shop.Http, "/gio-hang", [("boxId", row.ToString()), quantity], "/gio-hang?handler=Box"));
        }

        await shop.RefusedAsync("409", "more than the most", () => buyer.SubmitAsync(shop.Http, "/gio-hang", [tea, ("quantity", "2147483647"), ("act", "more")]));
        await shop.RefusedAsync("409", "less than nothing", () => buyer.SubmitAsync(shop.Http, "/gio-hang", [tea, ("quantity", "0"), ("act", "less")]));

        // And of what came broken.
        var (claimant, answer) = await shop.OrderAsync("0912345678");
        var producer = new Guest();
        foreach (var act in new[] { "accept", "deliver" }) await producer.SubmitAsync(shop.Http, answer, [("act", act)]);
        var form = claimant.TrackingPath!.Replace("?k=", "/bao-loi?k=", StringComparison.Ordinal) + $"&goi={claimant.OrderNumber}-1";
        foreach (var typed in NoQuantities.Where(typed => typed is not "+1"))
            await shop.RefusedAsync("409", typed, () => claimant.SubmitAsync(shop.Http, form, [("key", Guid.CreateVersion7().ToString()), ("quantity-0", typed), ("kind-0", "Broken"), ("state", "Refunded"), ("amount", "145000")]));
    }

    [Theory, BothDatabases]
    public async Task A_total_or_a_way_of_paying_that_no_page_showed_places_nothing(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var buyer = await shop.ComerAsync();
        var honest = await shop.CheckoutAsync(buyer);
        foreach (var total in new[] { "", "1", "0", "-1", "1.5", "1e3", "145.000", "99999999999999999999", "USD 6" })
            await shop.RefusedAsync("/thanh-toan", total, () => buyer.PostAsync(shop.Http, "/thanh-toan", With(honest, ("agreedTotal", total))));
        foreach (var way in new[] { "Paid", "0", "99", "-1", "Test", "Card", "cashondelivery", "CashOnDelivery,Card" })
            await shop.RefusedAsync("/thanh-toan", way, () => buyer.PostAsync(shop.Http, "/thanh-toan", With(honest, ("payment", way))));
        await shop.RefusedAsync("400", "without the page", () => buyer.PostAsync(shop.Http, "/thanh-toan", With(honest, (Token, "made-up"))));
        Assert.StartsWith("/don-hang/", (await buyer.PostAsync(shop.Http, "/thanh-toan", honest)).Location, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_price_a_currency_an_owner_or_a_state_in_a_form_is_nobodys_word(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var (other, _) = await shop.OrderAsync("0912345678");
        var (cart, maker) = await shop.ReadAsync(async db => (await db.OrderGroups.Select(group => group.CartId).SingleAsync(), await db.Products.Where(product => product.Variants.All(variant => variant.Id != shop.Tea)).Select(product => product.ProducerId).FirstAsync()));
        (string, string)[] more =
        [
            .. from name in new[] { "price", "Price", "unitPrice", "lines[0].price", "total", "goods", "shipping", "discount", "commission", "refunded" } select (name, "1"),
            ("currency", "USD"), ("status", "Delivered"), ("paymentStatus", "Paid"), ("order.status", "Delivered"), ("producerId", maker.ToString()), ("cartId", cart.ToString()), ("groupId", cart.ToString()),
            ("number", other.OrderNumber!), ("isDemo", "true"), ("language", "xx"), ("placedAt", "2020-01-01"), ("answerBy", "2099-01-01"), ("version", "99"),
        ];
        var tamperer = new Guest();
        Assert.Equal("/gio-hang", (await tamperer.PostAsync(shop.Http, "/gio-hang/them", [("variantId", shop.Tea.ToString()), ("quantity", "1"), .. more])).Location);
        var sent = await shop.CheckoutAsync(tamperer);
        Assert.StartsWith("/don-hang/", (await tamperer.PostAsync(shop.Http, "/thanh-toan", [.. sent, .. more])).Location, StringComparison.Ordinal);

        // The same as of somebody who sent the form as it was.
        var told = await shop.ReadAsync(db => db.Orders.AsNoTracking().Include(order => order.Lines).OrderBy(order => order.PlacedAt).ThenBy(order => order.Id).ToListAsync());
        Assert.Equal(2, told.Count);
        Assert.Equal(Facts(told[0]), Facts(told[1]));
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Due, 145_000), (told[1].Status, told[1].PaymentStatus, told[1].Lines[0].Price.Amount));
        Assert.Equal(["vi", "vi"], await shop.ReadAsync(db => db.OrderGroups.Select(group => group.Language).ToListAsync()));

        // Nor is a state that no button sends.
        var answer = await shop.AnswerPathAsync();
        foreach (var (act, refused) in new[] { ("complete", "400"), ("place", "400"), ("lapse", "400"), ("cancel", "400"), ("Accept", "400"), ("", "400"), ("ship", "409"), ("deliver", "409"), ("fail", "409"), ("take-back", "409") })
            await shop.RefusedAsync(refused, act, () => new Guest().SubmitAsync(shop.Http, answer, [("act", act), ("carrier", "own"), ("goods", "shelf"), ("reason", "Không có ai nhận."), .. more]));

        static string Facts(Order order) => FormattableString.Invariant($"{order.ProducerId} {order.Goods} {order.Shipping} {order.Total} {order.Refunded} {order.Status} {order.PaymentStatus} {order.PaymentMethod} {order.PlacedAt} {order.AnswerBy} {order.IsDemo} {order.Version} ")
            + string.Join(' ', order.Lines.Select(line => FormattableString.Invariant($"{line.VariantId} {line.Quantity} {line.Price} {line.Discount} {line.Commission}")));
    }

    [Theory, BothDatabases]
    public async Task Another_ones_cart_and_what_it_holds_stay_out_of_reach(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var (placed, _) = await shop.OrderAsync("0912345678");
        var (stranger, late) = (await shop.ComerAsync(shop.Garlic), await shop.ComerAsync(shop.Tea));
        // Holds all the tea there is, with a box.
        var owner = await shop.ComerAsync();
        await owner.PostAsync(shop.Http, "/gio-hang/them", ("variantId", shop.Tea.ToString()), ("quantity", "2"));
        var lateForm = await shop.CheckoutAsync(late, holds: false);
        await shop.CheckoutAsync(owner);
        var (row, cart) = await shop.ReadAsync(async db => await db.CartBoxes.Where(it => it.CartId != Guid.Empty).Select(it => new { it.Id, it.CartId }).OrderByDescending(it => it.Id).FirstAsync() is var one ? (one.Id, one.CartId) : default);
        Assert.NotEqual(0, await shop.ReadAsync(db => db.StockReservations.CountAsync(hold => hold.CartId == cart)));
        (string, string)[] line = [("variantId", shop.Tea.ToString()), ("quantity", "0"), ("cartId", cart.ToString())], box = [("boxId", row.ToString()), ("quantity", "0"), ("cartId", cart.ToString())];

        await shop.RefusedAsync("409", "a line", () => stranger.SubmitAsync(shop.Http, "/gio-hang", line));
        await shop.RefusedAsync("409", "a box", () => stranger.SubmitAsync(shop.Http, "/gio-hang", box, "/gio-hang?handler=Box"));
        var seal = owner.Cart!;
        foreach (var cookie in new[] { cart.ToString("n"), cart.ToString(), seal[..^2] + (seal[^2] == 'A' ? "B" : "A") + seal[^1], seal[..^4], placed.TrackingPath!.Split("k=")[1], new string('A', 600), "" })
        {
            var forger = new Guest();
            forger.Bring("cart", cookie);
            var token = (Token, (await forger.GetAsync(shop.Http, "/don-hang")).Hidden(Token));
            await shop.RefusedAsync("/gio-hang", cookie, () => forger.PostAsync(shop.Http, "/gio-hang", [.. line, token]));
            await shop.RefusedAsync("/gio-hang", cookie, () => forger.PostAsync(shop.Http, "/gio-hang?handler=Box", [.. box, token]));
            await shop.RefusedAsync("/gio-hang", cookie, () => forger.PostAsync(shop.Http, "/gio-hang?handler=Coupon", ("coupon", "TET2027"), token));
            await shop.RefusedAsync("/gio-hang", cookie, () => forger.PostAsync(shop.Http, "/thanh-toan", [.. With(lateForm, token), ("cartId", cart.ToString())]));
            await shop.RefusedAsync("/gio-hang", cookie, () => forger.GetAsync(shop.Http, "/thanh-toan"));
        }

        // What another holds is nobody's, whoever came to the cart first.
        await shop.RefusedAsync("409", "held", () => stranger.PostAsync(shop.Http, "/gio-hang/them", ("variantId", shop.Tea.ToString()), ("quantity", "1")));
        await shop.RefusedAsync("/gio-hang", "held", () => late.GetAsync(shop.Http, "/thanh-toan"));
        await shop.RefusedAsync("/thanh-toan", "held", () => late.PostAsync(shop.Http, "/thanh-toan", lateForm));
    }

    [Theory, BothDatabases]
    public async Task Another_ones_order_opens_and_moves_by_its_own_links_alone(DatabaseProvider provider)
    {
        await using var shop = await Shop.OpenAsync(provider);
        var (victim, answer) = await shop.OrderAsync("0912345678");
        var (stranger, _) = await shop.OrderAsync("0987654321", shop.Garlic);
        var (number, parcel, own) = (victim.OrderNumber!, victim.OrderNumber + "-1", stranger.TrackingPath!);
        var (seal, theirs) = (own.Split("k=")[1], victim.TrackingPath!.Split("k=")[1]);
        var token = (Token, (await stranger.GetAsync(shop.Http, "/don-hang")).Hidden(Token));
        var elsewhere = $"/don-hang?code={number}";

        foreach (var k in new[] { seal, answer.Split('/')[^1], theirs[..^3], theirs + "A", "", Guid.CreateVersion7().ToString() })
        {
            await shop.RefusedAsync(elsewhere, k, () => stranger.GetAsync(shop.Http, $"/don-hang/{number}?k={k}"));
            await shop.RefusedAsync(elsewhere, k, () => stranger.PostAsync(shop.Http, $"/don-hang/{number}?k={k}&handler=Cancel", ("parcel", parcel), token));
            await shop.RefusedAsync(elsewhere, k, () => stranger.PostAsync(shop.Http, $"/don-hang/{number}/tra-tien?k={k}", ("payment", "BankTransfer"), token));
            await shop.RefusedAsync(elsewhere, k, () => stranger.PostAsync(shop.Http, $"/don-hang/{number}/bao-loi?k={k}&goi={parcel}", ("key", Guid.CreateVersion7().ToString()), ("quantity-0", "1"), ("kind-0", "Broken")));
        }

        await shop.RefusedAsync("409", "the parcel of another", () => stranger.PostAsync(shop.Http, own + "&handler=Cancel", ("parcel", parcel), token));
        await shop.RefusedAsync("404", "the parcel of another", () => stranger.PostAsync(shop.Http, own.Replace("?k=", "/bao-loi?k=", StringComparison.Ordinal) + $"&goi={parcel}", ("key", Guid.CreateVersion7().ToString()), ("quantity-0", "1"), ("kind-0", "Broken")));
        foreach (var made in new[] { theirs, seal, answer.Split('/')[^1][..^3], Guid.CreateVersion7().ToString("n") })
            await shop.RefusedAsync("404", made, () => stranger.PostAsync(shop.Http, $"/don-hang/xu-ly/{made}", ("act", "accept"), token));
        await shop.RefusedAsync("404", "the phone of another", () => stranger.PostAsync(shop.Http, "/don-hang", ("code", number), ("phone", "0987654321"), token));

        // Whoever sells something else, and whoever may only look.
        var maker = await shop.ReadAsync(db => (from order in db.Orders where order.Number == stranger.OrderNumber + "-1" join producer in db.Producers on order.ProducerId equals producer.Id select producer).SingleAsync());
        var (seller, auditor) = (await shop.Site.SignedInAsync(new HeldRole(Role.ProducerOwner, maker.Scope)), await shop.Site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme)));
        foreach (var (who, path, refused) in new[] { (seller, $"/cong-chu-the/don-hang/{parcel}", "404"), (seller, $"/quan-tri/don-hang/{parcel}", "404"), (auditor, $"/quan-tri/don-hang/{parcel}", "403") })
        {
            var theirToken = (Token, (await who.GetAsync(shop.Http, "/don-hang")).Hidden(Token));
            await shop.RefusedAsync(refused, path, () => who.PostAsync(shop.Http, path, ("act", "accept"), theirToken));
        }

        var auditorsToken = (Token, (await auditor.GetAsync(shop.Http, "/don-hang")).Hidden(Token));
        await shop.RefusedAsync("403", "a refund", () => auditor.PostAsync(shop.Http, $"/quan-tri/don-hang/{parcel}?handler=Refund", ("amount", "1000"), ("why", "Thử xem"), ("already", "0"), auditorsToken));
    }

    [Theory, BothDatabases]
    public async Task Stripe_is_believed_by_its_signature_once(DatabaseProvider provider)
    {
        var clock = StandingClock.At(2026, 11, 23);
        await using var stripe = await StripeDouble.OpenAsync(clock);
        await using var shop = await Shop.OpenAsync(provider, clock, new()
        {
            ["Payments:Stripe:SecretKey"] = "sk_test_double", ["Payments:Stripe:WebhookSecrets:0"] = stripe.WebhookSecret, ["Payments:Stripe:BaseAddress"] = stripe.Address.AbsoluteUri,
        });
        var (mine, other) = await shop.TwoToPayAsync(PaymentMethod.Card);
        stripe.Pay(mine.GatewayId!);
        var told = stripe.Events.Single(told => told.Type == "checkout.session.completed").Payload;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var header = StripeSigner.Header(told, now, stripe.WebhookSecret);
        await OnlyTheGenuineCountsAsync(shop, mine, other, "400", Notice(told, header),
        [
            Notice(told, StripeSigner.Header(told, now, "whsec_guessed")), Notice(told, StripeSigner.Header(told, now - 600, stripe.WebhookSecret)), Notice(told, StripeSigner.Header(told, now + 600, stripe.WebhookSecret)),
            Notice(told, header.Replace("v1=", "v0=", StringComparison.Ordinal)), Notice(told, ""), Notice(told, null),
            Notice(Swapped(told, Plain(mine.Amount), "1"), header), Notice(Swapped(told, "\"vnd\"", "\"usd\""), header), Notice(Swapped(told, mine.Reference, other.Reference), header), Notice(Swapped(told, mine.GatewayId!, other.GatewayId!), header),
        ]);
        clock.Advance(TimeSpan.FromMinutes(6));
        await shop.RefusedAsync("400", "sent again much later", () => shop.SendAsync(Notice(told, header)));
        Assert.Empty(stripe.Faults);

        static Sent Notice(string body, string? signature) => new("/webhooks/stripe", body, signature is null ? [] : new() { [StripeSigner.HeaderName] = signature });
    }

    [Theory, BothDatabases]
    public async Task VnPay_is_believed_by_its_hash_once(DatabaseProvider provider)
    {
        var clock = StandingClock.At(2026, 11, 23);
        await using var vnPay = await VnPayDouble.StartAsync(secret: Secret, clock: clock);
        await using var shop = await Shop.OpenAsync(provider, clock, new()
        {
            ["Payments:VnPay:TmnCode"] = vnPay.TmnCode, ["Payments:VnPay:HashSecret"] = Secret, ["Payments:VnPay:PayPage"] = vnPay.PayPage.AbsoluteUri, ["Payments:VnPay:Api"] = vnPay.Api.AbsoluteUri,
        });
        var (mine, other) = await shop.TwoToPayAsync(PaymentMethod.VnPay);
        await vnPay.PressAsync(new Uri(mine.SendTo!), "00");
        await vnPay.PressAsync(new Uri(other.SendTo!), "24");
        var (told, declined) = (vnPay.Notice(mine.Reference), vnPay.Notice(other.Reference));
        await OnlyTheGenuineCountsAsync(shop, mine, other, "97", Notice(told),
        [
            Notice(vnPay.Forged(mine.Reference)), Notice(Regex.Replace(told, "&?vnp_SecureHash=[^&]*", "")), Notice(""), Notice(Swapped(told, $"vnp_Amount={Plain(mine.Amount)}00", "vnp_Amount=100")),
            Notice(Swapped(told, mine.Reference, other.Reference)), Notice(told + "&vnp_Amount=100"),
            // Called off, and made a success of.
            Notice(Regex.Replace(declined, "(vnp_ResponseCode|vnp_TransactionStatus)=\\d\\d", "$1=00")),
        ]);
        Assert.Empty(vnPay.Faults);

        static Sent Notice(string query) => new("/webhooks/vnpay?" + query, null, []);
    }

    [Theory, BothDatabases]
    public async Task MoMo_is_believed_by_its_signature_once(DatabaseProvider provider)
    {
        var clock = StandingClock.At(2026, 11, 23);
        await using var moMo = await MoMoDouble.StartAsync(secretKey: Secret, clock: clock);
        await using var shop = await Shop.OpenAsync(provider, clock, new()
        {
            ["Payments:MoMo:PartnerCode"] = moMo.PartnerCode, ["Payments:MoMo:AccessKey"] = "DOUBLEACCESS", ["Payments:MoMo:SecretKey"] = Secret, ["Payments:MoMo:Address"] = moMo.Address.AbsoluteUri,
        });
        var (mine, other) = await shop.TwoToPayAsync(PaymentMethod.MoMo);
        await moMo.PressAsync(new Uri(mine.SendTo!), "0");
        await moMo.PressAsync(new Uri(other.SendTo!), "1006");
        var (told, declined) = (moMo.Notice(mine.Reference), moMo.Notice(other.Reference));
        await OnlyTheGenuineCountsAsync(shop, mine, other, "400", Notice(told),
        [
            Notice(moMo.Forged(mine.Reference)), Notice(Regex.Replace(told, ",\"signature\":\"[^\"]*\"", "")), Notice("{}"), Notice("no json"), Notice(Swapped(told, $"\"amount\":{Plain(mine.Amount)}", "\"amount\":1")),
            Notice(Swapped(told, mine.Reference, other.Reference)), Notice(Swapped(declined, "\"resultCode\":1006", "\"resultCode\":0")),
        ]);
        Assert.Empty(moMo.Faults);

        static Sent Notice(string body) => new("/webhooks/momo", body, []);
    }

    [Theory, BothDatabases]
    public async Task A_bank_is_believed_by_whoever_may_speak_for_it_once(DatabaseProvider provider)
    {
        var clock = StandingClock.At(2026, 11, 23);
        await using var shop = await Shop.OpenAsync(provider, clock, new()
        {
            ["Payments:BankTransfer:AccountNumber"] = Account, ["Payments:BankTransfer:AccountHolder"] = "CHO OCOP", ["Payments:BankTransfer:Bin"] = "970436",
            ["Payments:BankTransfer:SePay:HmacSecret"] = Secret, ["Payments:BankTransfer:Casso:ChecksumKey"] = Secret, ["Payments:BankTransfer:PayOs:ChecksumKey"] = Secret,
        });
        var (mine, other) = await shop.TwoToPayAsync(PaymentMethod.BankTransfer);
        var (bank, now) = (new BankDouble(shop.Http, Account, clock), clock.GetUtcNow());
        var entry = bank.Receive(mine.Amount.Amount, mine.Reference);
        var (sePay, casso, payOs) = (SePayDouble.Signed(entry, Secret, now), CassoDouble.Signed(entry, Secret, now), PayOsDouble.Signed(entry, Secret));
        await OnlyTheGenuineCountsAsync(shop, mine, other, "401", Notice(sePay),
        [
            Notice(SePayDouble.Signed(entry, "guessed", now)), Notice(SePayDouble.Signed(entry, Secret, now.AddMinutes(-10))), Notice(SePayDouble.WithKey(entry, "guessed")), Notice(sePay.Tampered(entry)), Notice(sePay with { Headers = new Dictionary<string, string>() }),
            Notice(sePay with { Body = Swapped(sePay.Body, mine.Reference, other.Reference) }),
            Notice(CassoDouble.Signed(entry, "guessed", now)), Notice(casso.Tampered(entry)), Notice(casso with { Headers = new Dictionary<string, string>() }), Notice(casso with { Body = Swapped(casso.Body, mine.Reference, other.Reference) }),
            Notice(PayOsDouble.Signed(entry, "guessed")), Notice(payOs.Tampered(entry)), Notice(payOs with { Body = Swapped(payOs.Body, mine.Reference, other.Reference) }),
        ]);

        // Another who may speak for the bank tells of the same money.
        var before = await shop.Site.RowsAsync();
        foreach (var again in new[] { casso, payOs }) Assert.Equal("200", Told(await shop.SendAsync(Notice(again))));
        Assert.Equal(before, await shop.Site.RowsAsync());

        static Sent Notice(BankPost post) => new($"/webhooks/{post.Notifier.ToLowerInvariant()}", post.Body, new(post.Headers));
    }

    private static async Task OnlyTheGenuineCountsAsync(Shop shop, Payment mine, Payment other, string refused, Sent genuine, Sent[] forged)
    {
        foreach (var sent in forged) await shop.RefusedAsync(refused, sent.ToString(), () => shop.SendAsync(sent));
        Assert.DoesNotContain(refused, Told(await shop.SendAsync(genuine)), StringComparison.Ordinal);
        var orders = await shop.ReadAsync(db => db.Orders.ToDictionaryAsync(order => order.GroupId, order => order.PaymentStatus));
        Assert.Equal((PaymentStatus.Paid, PaymentStatus.Due), (orders[mine.GroupId], orders[other.GroupId]));
        Assert.Equal(mine.Amount, await shop.ReadAsync(db => db.Receipts.Select(receipt => receipt.Amount).SingleAsync()));

        // The genuine one again and again, and the forged ones once it is known: no row moves.
        var before = await shop.Site.RowsAsync();
        for (var time = 0; time < 3; time++) await shop.SendAsync(genuine);
        Assert.Equal(before, await shop.Site.RowsAsync());
        foreach (var sent in forged) await shop.RefusedAsync(refused, sent.ToString(), () => shop.SendAsync(sent));
        Assert.DoesNotContain(KeptMessageState.New, await shop.ReadAsync(db => db.KeptMessages.Select(kept => kept.State).ToListAsync()));
    }

    /// <summary>Where the answer leads, else what it says, in short.</summary>
    private static string Told(Answer answer) => answer.Location ?? Regex.Match(answer.Html, "\"RspCode\":\"(\\d\\d)\"") switch
    {
        { Success: true } said => said.Groups[1].Value,
        _ => ((int)answer.Status).ToString(CultureInfo.InvariantCulture),
    };

    private static string Plain(Money amount) => amount.Amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>Tampered with for certain: what is to be replaced is there.</summary>
    private static string Swapped(string text, string what, string with)
    {
        Assert.Contains(what, text, StringComparison.Ordinal);
        return text.Replace(what, with, StringComparison.Ordinal);
    }

    private static (string, string)[] With((string Name, string Value)[] form, (string Name, string Value) field) => [.. form.Where(one => one.Name != field.Name), field];

    /// <param name="Body">Null is sent by GET.</param>
    private sealed record Sent(string Path, string? Body, Dictionary<string, string> Headers);

    /// <summary>A shop with two goods of two producers and a box of both.</summary>
    private sealed partial class Shop(MarketSite site, HttpClient http) : IAsyncDisposable
    {
        private const int Pieces = 5;

        public MarketSite Site => site;
        public HttpClient Http => http;
        public Guid Tea { get; private set; }
        public Guid Garlic { get; private set; }
        public string Box { get; private set; } = "";

        public static async Task<Shop> OpenAsync(DatabaseProvider provider, TimeProvider? clock = null, Dictionary<string, string>? settings = null)
        {
            var plenty = new[] { "CartActs", "CheckoutActs", "Tracking", "Reports", "SignIn" }.ToDictionary(limit => $"RateLimits:{limit}:Permits", _ => "1000000");
            var site = await MarketSite.OpenAsync(provider, new Dictionary<string, string>([.. plenty, .. settings ?? []]), clock: clock);
            var shop = new Shop(site, site.Visitor());
            await site.InScopeAsync(async scope =>
            {
                var (tea, garlic) = (await SomeGoods.AddAsync(scope, "Chè thử"), await SomeGoods.AddAsync(scope, "Tỏi thử"));
                (shop.Tea, shop.Garlic) = (tea.Variants[0].Id, garlic.Variants[0].Id);
                await scope.GetRequiredService<ReceiveStock>().HandleAsync([new(shop.Tea, Pieces), new(shop.Garlic, Pieces)], "Nhập thử", "test", default);
                var officer = new Person(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);
                var box = (await scope.GetRequiredService<SaveGiftBox>().HandleAsync(officer, null, 0, new GiftBoxForm
                {
                    Name = "Hộp thử", NameEn = "Test box", Size = "coi", Price = "300.001", Packer = "htx-che-thu", Skus = [tea.Variants[0].Sku, garlic.Variants[0].Sku], Quantities = ["1", "1"],
                }, default)).Value!;
                await scope.GetRequiredService<SwitchGiftBox>().HandleAsync(officer, box.Id, true, default);
                shop.Box = box.Slug;
            });
            return shop;
        }

        public Task<T> ReadAsync<T>(Func<MarketDb, Task<T>> read) => site.InScopeAsync(scope => read(scope.GetRequiredService<MarketDb>()));

        public async Task RefusedAsync(string told, string what, Func<Task<Answer>> act)
        {
            var before = await site.RowsAsync();
            var answer = await act();
            Assert.True(Told(answer).Split('#')[0] == told, $"“{what}” was answered {Told(answer)}, not {told}.");
            Assert.Equal(before, await site.RowsAsync());
        }

        /// <summary>Somebody with these in the cart; without words, with tea and a box.</summary>
        public async Task<Guest> ComerAsync(params Guid[] goods)
        {
            var guest = new Guest();
            foreach (var variant in goods.Length == 0 ? [Tea] : goods) Assert.Equal("/gio-hang", (await guest.AddAsync(http, variant)).Location);
            if (goods.Length == 0) Assert.Equal("/gio-hang", (await guest.PostAsync(http, "/gio-hang/hop", ("slug", Box), ("quantity", "1"), ("cardText", "Chúc mừng"))).Location);
            return guest;
        }

        /// <summary>All that the last button would send.</summary>
        public async Task<(string Name, string Value)[]> CheckoutAsync(Guest guest, bool holds = true)
        {
            var shown = await guest.FillInAsync(http, "0912345678", holds);
            Assert.True(guest.HasFilledIn, shown.Html);
            return
            [
                ("name", "Người mua thử"), ("phone", "0912345678"), ("province", "01"), ("commune", "00070"), ("street", "Số 1 phố Thử"), ("payment", ""), ("agreedTotal", shown.Hidden("agreedTotal")), (Token, shown.Hidden(Token)),
            ];
        }

        public async Task<(Guest Buyer, string AnswerPath)> OrderAsync(string phone, Guid? variant = null)
        {
            var buyer = await ComerAsync(variant ?? Tea);
            await buyer.FillInAsync(http, phone, holds: true);
            Assert.NotNull((await buyer.PlaceAsync(http)).OrderNumber);
            return (buyer, await AnswerPathAsync());
        }

        /// <summary>Of the order that came last.</summary>
        public async Task<string> AnswerPathAsync() =>
            AnswerLink().Match(await ReadAsync(db => db.OutboxMessages.Where(mail => mail.DedupeKey.StartsWith("order-for-producer:")).OrderByDescending(mail => mail.Id).Select(mail => mail.Text).FirstAsync())).Value;

        /// <summary>Two buyers at the gateway, or before the bank's code.</summary>
        public async Task<(Payment Mine, Payment Other)> TwoToPayAsync(PaymentMethod method)
        {
            foreach (var phone in new[] { "0912345678", "0987654321" })
            {
                var buyer = await ComerAsync(Tea);
                await buyer.FillInAsync(http, phone, holds: true, method.ToString());
                Assert.Contains("/tra-tien?k=", (await buyer.PlaceAsync(http)).Location, StringComparison.Ordinal);
            }

            var payments = await ReadAsync(db => db.Payments.AsNoTracking().OrderBy(payment => payment.Id).ToListAsync());
            return (payments[0], payments[1]);
        }

        public async Task<Answer> SendAsync(Sent sent)
        {
            using var request = new HttpRequestMessage(sent.Body is null ? HttpMethod.Get : HttpMethod.Post, sent.Path);
            if (sent.Body is { } body) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            foreach (var (name, value) in sent.Headers) request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await http.SendAsync(request);
            return new Answer(answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync());
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await site.DisposeAsync();
        }

        [GeneratedRegex("/don-hang/xu-ly/[A-Za-z0-9_-]+")]
        private static partial Regex AnswerLink();
    }
}
