using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.References;

namespace Ocop.Market.Cms.ContentApi;

/// <param name="Path">Without the language; null for what the public sees only inside other pages.</param>
public sealed record DeliveredRoute(string? Path);

/// <summary>A published document as other programs read it. Names are those of Umbraco's Content Delivery API, wherever the same thing exists.</summary>
/// <param name="Cultures">The languages in which it is published.</param>
public sealed record DeliveredItem(
    Guid Id, string ContentType, string Name, DateTime CreateDate, DateTime UpdateDate, DeliveredRoute Route, JsonObject Properties, IReadOnlyDictionary<string, DeliveredRoute> Cultures);

public sealed record DeliveredPage(int Total, IReadOnlyList<DeliveredItem> Items);

/// <param name="Expand">Aliases of properties whose references are told in full; "$all" for every one.</param>
public sealed record DeliveryQuestion(string Culture = "vi", string? ContentType = null, int Skip = 0, int Take = 10, IReadOnlyCollection<string>? Expand = null)
{
    public const int Most = 100;
}

/// <summary>Published documents for other programs; drafts do not exist here.</summary>
public sealed class DeliveredContent(ICmsDb db, KnownTypes types, LiveDocuments live, IEnumerable<IReferenceSource> sources)
{
    public async Task<DeliveredPage> ListAsync(DeliveryQuestion question, CancellationToken cancel)
    {
        var documents = db.Documents.AsNoTracking().Where(document => document.Language == question.Culture && document.LiveRevisionId != null);
        if (question.ContentType is { } type) documents = documents.Where(document => document.Type == type);
        var total = await documents.CountAsync(cancel);
        var page = documents.OrderByDescending(document => document.PublishedAt).ThenBy(document => document.Id).Skip(question.Skip).Take(Math.Clamp(question.Take, 0, DeliveryQuestion.Most));
        return new DeliveredPage(total, await ReadAsync(page, question, cancel));
    }

    /// <param name="idOrPath">"019ac…" or "cau-chuyen/nghe-tieng-che".</param>
    public async Task<DeliveredItem?> FindAsync(string idOrPath, DeliveryQuestion question, CancellationToken cancel)
    {
        var documents = db.Documents.AsNoTracking().Where(document => document.LiveRevisionId != null);
        if (Guid.TryParse(idOrPath, out var id)) return (await ReadAsync(documents.Where(document => document.Id == id), question, cancel)).SingleOrDefault();

        var path = "/" + idOrPath.Trim('/');
        var slug = path[(path.LastIndexOf('/') + 1)..];
        var here = types.All.Where(type => type.AddressOf(slug) == path && (path != "/" || type.IsSingle)).Select(type => type.Alias).ToList();
        return (await ReadAsync(documents.Where(document => document.DeletedAt == null && here.Contains(document.Type) && document.Language == question.Culture && (document.Slug == slug || path == "/")), question, cancel)).FirstOrDefault();
    }

    private async Task<IReadOnlyList<DeliveredItem>> ReadAsync(IQueryable<Document> documents, DeliveryQuestion question, CancellationToken cancel)
    {
        var rows = await (
            from document in documents
            join revision in db.Revisions.AsNoTracking() on document.LiveRevisionId equals revision.Id
            select new { Document = document, Revision = revision }).ToListAsync(cancel);
        var (aliases, slugs) = (rows.Select(row => row.Document.Type).Distinct().ToList(), rows.Select(row => row.Document.Slug).ToList());
        var variants = (await db.Documents.Where(document => document.DeletedAt == null && aliases.Contains(document.Type) && slugs.Contains(document.Slug) && document.LiveRevisionId != null).Select(document => new { document.Type, document.Slug, document.Language }).ToListAsync(cancel))
            .ToLookup(variant => (variant.Type, variant.Slug), variant => variant.Language);

        var told = rows.Select(row => (row.Document, Type: types.Of(row.Document), Content: DocumentContent.Of(row.Revision))).ToList();
        var named = await NamedAsync(told, question.Expand ?? [], cancel);
        var items = new List<DeliveredItem>(rows.Count);
        foreach (var (document, type, content) in told.OrderByDescending(it => it.Document.PublishedAt).ThenBy(it => it.Document.Id))
        {
            var route = new DeliveredRoute(type.AddressOf(document.Slug));
            items.Add(new DeliveredItem(document.Id, document.Type, content.Title, document.CreatedAt, document.PublishedAt ?? document.CreatedAt, route,
                await PropertiesAsync(type, content, document.Language, named, cancel),
                variants[(document.Type, document.Slug)].Order().ToDictionary(language => language, _ => route)));
        }

        return items;
    }

