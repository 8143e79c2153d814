using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Web.Tests.Editorial;

/// <summary>A story as an officer makes it.</summary>
internal static class SomeStory
{
    public static readonly Person Chief = new(Guid.CreateVersion7(), "Ban chương trình", [new HeldRole(Role.Administrator, Scope.Programme)]);

    public static Task<TResult> Run<TUseCase, TResult>(this MarketSite site, Func<TUseCase, Task<TResult>> act) where TUseCase : notnull => site.InScopeAsync(scope => act(scope.GetRequiredService<TUseCase>()));

    public static async Task<DocumentStand> WrittenAsync(this MarketSite site, string title, params IReadOnlyList<Block> blocks)
    {
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, $"Hàng của {title}"));
        var made = Value(await site.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(Chief, new NewDocument(DocumentTypes.Story, title, "vi", Scope.Programme), default)));
        var content = new DocumentContent(title, null, "Tóm tắt.", new() { ["product"] = product.Id.ToString(), ["province"] = "19" }, blocks);
        return Value(await site.Run<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(Chief, made.Id, made.RevisionId, content, null, default))).Stand;
    }

    public static async Task<DocumentStand> PublishedAsync(this MarketSite site, DocumentStand seen) =>
        Value(await site.Run<PublishDocument, Outcome<DocumentStand>>(publish => publish.HandleAsync(Chief, seen.Id, seen.Version, seen.RevisionId!.Value, default)));

    public static T Value<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Refusals.Select(refusal => $"{refusal.Field} {refusal.Reason}")));
        return outcome.Value!;
    }
}
