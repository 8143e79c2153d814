using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;
using static Ocop.Market.Tests.Cms.EditorialMarket;

namespace Ocop.Market.Tests.Cms;

public sealed class FindingTexts
{
    [Theory, BothDatabases]
    public async Task By_the_words_that_the_public_reads_with_or_without_their_marks(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var live = Assert.Succeeded(await market.Publish(await market.Written("Đồi chè Tân Cương")));
        await market.Written("Chè chưa đăng");
        Assert.Equal(["Đồi chè Tân Cương"], await Found("doi che"));
        Assert.Equal(["Đồi chè Tân Cương"], await Found("CHÈ, tóm tắt!"));
        Assert.Equal(["Đồi chè Tân Cương"], await Found("cuo"));
        foreach (var nothing in new[] { "oi", "chè Yên Bái", "%", "_", "", "' OR 1=1 --" }) Assert.Empty(await Found(nothing));

        // What is written on is not read yet.
        live = await market.Saved(live.Id, Words("Nương ngô"));
        Assert.Equal(["Đồi chè Tân Cương"], await Found("doi che"));
        Assert.Empty(await Found("nuong ngo"));
        var stand = await market.Document(live.Id);
        Assert.Succeeded(await market.Run<CorrectDocument, Outcome<DocumentStand>>(correct => correct.HandleAsync(Chief, live.Id, stand.Version, stand.LiveRevisionId!.Value, Words("Đồi chè Phúc Trìu"), "Sai tên xóm.", default)));
        Assert.Equal(["Đồi chè Phúc Trìu"], await Found("phuc triu"));
        Assert.Empty(await Found("tan cuong"));

        stand = await market.Document(live.Id);
        Assert.Succeeded(await market.Run<UnpublishDocument, Outcome<DocumentStand>>(unpublish => unpublish.HandleAsync(Chief, live.Id, stand.Version, default)));
        Assert.Empty(await Found("che"));

        async Task<List<string>> Found(string words) => [.. (await market.Run<TextsWithWords, IReadOnlyList<FoundText>>(texts => texts.FindAsync(words, "vi", 4, default))).Select(text => text.Title)];
    }

    [Theory, BothDatabases]
    public async Task In_the_readers_language_else_in_Vietnamese_the_newest_first_and_never_more_than_asked_for(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var first = Assert.Succeeded(await market.Publish(await market.Written("Mật ong rừng")));
        var english = Assert.Succeeded(await market.Run<TranslateDocument, Outcome<DocumentStand>>(translate => translate.HandleAsync(Chief, first.Id, default)));
        Assert.Succeeded(await market.Publish(await market.Saved(english.Id, Words("Honey, mat ong"))));
        for (var i = 2; i < 5; i++)
        {
            market.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Succeeded(await market.Publish(await market.Written($"Mật ong {i}")));
        }

        Assert.Equal(["Mật ong 4", "Mật ong 3", "Mật ong 2"], await Found("vi", 3));
        Assert.Equal(["Mật ong 4", "Mật ong 3", "Mật ong 2", "Honey, mat ong"], await Found("en", 5));
        Assert.Equal(4, (await Found("vi", 5)).Count);

        async Task<List<string>> Found(string language, int take) => [.. (await market.Run<TextsWithWords, IReadOnlyList<FoundText>>(texts => texts.FindAsync("mat ong", language, take, default))).Select(text => text.Title)];
    }

    [Theory, BothDatabases]
    public async Task Those_that_went_live_under_an_earlier_version_of_the_program_too(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var live = Assert.Succeeded(await market.Publish(await market.Written("Nước mắm Cát Hải")));
        await market.Saved(live.Id, Words("Viết tiếp"));
        await market.Read(db => db.Documents.ExecuteUpdateAsync(set => set.SetProperty(document => document.LiveWords, (string?)null)));
        Assert.Equal(1, await market.Run<CompleteOldDocuments, int>(complete => complete.HandleAsync(default)));
        Assert.Equal(0, await market.Run<CompleteOldDocuments, int>(complete => complete.HandleAsync(default)));
        Assert.Equal("Nước mắm Cát Hải", Assert.Single(await market.Run<TextsWithWords, IReadOnlyList<FoundText>>(texts => texts.FindAsync("nuoc mam", "vi", 4, default))).Title);
    }

    [Theory, BothDatabases]
    public async Task Menus_are_read_with_their_links_and_only_while_they_are_live(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var made = await market.Written("Mua hàng", type: OwnTypes.Menu, content: title => new DocumentContent(title, null, "", new() { ["place"] = "footer" },
            [new CallToActionBlock("", "Hướng dẫn", "/huong-dan"), new CallToActionBlock("", "Trang của bộ", "https://ocop.example/")]));
        Assert.Empty(await market.Run<LiveMenus, IReadOnlyList<LiveMenu>>(menus => menus.ReadAsync(default)));
        var live = Assert.Succeeded(await market.Publish(made));
        var menu = Assert.Single(await market.Run<LiveMenus, IReadOnlyList<LiveMenu>>(menus => menus.ReadAsync(default)));
        Assert.Equal(("footer", "Mua hàng", "vi"), (menu.Place, menu.Title, menu.Language));
        Assert.Equal([new MenuLink("Hướng dẫn", "/huong-dan"), new MenuLink("Trang của bộ", "https://ocop.example/")], menu.Links);
        Assert.Succeeded(await market.Run<UnpublishDocument, Outcome<DocumentStand>>(unpublish => unpublish.HandleAsync(Chief, live.Id, live.Version, default)));
        Assert.Empty(await market.Run<LiveMenus, IReadOnlyList<LiveMenu>>(menus => menus.ReadAsync(default)));
    }
}
