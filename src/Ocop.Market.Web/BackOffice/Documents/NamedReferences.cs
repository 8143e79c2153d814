using System.Text.Json.Nodes;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.References;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>Titles for the keys that a document holds, one question for each kind of thing.</summary>
public sealed class NamedReferences(IEnumerable<IReferenceSource> sources)
{
    public IReferenceSource? Of(string kind) => sources.FirstOrDefault(source => source.Kind == kind);

    public async Task<IReadOnlyDictionary<Reference, ReferenceChoice>> InAsync(DocumentType type, DocumentContent content, string language, CancellationToken cancel)
    {
        var named = new Dictionary<Reference, ReferenceChoice>();
        var places = type.Properties.Where(property => property.Kind == PropertyKind.Place && content.Properties[property.Alias] is JsonObject)
            .Select(property => new Reference(PlaceSource.OfKind, $"{content.Properties[property.Alias]!["province"]}/{content.Properties[property.Alias]!["commune"]}"));
        foreach (var kind in type.ReferencesOf(content).Select(it => it.Reference).Concat(places).Distinct().GroupBy(reference => reference.Kind))
        {
            if (Of(kind.Key) is not { } source) continue;
            foreach (var choice in await source.ResolveAsync([.. kind.Select(reference => reference.Key)], language, cancel)) named[new Reference(kind.Key, choice.Key)] = choice;
        }

        return named;
    }
}
