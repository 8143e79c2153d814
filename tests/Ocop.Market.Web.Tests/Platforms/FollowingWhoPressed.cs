using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

public sealed class FollowingWhoPressed
{
    [Theory, BothDatabases]
    public async Task Each_press_on_a_shop_a_listing_and_a_map_stands_in_the_log_of_whoever_looks_after_it(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var page = await market.SellTeaAsync(market.Shopee);
        var officer = await market.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        foreach (var press in new (string, string)[][]
        {
            [("act", "price"), ("version", (await market.ShopAsync()).Version.ToString(CultureInfo.InvariantCulture)), ("percent", "5"), ("step", "1"), ("safety", "1")],
            [("act", "pause")], [("act", "resume")], [("act", "hide"), ("chon", market.Tea.Id.ToString())], [("act", "again"), ("chon", market.Tea.Id.ToString())],
        })
            Assert.Equal(HttpStatusCode.Redirect, (await market.Owner.SubmitAsync(market.Http, page, press)).Status);
        await market.WorkAsync();
        market.Shopee.Double.EditByHand(PlatformSite.OutsideShop, PlatformSite.Sku, item => item.Skus.Single().Price = 99_000);
        await market.LookAsync();
        var drift = await market.Read(db => db.ChannelDrifts.Select(it => it.Id).SingleAsync());
        await market.Owner.SubmitAsync(market.Http, page, [("act", "theirs"), ("drift", drift.ToString())]);
        await officer.SubmitAsync(market.Http, "/quan-tri/san-ngoai/nganh-hang/shopee/do-uong", [("number", "1"), ("category", ShopeeDouble.TeaCategory)]);

        var shop = await LogAsync(new(Kind: ChangeSubject.ChannelShopKind));
        Assert.Equal(["ShopResumed", "ShopPaused", "ShopPriced", "ShopConnected"], shop.Select(line => line.Entry.Act));
        Assert.All(shop, line => Assert.Equal("shopee: Chè Tân Cương", line.SubjectName));
        Assert.Equal(("percent: 0\nstep: 1\nsafety: 0\nbrand: ", "percent: 5\nstep: 1\nsafety: 1\nbrand: "), (shop[2].Entry.Before, shop[2].Entry.After));
        var listing = await LogAsync(new(Kind: ChangeSubject.ChannelListingKind));
        Assert.Equal(["DriftLeft", "ListingTriedAgain", "ListingHidden", "ListingWanted"], listing.Select(line => line.Entry.Act));
        Assert.All(listing, line => Assert.Equal("Chè đinh Tân Cương (shopee: Chè Tân Cương)", line.SubjectName));
        // Who: the producer's own account for all of these, the officer's for the map.
        Assert.Single(shop.Concat(listing).Select(line => line.Entry.Actor).Distinct());
        var maps = await LogAsync(new(Kind: ChangeSubject.CategoryMapKind));
        Assert.Equal(["CategoryMapped", "CategoryMapped"], maps.Select(line => line.Entry.Act));
        Assert.NotEqual(shop[0].Entry.Actor, maps[0].Entry.Actor);
        Assert.StartsWith("shopee: ", maps[0].SubjectName, StringComparison.Ordinal);

        // Officers read of the shops in their places, and of maps nobody but the programme.
        Assert.Equal((4, 4, 0), await CountsAsync(Scope.Province("19")));
        Assert.Equal((0, 0, 0), await CountsAsync(Scope.Province("01")));
        var shown = (await officer.GetAsync(market.Http, "/quan-tri/nhat-ky")).Html;
        foreach (var words in new[] { "Tạm dừng gửi lên gian hàng", "Ẩn món ở gian hàng", "Xếp ngành hàng của sàn", "Nối gian hàng trên sàn" }) Assert.Contains(words, shown, StringComparison.Ordinal);
        Assert.Contains($"/quan-tri/san-ngoai/gian-hang/{(await market.ShopAsync()).Id}", shown, StringComparison.Ordinal);

        Task<IReadOnlyList<AuditLine>> LogAsync(AuditFilter filter) => ReadAsync(Scope.Programme, filter);

        async Task<(int, int, int)> CountsAsync(Scope scope) => ((await ReadAsync(scope, new(Kind: ChangeSubject.ChannelShopKind))).Count, (await ReadAsync(scope, new(Kind: ChangeSubject.ChannelListingKind))).Count, (await ReadAsync(scope, new(Kind: ChangeSubject.CategoryMapKind))).Count);

        async Task<IReadOnlyList<AuditLine>> ReadAsync(Scope scope, AuditFilter filter) =>
            (await market.Run<AuditLog, ListPage<AuditLine>>(log => log.PageAsync(new Person(Guid.CreateVersion7(), "doc-nhat-ky", [new HeldRole(Role.Officer, scope)]), filter, 1, default))).Rows;
    }
}
