using System.Text.Json.Nodes;
using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>The editor's form as content: <c>title</c>, <c>slug</c>, <c>summary</c>, <c>p.{alias}</c> for each property, and the blocks.</summary>
public static class ContentForm
{
    /// <exception cref="FormatException">A form that no page of ours makes.</exception>
    public static DocumentContent Read(IFormCollection form, DocumentType type)
    {
        var tree = FormTree.Of(form.Where(field => field.Key.StartsWith("p.", StringComparison.Ordinal)).Select(field => KeyValuePair.Create(field.Key[2..], field.Value[^1] ?? "")));
        var properties = new JsonObject();
        // A list from which the last entry was taken sends nothing at all, so every property of the type is asked for.
        foreach (var property in type.Properties) properties[property.Alias] = ValueOf(property.Kind, tree[property.Alias]);
        return new DocumentContent(form["title"].ToString(), form["slug"].ToString() is { Length: > 0 } slug ? slug : null, form["summary"].ToString(), properties,
            type.Blocks is null ? [] : BlockForm.Read(form));
    }

    private static JsonNode? ValueOf(PropertyKind kind, JsonNode? sent) => (kind, sent) switch
    {
        (PropertyKind.References, JsonArray entries) => new JsonArray([.. entries.Select(entry => entry?["key"]?.DeepClone())]),
        (PropertyKind.Place, JsonValue) when sent.ToString().Split('/') is [{ Length: > 0 } province, var commune] => new JsonObject { ["province"] = province, ["commune"] = commune.Length > 0 ? commune : null },
        (PropertyKind.Place or PropertyKind.References, _) => null,
        (PropertyKind.Pictures, JsonArray pictures) => new JsonArray([.. pictures.Where(picture => picture?["media"]?.ToString() is { Length: > 0 }).Select(picture => picture!.DeepClone())]),
        // A picture without its file is none, whatever stands in the other fields.
        (PropertyKind.Picture, JsonObject parts) when parts["media"]?.ToString() is not { Length: > 0 } && parts["art"]?.ToString() is not { Length: > 0 } => null,
        // An emptied search field is no choice.
        (PropertyKind.Reference, JsonValue) when sent.ToString().Length == 0 => null,
        _ => sent?.DeepClone(),
    };
}
