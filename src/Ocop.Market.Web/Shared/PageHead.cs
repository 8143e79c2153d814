using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Ocop.Market.Web.Sharing;

namespace Ocop.Market.Web.Shared;

/// <summary>What a page tells the layout: its title and what machines read about it. One for each request.</summary>
public sealed class PageHead
{
    // Letters stay readable; <, > and & are still escaped, so no name can close the script element.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly List<JsonObject> _facts = [];

    public string? Title { get; set; }
    public string? Description { get; set; }

    /// <summary>The title beside a link elsewhere, where it is kept for months: without what is true for a time only, as stars are. Null: the title.</summary>
    public string? SharedTitle { get; set; }

    /// <summary>The lane of the top navigation that is lit: "/san-pham".</summary>
    public string? Lane { get; set; }

    /// <summary>Shown beside a link to this page elsewhere.</summary>
    public SharedPicture? Picture { get; set; }
    public string Kind { get; set; } = "website";

    /// <summary>Words that stand in the search field.</summary>
    public string? Searched { get; set; }

    /// <summary>Path and query of the one address of this content, where it differs from the path asked for.</summary>
    public string? Canonical { get; set; }

    /// <summary>Search results, filtered lists and personal pages do not belong into a search engine.</summary>
    public bool IsPrivate { get; set; }

    /// <summary>A card or a product with a button asks the layout for the one form behind all of them.</summary>
    public bool HasCartButtons { get; set; }

    /// <summary>A page that people land on from a code on a label, on the road: it brings its style along.</summary>
    public bool CarriesStyle { get; set; }

    public void Say(JsonObject fact) => _facts.Add(fact);

    public IEnumerable<IHtmlContent> Facts => _facts.Select(fact =>
    {
        DropUnknown(fact);
        fact.Insert(0, "@context", "https://schema.org");
        return new HtmlString(fact.ToJsonString(Json));
    });

    // What nobody knows is not said; a null would be read as a value.
    private static void DropUnknown(JsonObject fact)
    {
        foreach (var (name, value) in fact.ToList())
        {
            if (value is null) fact.Remove(name);
            foreach (var inner in value is JsonArray array ? array.OfType<JsonObject>() : new[] { value }.OfType<JsonObject>()) DropUnknown(inner);
        }
    }
}
