using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Editorial;

/// <summary>
/// Sixty-odd known payloads in every field that takes words, sent by the editor's own form. A browser's reader of HTML then looks at the public page,
/// the desk and the producer's rooms: nothing of them may have become an element, a handler or an address that runs.
/// </summary>
public sealed class WritingMaliciousWords
{
    private const string Token = "__RequestVerificationToken", Mark = "pwned";

    private static readonly string[] Payloads = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Ocop.Market.Web.Tests", "Editorial", "payloads.txt"));
    /// <summary>Reads as a browser does that runs scripts: what stands in noscript is text to it.</summary>
    private static readonly HtmlParser Reader = new(new HtmlParserOptions { IsScripting = true });

    /// <summary>What a browser takes for plain words even where nobody has cleaned it.</summary>
    private static readonly string[] HarmlessAnyway = ["<![CDATA[", "<template", "<scr<script>"];
    private static readonly string[] Running = ["href", "src", "srcset", "action", "formaction", "data", "srcdoc", "style", "xlink:href", "background", "poster", "ping"];
    private static readonly string[] Strangers = ["iframe", "object", "embed", "base", "math", "foreignobject", "animate", "isindex", "audio", "video", "applet", "style", "mglyph"];

    [Fact]
    public async Task Leaves_nothing_that_runs_on_any_page()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var officer = await site.SignedInAsync(new HeldRole(Role.Administrator, Scope.Programme));
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè thử"));
        var producer = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, Scope.Producer(null, null, product.ProducerId)));

        foreach (var (i, payload) in Payloads.Index())
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"{i} {payload}");
            var id = await WriteAsync(http, officer, DocumentTypes.Story, title, payload, product.Id);
            foreach (var page in new[] { $"/quan-tri/noi-dung/{id}", $"/quan-tri/noi-dung/{id}/xem", $"/quan-tri/noi-dung/{id}/cac-ban", $"/quan-tri/noi-dung/{id}/len-trang", $"/quan-tri/noi-dung/{id}/duong-dan" })
                await InspectAsync(http, officer, page, payload);
            await PublishAsync(site, id);
            await InspectAsync(http, officer, await AddressAsync(site, id), payload);
        }

        foreach (var page in new[] { "/quan-tri", "/quan-tri/noi-dung", "/quan-tri/lich", "/cau-chuyen", $"/san-pham/{product.Slug}", "/quan-tri/nhat-ky" }) await InspectAsync(http, officer, page, "all");

        // The producers' rooms, with a story of their own.
        foreach (var payload in Payloads.Where((_, i) => i % 8 == 0))
        {
            var begun = await producer.GetAsync(http, "/cong-chu-the/cau-chuyen/moi");
            var made = await producer.PostAsync(http, "/cong-chu-the/cau-chuyen/moi", ("type", DocumentTypes.ProducerStory), ("title", payload), (Token, begun.Hidden(Token)));
            await InspectAsync(http, producer, made.Location ?? throw new InvalidOperationException($"Not taken: {payload}"), payload);
        }

        foreach (var page in new[] { "/cong-chu-the", "/cong-chu-the/cau-chuyen" }) await InspectAsync(http, producer, page, "all");
    }

    /// <summary>The inspector is no use if it finds nothing.</summary>
    [Fact]
    public void Would_be_caught_if_a_page_let_it_through() =>
        Assert.All(Payloads.Where(payload => payload[0] == '<'), payload => Assert.True(Faults($"<!doctype html><main>{payload}</main>").Any() || HarmlessAnyway.Any(start => payload.StartsWith(start, StringComparison.Ordinal)), payload));

    private static async Task<Guid> WriteAsync(HttpClient http, Guest writer, string type, string title, string payload, Guid product)
    {
        var begun = await writer.GetAsync(http, "/quan-tri/noi-dung/moi");
        var made = await writer.PostAsync(http, "/quan-tri/noi-dung/moi", ("type", type), ("title", title), ("scope", "/"), ("language", "vi"), (Token, begun.Hidden(Token)));
        var id = Guid.Parse(made.Location!.Split('/')[^1]);
        var page = await writer.GetAsync(http, $"/quan-tri/noi-dung/{id}");
        var fields = new List<(string, string)>
        {
            ("act", "save"), ("title", title), ("summary", payload), ("p.product", product.ToString()), ("p.scene", "scene-doi-che"), ("p.cover.alt", payload), ("p.cover.credit", payload), ("note", payload),
            ("baseRevision", page.Hidden("baseRevision")), (Token, page.Hidden(Token)),
        };
        void Block(string kind, params (string Name, string Value)[] words)
        {
            var block = Guid.CreateVersion7();
            fields.Add(("block", block.ToString()));
            fields.Add(($"b.{block}.type", kind));
            fields.AddRange(words.Select(word => ($"b.{block}.{word.Name}", word.Value)));
        }

        Block("heading", ("text", Cut(payload, HeadingBlock.Longest)));
        Block("text", ("html", payload));
        Block("text", ("html", $"<p>trước</p>{payload}<p>sau</p>"));
        Block("quote", ("text", payload), ("source", payload));
        Block("video", ("url", "https://video.example/" + Uri.EscapeDataString(payload)), ("title", payload));
        Block("callToAction", ("text", payload), ("label", payload), ("link", "/san-pham"));
        Block("table", ("cells", $"{payload} | {payload}\na | b"), ("caption", payload));
        Block("picture", ("art", "scene-doi-che"), ("alt", payload), ("caption", payload), ("credit", payload));
        Block("productShelf", ("title", payload), ("products[0].key", product.ToString()));
        var saved = await writer.PostAsync(http, $"/quan-tri/noi-dung/{id}", [.. fields]);
        Assert.Equal($"/quan-tri/noi-dung/{id}?da=luu", saved.Location);
        return id;
    }

    /// <summary>By the use cases, so that a refusal of the form is not taken for safety.</summary>
    private static Task PublishAsync(MarketSite site, Guid id) => site.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var document = await db.Documents.SingleAsync(it => it.Id == id);
        var revision = await db.Revisions.SingleAsync(it => it.Id == document.LatestRevisionId);
        await scope.GetRequiredService<PublicPages>().PutUpAsync(document, revision, "test", default);
        await db.SaveChangesAsync();
    });

    private static Task<string> AddressAsync(MarketSite site, Guid id) =>
        site.InScopeAsync(async scope => "/cau-chuyen/" + (await scope.GetRequiredService<MarketDb>().Documents.SingleAsync(it => it.Id == id)).Slug);

    private static async Task InspectAsync(HttpClient http, Guest reader, string path, string payload)
    {
        var (status, html) = await reader.RawAsync(http, path);
        Assert.True(status == HttpStatusCode.OK, $"{path} answered {status} for {payload}");
        Assert.True(Faults(html).ToList() is { Count: 0 }, $"{path} lets through: {payload}\n{string.Join('\n', Faults(html))}");
    }

    private static IEnumerable<string> Faults(string html)
    {
        foreach (var element in Reader.ParseDocument(html).All)
        {
            if (element.LocalName == "script" && (element.TextContent.Contains(Mark, StringComparison.Ordinal) && element.GetAttribute("type") != "application/ld+json" || element.GetAttribute("src")?.StartsWith('/') == false || element.GetAttribute("src")?.StartsWith("//", StringComparison.Ordinal) == true))
                yield return Shown(element);
            if (Strangers.Contains(element.LocalName) && !(element.LocalName == "iframe" && element.HasAttribute("data-preview"))) yield return Shown(element);
            if (element.LocalName == "meta" && element.HasAttribute("http-equiv")) yield return Shown(element);
            if (element.LocalName == "link" && element.GetAttribute("href") is { } sheet && sheet.Contains(Mark, StringComparison.Ordinal) && !IsOurs(sheet)) yield return Shown(element);
            foreach (var attribute in element.Attributes)
            {
                var name = attribute.Name.ToLowerInvariant();
                if (name.StartsWith("on", StringComparison.Ordinal)) yield return Shown(element);
                if (name is "autofocus" or "x-init" || (name == "x-data" && attribute.Value.Contains(Mark, StringComparison.Ordinal)) || name == $"data-{Mark}") yield return Shown(element);
                if (Running.Contains(name) && (Scripted().IsMatch(attribute.Value) || (attribute.Value.Contains(Mark, StringComparison.Ordinal) && !attribute.Value.StartsWith("https://video.example/", StringComparison.Ordinal) && !IsOurs(attribute.Value)))) yield return Shown(element);
            }
        }
    }

    /// <summary>An address of the market whose slug grew from the title.</summary>
    private static bool IsOurs(string address) => address.StartsWith("http://localhost:5080/", StringComparison.Ordinal) || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal));

    private static string Shown(IElement element) => element.OuterHtml is { Length: > 200 } html ? html[..200] : element.OuterHtml;

    private static string Cut(string words, int most) => words.Length <= most ? words : words[..most];

    private static Regex Scripted() => new(@"^[\s\u0000-\u001f]*(java|vb)\s*script:|^\s*data:text", RegexOptions.IgnoreCase);
}
