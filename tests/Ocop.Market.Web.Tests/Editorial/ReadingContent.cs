using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ocop.Market.Cms.Blocks;
using Xunit;

namespace Ocop.Market.Web.Tests.Editorial;

public sealed class ReadingContent
{
    [Fact]
    public async Task Tells_what_is_published_page_by_page_and_nothing_else()
    {
        await using var site = await MarketSite.OpenAsync();
        var visitor = site.Visitor();
        foreach (var title in new[] { "Một", "Hai", "Ba" }) await site.PublishedAsync(await site.WrittenAsync(title, new TextBlock(Html: "<p>Lời</p><script>x</script>")));
        var draft = await site.WrittenAsync("Nháp", new TextBlock("Chưa in."));

        var first = await Json("/api/v1/content?filter=contentType:productStory&take=2");
        Assert.Equal(3, (int)first["total"]!);
        var rest = await Json("/api/v1/content?filter=contentType:productStory&take=2&skip=2");
        var items = first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).ToList();
        Assert.Equal(["Ba", "Hai", "Một"], items.Select(item => (string)item!["name"]!).Order(StringComparer.Ordinal));
        Assert.All(items, item => Assert.Equal("productStory", (string)item!["contentType"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/api/v1/content/item/{draft.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/api/v1/content/item/cau-chuyen/nhap")).StatusCode);
        // Pages that every market begins with, in the language asked for.
        Assert.Equal(5, (int)(await Json("/api/v1/content?filter=contentType:page&culture=en"))["total"]!);

        var one = await Json("/api/v1/content/item/cau-chuyen/mot?expand=properties[product]");
        Assert.Equal("/cau-chuyen/mot", (string)one["route"]!["path"]!);
        Assert.Equal("Hàng của Một", (string)one["properties"]!["product"]!["name"]!);
        Assert.Equal("<p>Lời</p>", (string)one["properties"]!["blocks"]!["items"]![0]!["content"]!["properties"]!["html"]!);
        Assert.NotNull(one["cultures"]!["vi"]);
        Assert.Null((await Json($"/api/v1/content/item/{one["id"]}"))["properties"]!["product"]!["name"]);

        async Task<JsonNode> Json(string path) => JsonNode.Parse(await visitor.GetStringAsync(path))!;
    }

    [Fact]
    public async Task Says_in_a_line_that_nothing_changed()
    {
        await using var site = await MarketSite.OpenAsync();
        var visitor = site.Visitor();
        using var before = await visitor.GetAsync("/api/v1/content");
        Assert.Equal(HttpStatusCode.NotModified, await Again());
        await site.PublishedAsync(await site.WrittenAsync("Mới", new TextBlock("Lời.")));
        Assert.Equal(HttpStatusCode.OK, await Again());

        async Task<HttpStatusCode> Again()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/content") { Headers = { IfNoneMatch = { EntityTagHeaderValue.Parse(before.Headers.ETag!.ToString()) } } };
            using var answer = await visitor.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("?take=101")]
    [InlineData("?skip=-1")]
    [InlineData("?filter=author:ai")]
    [InlineData("?culture=fr")]
    [InlineData("?expand=all")]
    [InlineData("?take=mot")]
    public async Task Refuses_what_it_does_not_know(string question)
    {
        await using var site = await MarketSite.OpenAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Visitor().GetAsync("/api/v1/content" + question)).StatusCode);
    }

    [Fact]
    public async Task Is_described_for_programs()
    {
        await using var site = await MarketSite.OpenAsync();
        var description = JsonNode.Parse(await site.Visitor().GetStringAsync("/openapi/v1.json"))!;
        Assert.Equal(["/api/v1/content", "/api/v1/content/item/{idOrPath}"], description["paths"]!.AsObject().Select(path => path.Key).Where(path => path.StartsWith("/api/v1/content", StringComparison.Ordinal)));
        Assert.NotNull(description["components"]!["schemas"]!["DeliveredItem"]!["properties"]!["createDate"]);
    }
}
