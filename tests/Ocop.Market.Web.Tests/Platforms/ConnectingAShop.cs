using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

/// <summary>To the platform's own page and back: what comes back is believed once, from whoever went, and for an hour.</summary>
public sealed class ConnectingAShop
{
    private const string Again = "Lần nối này không còn hiệu lực";

    [Theory, BothDatabases]
    public async Task Three_steps_lead_to_the_page_of_a_connected_shop(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var page = (await market.Owner.GetAsync(market.Http, PlatformSite.Shops)).Html;
        foreach (var platform in market.Platforms) Assert.Contains($"Nối {platform.Name}", page, StringComparison.Ordinal);
        foreach (var platform in market.Platforms)
        {
            var code = platform.Double.Consent(PlatformSite.OutsideShop);
            var connected = await market.ReturnAsync(market.Owner, await market.StateAsync(market.Owner, platform), code);
            Assert.Matches($"^{PlatformSite.Shops}/[0-9a-f-]{{36}}$", connected.Location!);
            var shown = (await market.Owner.GetAsync(market.Http, connected.Location!)).Html;
            Assert.Contains($"Đã nối {platform.Name}: Chè Tân Cương", shown, StringComparison.Ordinal);
            Assert.Contains("Chè đinh Tân Cương", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("Trà sen", shown, StringComparison.Ordinal);

            var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync(it => it.Channel == platform.Channel));
            Assert.Equal((market.TeaMaker.Id, PlatformSite.OutsideShop, ShopPause.None), (shop.ProducerId, shop.OutsideId, shop.Pause));
            Assert.NotNull(shop.SealedTokens);
            Assert.DoesNotContain("access", shop.SealedTokens, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(3, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "ShopConnected")));
        // Its owner's list tells how each does.
        Assert.Contains("0 đang bán, 0 chờ duyệt", (await market.Owner.GetAsync(market.Http, PlatformSite.Shops)).Html, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_nobody_asked_for_or_another_did_connects_nothing(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var (neighbour, helper) = (await market.Site.SignedInAsync(new HeldRole(Role.ProducerOwner, market.SilkMaker.Scope)), await market.Site.SignedInAsync(new HeldRole(Role.ProducerHelper, market.TeaMaker.Scope)));
        foreach (var platform in market.Platforms)
        {
            var state = await market.StateAsync(market.Owner, platform);
            await RefusedAsync(market.Owner, null, "code", Again);
            await RefusedAsync(market.Owner, "", "code", Again);
            await RefusedAsync(market.Owner, "made-up", "code", Again);
            await RefusedAsync(market.Owner, state[..^2] + (state.EndsWith("AA", StringComparison.Ordinal) ? "BB" : "AA"), "code", Again);
            await RefusedAsync(market.Owner, new string('A', 3_000), "code", Again);
            // In somebody else's browser, of another producer or of the same.
            await RefusedAsync(neighbour, state, platform.Double.Consent(PlatformSite.OutsideShop), Again);
            await RefusedAsync(helper, state, platform.Double.Consent(PlatformSite.OutsideShop), Again);
            // The seller said no, or the platform knows no such yes.
            await RefusedAsync(market.Owner, state, null, "Bạn chưa cho phép trên trang của sàn");
            await RefusedAsync(market.Owner, state, "", "Bạn chưa cho phép trên trang của sàn");
            await RefusedAsync(market.Owner, state, "a-code-of-nobody", "Sàn chưa nhận lời nối");

            async Task RefusedAsync(Guest who, string? sent, string? code, string words)
            {
                var answer = await market.ReturnAsync(who, sent, code);
                Assert.Equal((platform.Channel, HttpStatusCode.Conflict), (platform.Channel, answer.Status));
                Assert.Contains(words, answer.Html, StringComparison.Ordinal);
                Assert.Contains("Bắt đầu lại", answer.Html, StringComparison.Ordinal);
            }
        }

        var stranger = await market.ReturnAsync(new Guest(), await market.StateAsync(market.Owner, market.Shopee), market.Shopee.Double.Consent(PlatformSite.OutsideShop));
        Assert.StartsWith("/dang-nhap", stranger.Location, StringComparison.Ordinal);
        var late = await market.StateAsync(market.Owner, market.Shopee);
        market.Site.StandingClock.Advance(TimeSpan.FromMinutes(61));
        Assert.Contains(Again, (await market.ReturnAsync(market.Owner, late, market.Shopee.Double.Consent(PlatformSite.OutsideShop))).Html, StringComparison.Ordinal);
        Assert.Empty(await market.Read(db => db.ChannelShops.ToListAsync()));
        Assert.Equal(0, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "ShopConnected")));
    }

    [Theory, BothDatabases]
    public async Task What_connected_once_connects_nothing_more(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        market.Shopee.Double.AddShop("77002", "Gian hàng của người lạ");
        var state = await market.StateAsync(market.Owner, market.Shopee);
        market.Site.StandingClock.Advance(TimeSpan.FromSeconds(20));
        var connected = await market.ReturnAsync(market.Owner, state, market.Shopee.Double.Consent(PlatformSite.OutsideShop));
        Assert.Equal(HttpStatusCode.Redirect, connected.Status);
        var before = await market.StandingAsync();
        // Somebody who read the address in a history or a log brings a shop of his own with it.
        market.Site.StandingClock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains(Again, (await market.ReturnAsync(market.Owner, state, market.Shopee.Double.Consent("77002"), "77002")).Html, StringComparison.Ordinal);
        Assert.Equal(before, await market.StandingAsync());
        // Connecting anew begins anew, and finds the same shop.
        var again = await market.ReturnAsync(market.Owner, await market.StateAsync(market.Owner, market.Shopee), market.Shopee.Double.Consent(PlatformSite.OutsideShop));
        Assert.Equal(connected.Location, again.Location);
    }

    [Theory, BothDatabases]
    public async Task Another_producer_s_shop_stays_theirs(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        await market.ConnectAsync(market.Shopee);
        var neighbour = await market.Site.SignedInAsync(new HeldRole(Role.ProducerOwner, market.SilkMaker.Scope));
        var before = await market.StandingAsync();
        var taken = await market.ReturnAsync(neighbour, await market.StateAsync(neighbour, market.Shopee), market.Shopee.Double.Consent(PlatformSite.OutsideShop));
        Assert.Equal(HttpStatusCode.Conflict, taken.Status);
        Assert.Contains("đã nối với một chủ thể khác", taken.Html, StringComparison.Ordinal);
        Assert.Equal(before, await market.StandingAsync());
    }

    [Fact]
    public async Task Whoever_may_not_sell_is_shown_no_way_to_a_platform()
    {
        await using var market = await PlatformSite.OpenAsync(DatabaseProvider.Sqlite);
        var helper = await market.Site.SignedInAsync(new HeldRole(Role.ProducerHelper, market.TeaMaker.Scope));
        var page = await helper.GetAsync(market.Http, PlatformSite.Shops);
        Assert.Contains("Chỉ chủ tài khoản của chủ thể nối được gian hàng", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(market.Shopee.Double.Address.Authority, page.Html, StringComparison.Ordinal);
    }
}
