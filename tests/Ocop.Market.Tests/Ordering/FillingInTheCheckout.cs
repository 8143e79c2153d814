using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class FillingInTheCheckout
{
    [Theory, BothDatabases]
    public async Task Tells_everything_that_is_missing_at_once(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var outcome = await Meet(market, new CheckoutForm { Email = "trần@example.vn", Note = new string('a', 501) });
        Assert.Equal(["name", "phone", "province", "street", "email", "note"], outcome.Refusals.Select(refusal => refusal.Field));
        Assert.All(outcome.Refusals, refusal => Assert.True(refusal.Message is { Vi.Length: > 0, En.Length: > 0 }));
    }

    [Theory, BothDatabases]
    public async Task Understands_communes_old_and_new(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        Assert.Equal("00070", await Code("phuong hoan kiem"));
        Assert.Equal("00082", await Code("P. Cửa Nam"));
        Assert.Equal("00070", await Code("Tràng Tiền"));
        Assert.Refused("CommuneDivided", await Typed("Hàng Trống"));
        Assert.Refused("CommuneUnknown", await Typed("Tân Cương"));
        Assert.Refused("CommuneMissing", await Typed(" "));

        // The choice among a divided unit's parts goes before the typed name; a code of another province does not count.
        Assert.Equal("00082", Assert.Succeeded(await Meet(market, OrderingMarket.Form with { CommuneName = "Hàng Trống", Commune = "00082" })).Address.CommuneCode);
        Assert.Refused("CommuneMissing", await Meet(market, OrderingMarket.Form with { Commune = "05500" }));
        Assert.Equal("Tràng Tiền", Assert.Succeeded(await Typed("Tràng Tiền")).Address.CommuneAsTyped);

        Task<Outcome<Delivery>> Typed(string name) => Meet(market, OrderingMarket.Form with { Commune = null, CommuneName = name });
        async Task<string> Code(string name) => Assert.Succeeded(await Typed(name)).Address.CommuneCode;
    }

    [Theory, BothDatabases]
    public async Task Keeps_what_was_typed_clean(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var delivery = Assert.Succeeded(await Meet(market, OrderingMarket.Form with { Name = "  Người   nhận\tminh hoạ ", Email = " ", Note = " Gọi trước " }));
        Assert.Equal(("Người nhận minh hoạ", null, "Gọi trước"), (delivery.Recipient.Name, delivery.Recipient.Email, delivery.Note));
        Assert.Equal("Số 1, phố Minh Hoạ, Phường Hoàn Kiếm, Hà Nội", delivery.Address.ToString());
    }

    [Theory]
    [InlineData("a@b.vn", true)]
    [InlineData("ten.dai+nhan@vi-du.com.vn", true)]
    [InlineData("trần@vidu.vn", false)]
    [InlineData("khong-co-a-cong", false)]
    [InlineData("a@b", false)]
    [InlineData("a b@c.vn", false)]
    [InlineData("Ten <a@b.vn>", false)]
    [InlineData("a@b.vn\r\nBcc: c@d.vn", false)]
    public async Task Takes_only_addresses_that_mail_reaches(string email, bool isTaken)
    {
        await using var market = await OrderingMarket.OpenAsync(DatabaseProvider.Sqlite, stock: 0);
        Assert.Equal(isTaken, (await Meet(market, OrderingMarket.Form with { Email = email })).Succeeded);
    }

    private static Task<Outcome<Delivery>> Meet(OrderingMarket market, CheckoutForm form) =>
        market.Run<CheckoutRequirements, Outcome<Delivery>>(requirements => Task.FromResult(requirements.Meet(form)));
}