    /// <summary>What is to be told in full, one question for each kind and language however many documents refer to it.</summary>
    private async Task<IReadOnlyDictionary<Reference, ReferenceChoice>> NamedAsync(IReadOnlyList<(Document Document, DocumentType Type, DocumentContent Content)> told, IReadOnlyCollection<string> expand, CancellationToken cancel)
    {
        var named = new Dictionary<Reference, ReferenceChoice>();
        var wanted = told.SelectMany(it => it.Type.Properties.Where(property => expand.Contains(property.Alias) || expand.Contains("$all"))
            .SelectMany(property => property.References(it.Content.Properties[property.Alias])).Select(reference => (reference, it.Document.Language)));
        foreach (var group in wanted.Distinct().GroupBy(it => (it.reference.Kind, it.Language)))
        {
            if (sources.FirstOrDefault(source => source.Kind == group.Key.Kind) is not { } source) continue;
            foreach (var choice in await source.ResolveAsync([.. group.Select(it => it.reference.Key)], group.Key.Language, cancel))
                if (choice.IsPublished) named[new Reference(group.Key.Kind, choice.Key)] = choice;
        }

        return named;
    }

    private async Task<JsonObject> PropertiesAsync(DocumentType type, DocumentContent content, string language, IReadOnlyDictionary<Reference, ReferenceChoice> named, CancellationToken cancel)
    {
        var told = new JsonObject { ["summary"] = content.Summary };
        foreach (var property in type.Properties)
        {
            var value = content.Properties[property.Alias];
            told[property.Alias] = property.Kind switch
            {
                PropertyKind.RichText => property.Tidied(value) is { } markup ? new JsonObject { ["markup"] = markup } : null,
                PropertyKind.Reference or PropertyKind.References => References(property, value, named),
                _ => value?.DeepClone(),
            };
        }

        if (type.Blocks is not null)
            told["blocks"] = new JsonObject { ["items"] = new JsonArray([.. (await live.WithSharedAsync(content.Blocks, language, cancel)).Select(Told)]) };
        return told;
    }

    private static JsonNode? References(DocumentProperty property, JsonNode? value, IReadOnlyDictionary<Reference, ReferenceChoice> named)
    {
        var told = property.References(value).Select(reference =>
        {
            var one = new JsonObject { ["id"] = reference.Key, ["contentType"] = reference.Kind };
            if (named.GetValueOrDefault(reference) is { } choice) (one["name"], one["route"]) = (choice.Title, new JsonObject { ["path"] = choice.Address });
            return one;
        }).ToList();
        return property.Kind == PropertyKind.References ? new JsonArray([.. told]) : told.FirstOrDefault();
    }

    private static JsonNode Told(Block block)
    {
        var properties = JsonSerializer.SerializeToNode(block, Block.Json)!.AsObject();
        properties.Remove("type");
        properties.Remove("id");
        if (block is TextBlock text) properties["html"] = text.Markup;
        return new JsonObject { ["content"] = new JsonObject { ["id"] = block.Id, ["contentType"] = BlockKinds.Of(block).Alias, ["properties"] = properties } };
    }
}
