using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Accounts;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

[Requires(Act.WriteContent)]
public sealed class NewDocumentModel(CreateDocument create, KnownTypes types, ScopeNames scopeNames, WritersGoods goods, NamedReferences references, CurrentPerson current, Words words) : PageModel
{
    public IReadOnlyList<DocumentType> Types { get; private set; } = [];
    public IReadOnlyList<(string Value, string Label)> Scopes { get; private set; } = [];
    public IReadOnlyList<(string Value, string Label)> Products { get; private set; } = [];
    public IReadOnlyDictionary<Reference, ReferenceChoice> Named { get; private set; } = new Dictionary<Reference, ReferenceChoice>();
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public string? Type { get; private set; }
    public string? Title { get; private set; }
    public string? Product { get; private set; }
    public string? Producer { get; private set; }
    public string? Scope { get; private set; }
    public string Language { get; private set; } = "vi";

    public bool IsPortal => ProducerPortal.PortalRooms.IsHere(Request.Path);

    public async Task OnGetAsync(string? loai, CancellationToken cancel)
    {
        Type = loai ?? (IsPortal ? DocumentTypes.ProducerStory : DocumentTypes.Story);
        await FillAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? type, string? title, string? product, string? producer, string? scope, string? language, CancellationToken cancel)
    {
        (Type, Title, Product, Producer, Scope, Language) = (type, title, product, producer, scope, language is "en" ? "en" : "vi");
        var owner = await OwnerAsync(product, producer, cancel);
        var where = owner?.Scope ?? (Ocop.Market.Accounts.Rights.Scope.TryParse(scope, out var chosen) ? chosen : Ocop.Market.Accounts.Rights.Scope.Programme);
        var about = new JsonObject();
        if (owner is not null && types.Find(type ?? "") is { } known)
        {
            if (known.Find("product") is not null && Guid.TryParse(product, out var id)) about["product"] = id.ToString();
            if (known.Find("producer") is not null) about["producer"] = owner.Id.ToString();
        }

        var made = await create.HandleAsync(current.Somebody, new NewDocument(type ?? "", title ?? "", Language, where, Properties: about), cancel);
        if (made.Succeeded) return LocalRedirect(IsPortal ? $"~/cong-chu-the/cau-chuyen/{made.Value.Id}" : $"~/quan-tri/noi-dung/{made.Value.Id}");
        Refusals = made.Refusals;
        await FillAsync(cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task<Producer?> OwnerAsync(string? product, string? producer, CancellationToken cancel) =>
        Guid.TryParse(product, out var productId) ? await goods.MakerOfAsync(productId, cancel)
        : Guid.TryParse(producer, out var producerId) ? await goods.ProducerAsync(producerId, cancel)
        : IsPortal ? (await goods.OwnAsync(current.Somebody, cancel)).FirstOrDefault() : null;

    private async Task FillAsync(CancellationToken cancel)
    {
        var person = current.Somebody;
        Types = [.. types.All.Where(type => person.MayAnywhere(type.WriteAct) && (!IsPortal || type.Alias is DocumentTypes.Story or DocumentTypes.ProducerStory))];
        if (IsPortal) Products = await goods.ProductsAsync(person, cancel);
        else
        {
            Scopes = [.. (await scopeNames.OfAsync(person.ScopesFor(Act.WriteContent), cancel)).Select(scope => (scope.Key.Path, words[scope.Value]))];
            if (Producer is { Length: > 0 } chosen && references.Of(ProducerSource.OfKind) is { } source)
                Named = (await source.ResolveAsync([chosen], words.Language, cancel)).ToDictionary(choice => new Reference(ProducerSource.OfKind, choice.Key));
        }
    }
}
