using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

/// <summary>The library of decisions, plans and forms: some hundred at most, so it is one list.</summary>
[CatalogCached(KindField)]
public sealed class LawsModel(LiveDocuments documents, Words words) : PageModel
{
    public const string KindField = "loai";

    private static readonly IReadOnlyList<PropertyChoice> AllKinds = OwnTypes.All.Single(type => type.Alias == OwnTypes.Law).Find("kind")!.Choices!;

    public string? Kind { get; private set; }
    public IReadOnlyList<(string Value, string Name, int Count)> Kinds { get; private set; } = [];
    public IReadOnlyList<LiveDocument> Found { get; private set; } = [];

    /// <summary>"Quyết định 919/QĐ-TTg, 01/08/2022": what kind, which number, of which day.</summary>
    public static string Line(LiveDocument law, Words words)
    {
        var kind = AllKinds.FirstOrDefault(choice => choice.Value == law.Properties["kind"]?.ToString()) is { } known ? words[known.Name] : "";
        var day = DateOnly.TryParseExact(law.Properties["issuedOn"]?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var issued) ? words.Date(issued) : null;
        return string.Join(", ", new[] { $"{kind} {law.Properties["number"]}".Trim(), law.Properties["issuer"]?.ToString(), day }.Where(part => part is { Length: > 0 }));
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Documents);
        var all = await documents.ListAsync(OwnTypes.Law, words.Language, cancel);
        // The law is written in Vietnamese: what nobody translated is better read so than missed.
        if (words.Language != "vi") all = [.. all, .. (await documents.ListAsync(OwnTypes.Law, "vi", cancel)).Where(law => all.All(other => other.Slug != law.Slug))];
        Kinds = [.. AllKinds.Select(choice => (choice.Value, words[choice.Name], all.Count(law => KindOf(law) == choice.Value))).Where(kind => kind.Item3 > 0)];
        Kind = Kinds.Any(kind => kind.Value == Request.Query[KindField]) ? Request.Query[KindField].ToString() : null;
        Found = [.. all.Where(law => Kind is null || KindOf(law) == Kind).OrderByDescending(law => law.Properties["issuedOn"]?.ToString(), StringComparer.Ordinal).ThenBy(law => law.Title, StringComparer.Ordinal)];
    }

    private static string? KindOf(LiveDocument law) => law.Properties["kind"]?.ToString();
}
