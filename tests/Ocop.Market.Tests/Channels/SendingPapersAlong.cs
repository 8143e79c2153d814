using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Doubles.TikTokShop;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>Papers that a platform demands for a category: an officer says once which of ours it is, and each product sends its own.</summary>
public sealed class SendingPapersAlong
{
    private const string FoodSafety = "certificate:" + TikTokShopDouble.FoodSafety, TestSheet = "certificate:" + TikTokShopDouble.TestSheet;
    private const string None = "Sàn đòi “Giấy chứng nhận an toàn thực phẩm” mà sản phẩm chưa có giấy.";

    [Theory, BothDatabases]
    public async Task What_needs_a_paper_waits_until_it_is_mapped_and_there_and_open_and_its_file_goes_once(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        Assert.Equal(1, Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.List, default))));
        await market.WorkAsync();
        await LacksAsync("Sàn đòi “Giấy chứng nhận an toàn thực phẩm” mà cán bộ chưa chọn loại giấy cho ô này ở bảng ngành hàng.");
        Assert.Succeeded(await MapAsync(market, new AttributeWish(FoodSafety, "paper:FoodSafety", null), new AttributeWish(TestSheet, "paper:TestSheet", null)));
        await market.WorkAsync();
        await LacksAsync(None);

        var until = market.Clock.Today().AddDays(90);
        await market.CertifyAsync(CertificationKind.FoodSafety, "01/2026", until, TestDocuments.Docx(), type: FileKinds.Word);
        await market.CertifyAsync(CertificationKind.FoodSafety, "02/2026", market.Clock.Today().AddDays(-1), TestDocuments.Pdf("hết hạn"));
        await market.WorkAsync();
        await LacksAsync("Sàn đòi “Giấy chứng nhận an toàn thực phẩm” mà tệp của giấy không phải PDF.");
        await ForgetPapersAsync(market);
        await market.CertifyAsync(CertificationKind.FoodSafety, "03/2026", null, TestDocuments.Pdf("không ghi ngày"));
        await market.WorkAsync();
        await LacksAsync("Sàn đòi “Giấy chứng nhận an toàn thực phẩm” mà giấy không ghi ngày hết hạn.");
        await ForgetPapersAsync(market);
        var paper = await market.CertifyAsync(CertificationKind.FoodSafety, "12/2026/ATTP", until, TestDocuments.Pdf("giấy của cơ sở"), isPublic: false);
        await market.WorkAsync();
        await LacksAsync("Sàn đòi “Giấy chứng nhận an toàn thực phẩm” mà giấy chưa cho phép công khai.");
        Assert.Equal(0, Uploads(market));

        await SayAsync(market, paper.Id, isPublic: true);
        await market.WorkAsync();
        var sent = Assert.Single(market.OnShelf().Papers);
        Assert.Equal((TikTokShopDouble.FoodSafety, "du-dieu-kien-an-toan-thuc-pham-12-2026-attp.pdf", VietnamTime.StartOf(until.AddDays(1)).AddSeconds(-1)), (sent.Kind, sent.Name, sent.Until));
        Assert.Equal(TestDocuments.Pdf("giấy của cơ sở"), sent.File);
        Assert.Equal((null, SyncState.InReview), ((await market.TeaAsync()).ErrorMessage, (await market.TeaAsync()).State));

        // An optional one of the product itself joins; what was uploaded is not uploaded again.
        await market.CertifyAsync(CertificationKind.TestSheet, "KN 7", null, TestDocuments.Pdf("kiểm nghiệm của cơ sở"));
        await market.CertifyAsync(CertificationKind.TestSheet, "KN 8", null, TestDocuments.Pdf("kiểm nghiệm"), product: market.Goods.Tea.ProductId);
        await market.WorkAsync();
        Assert.Equal([(TikTokShopDouble.FoodSafety, sent.Name, true), (TikTokShopDouble.TestSheet, "phieu-kiem-nghiem-kn-8.pdf", false)], market.OnShelf().Papers.Select(it => (it.Kind, it.Name, it.Until is not null)));
        Assert.Equal(2, Uploads(market));
        Assert.Equal(0, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));

        // As the rows lay when a worker died between the upload and our note of it.
        await market.Read(async db => await db.ChannelMedia.ExecuteDeleteAsync() + await db.ChannelListings.ExecuteUpdateAsync(set => set.SetProperty(listing => listing.ContentHash, (string?)null)));
        Assert.Equal(1, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
        await market.WorkAsync();
        Assert.Equal((4, 2), (Uploads(market), market.OnShelf().Papers.Count));

        async Task LacksAsync(string words)
        {
            var tea = await market.TeaAsync();
            Assert.Equal((SyncState.Invalid, words, "Giấy chứng nhận an toàn thực phẩm"), (tea.State, tea.ErrorMessage, tea.ErrorField));
            Assert.Empty(market.There.Items(ChannelMarket.ShopId));
        }
    }

    [Theory, BothDatabases]
    public async Task A_paper_that_ends_at_midnight_is_sent_no_more_while_the_stock_is_and_a_new_one_goes_there(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        Assert.Succeeded(await MapAsync(market, new AttributeWish(FoodSafety, "paper:FoodSafety", null)));
        await market.WorkAsync();
        await market.CertifyAsync(CertificationKind.FoodSafety, "01/2026", market.Clock.Today(), TestDocuments.Pdf("năm nay"));
        await market.ListTeaAsync();
        await market.WorkAsync();
        Assert.Equal("du-dieu-kien-an-toan-thuc-pham-01-2026.pdf", Assert.Single(market.OnShelf().Papers).Name);

        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
        var before = Edits(market);
        await market.WorkAsync();
        Assert.Equal(None, (await market.TeaAsync()).ErrorMessage);
        Assert.Equal(0, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
        await market.Read(async db =>
        {
            var variant = await db.Variants.SingleAsync(it => it.Id == market.Goods.Tea.Id);
            variant.Reprice(new Money(420_000));
            (await db.Products.SingleAsync(it => it.Id == market.Goods.Tea.ProductId)).Describe("Lời mới của tổ làm chè.", null);
            return await db.SaveChangesAsync();
        });
        await market.WorkAsync();
        Assert.Equal((before, 420_000L, None), (Edits(market), market.OnShelf().Skus.Single(sku => sku.Sku == "che-dinh-tan-cuong").Price, (await market.TeaAsync()).ErrorMessage));

        var next = await market.CertifyAsync(CertificationKind.FoodSafety, "02/2026", market.Clock.Today().AddYears(3), TestDocuments.Pdf("ba năm"));
        await market.WorkAsync();
        var sent = Assert.Single(market.OnShelf().Papers);
        Assert.Equal((before + 1, "du-dieu-kien-an-toan-thuc-pham-02-2026.pdf", null), (Edits(market), sent.Name, (await market.TeaAsync()).ErrorMessage));
        Assert.Equal(TestDocuments.Pdf("ba năm"), sent.File);
        Assert.Contains("Lời mới của tổ làm chè.", market.OnShelf().Description, StringComparison.Ordinal);

        // Taken back from the public and given again: said for as long, and nothing is sent that stands there already.
        await SayAsync(market, next.Id, isPublic: false);
        await market.WorkAsync();
        Assert.Equal("Sàn đòi “Giấy chứng nhận an toàn thực phẩm” mà giấy chưa cho phép công khai.", (await market.TeaAsync()).ErrorMessage);
        await SayAsync(market, next.Id, isPublic: true);
        await market.WorkAsync();
        Assert.Equal((null, before + 1, 2), ((await market.TeaAsync()).ErrorMessage, Edits(market), Uploads(market)));
    }

    [Theory, BothDatabases]
    public async Task A_field_for_a_paper_takes_a_paper_alone_and_no_other_field_takes_one(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var before = await StandingAsync();
        foreach (var wrong in new[] { new AttributeWish(FoodSafety, null, "Số 12/2026"), new AttributeWish(FoodSafety, "decision", null), new AttributeWish(TestSheet, "paper:Unknown", null) })
            Assert.Equal($"field-{wrong.Attribute}", Assert.Refused("PaperWanted", await MapAsync(market, wrong)).Field);
        foreach (var wrong in new[] { new AttributeWish("100392", "paper:FoodSafety", null), new AttributeWish("100392", "unknown", null), new AttributeWish("nobody-knows", "paper:FoodSafety", null) })
            Assert.Equal($"field-{wrong.Attribute}", Assert.Refused("FieldWrong", await MapAsync(market, wrong)).Field);
        Assert.Equal(before, await StandingAsync());
        // Left empty it is as if it were not there.
        Assert.Equal(2, Assert.Succeeded(await MapAsync(market, new AttributeWish(FoodSafety, null, " "))).Attributes.Count);

        Task<(int, int, int)> StandingAsync() => market.Read(async db => (await db.CategoryMaps.CountAsync(), await db.AttributeMaps.CountAsync(), await db.AuditEntries.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Fields_that_were_kept_before_papers_were_known_are_read(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        await market.Read(db =>
        {
            db.OutsideData.Add(new OutsideData("tiktok", "fields:1", """[{"Id":"2","Name":"Xuất xứ","IsRequired":true,"TakesOwnText":false,"Values":[{"Id":"3","Name":"Việt Nam"}]}]""", market.Clock.UtcNow()));
            return db.SaveChangesAsync();
        });
        var field = Assert.Single((await market.Run<OutsideCatalogue, List<OutsideField>?>(outside => outside.AttributesAsync("tiktok", "1", default)))!);
        Assert.Equal(("2", true, null, "3"), (field.Id, field.IsRequired, field.Paper, field.Values[0].Id));
        Assert.Equal([(FoodSafety, true, true), (TestSheet, false, false)], (await market.Run<OutsideCatalogue, List<OutsideField>?>(outside => outside.AttributesAsync("tiktok", TikTokShopDouble.Tea, default)))!.Where(it => it.Paper is not null).Select(it => (it.Id, it.IsRequired, it.Paper!.NeedsEnd)));
    }

    private static async Task<ChannelMarket> OpenAsync(DatabaseProvider provider)
    {
        var market = await ChannelMarket.OpenAsync(provider, Platforms.TikTokShop, isMapped: false);
        ((TikTokShopDouble)market.There).RequiresFoodSafety = true;
        await market.MapAsync();
        return market;
    }

    private static Task<Outcome<CategoryMap>> MapAsync(ChannelMarket market, params AttributeWish[] more) => market.Run<MapCategory, Outcome<CategoryMap>>(map =>
        map.HandleAsync(market.Officer, new CategoryWish("tiktok", "do-uong", null, TikTokShopDouble.Tea, [.. Platforms.TikTokShop.Tea.Attributes.Select(field => new AttributeWish(field.Key, null, field.Value)), .. more]), default));

    private static Task<int> SayAsync(ChannelMarket market, Guid paper, bool isPublic) => market.Read(async db =>
    {
        var said = await db.Certifications.SingleAsync(it => it.Id == paper);
        said.Say(said.Facts with { IsFilePublic = isPublic });
        return await db.SaveChangesAsync();
    });

    private static Task<int> ForgetPapersAsync(ChannelMarket market) => market.Read(async db =>
    {
        db.Certifications.RemoveRange(await db.Certifications.ToListAsync());
        return await db.SaveChangesAsync();
    });

    private static int Uploads(ChannelMarket market) => market.There.Calls.Count(call => call.Path.EndsWith("/files/upload", StringComparison.Ordinal));

    private static int Edits(ChannelMarket market) => market.There.Calls.Count(call => call.Writes && call.Path.StartsWith("/product/202509/products/", StringComparison.Ordinal));
}
