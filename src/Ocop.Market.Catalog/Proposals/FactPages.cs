using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Proposals;

/// <summary>The two kinds of pages whose words are proposed: how each is found, what it says now, and how it is made to say something else.</summary>
public sealed class FactPages(ICatalogDb db, SearchRows searchRows)
{
    /// <param name="NeedsReading">False for goods without any decision: their words are nobody's judgement.</param>
    internal sealed record FactPage(string Kind, Guid Id, string Title, Scope Scope, ProposedFacts Now, bool NeedsReading, Product? Product, Producer Producer);

    /// <summary>Locked until the transaction ends, so that two who write it come one after the other.</summary>
    internal async Task<FactPage?> FindAsync(string kind, Guid id, CancellationToken cancel)
    {
        if (kind == FactProposal.OfProducer)
        {
            await db.Producers.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
            return await db.Producers.SingleOrDefaultAsync(it => it.Id == id, cancel) is { } producer
                ? new FactPage(kind, id, producer.Name, producer.Scope, new ProposedFacts(null, producer.About, producer.BannerId), true, null, producer)
                : null;
        }

        await db.Products.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
        if (await db.Products.Include(it => it.Decisions).SingleOrDefaultAsync(it => it.Id == id, cancel) is not { } product) return null;
        var maker = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        return new FactPage(kind, id, product.Name, maker.Scope, new ProposedFacts(product.Name, product.Description), product.Decisions.Count > 0, product, maker);
    }

    /// <summary>What cannot be said, beside its field; the facts with one spelling of letters where everything can.</summary>
    internal async Task<(ProposedFacts Facts, IReadOnlyList<Refusal> Refusals)> CheckAsync(FactPage page, ProposedFacts typed, CancellationToken cancel)
    {
        var facts = new ProposedFacts(page.Product is null ? null : VietnameseText.Normalize(typed.Name ?? ""), ProductWords.Paragraphs(typed.Text), page.Product is null ? typed.MediaItemId : null);
        if (page.Product is { } product) return (facts, await ProductWords.RefuseAsync(db, product, facts.Name!, facts.Text, cancel));
        var refusals = new List<Refusal>();
        if (facts.Text?.Length > Producer.LongestAbout)
            refusals.Add(new("AboutTooLong", ProductWords.TextField, $"Lời giới thiệu dài quá {Producer.LongestAbout} chữ.", $"The text is longer than {Producer.LongestAbout} letters."));
        if (facts.MediaItemId is { } photo && !await db.MediaItems.AnyAsync(item => item.Id == photo && item.DeletedAt == null && item.ScopePath == page.Scope.Path, cancel))
            refusals.Add(new("PhotoUnknown", "banner", "Ảnh này không còn trong thư viện của bạn.", "This photo is not in your library any more."));
        return (facts, refusals);
    }

    /// <summary>Makes the public page say it, with its audit entry and its search row.</summary>
    internal async Task ApplyAsync(FactPage page, ProposedFacts facts, Person by, DateTime now, CancellationToken cancel)
    {
        if (page.Product is { } product)
        {
            product.Rename(facts.Name!);
            product.Describe(facts.Text, product.Source);
        }
        else page.Producer.Tell(facts.Text, facts.MediaItemId);

        db.AuditEntries.Add(new AuditEntry(now, by.Actor, page.Product is null ? "ProducerProfileEdited" : "ProductEdited",
            page.Product?.ChangeSubject ?? page.Producer.ChangeSubject, Told(page.Now), Told(facts)));
        await db.SaveChangesAsync(cancel);
        if (page.Product is not null) await searchRows.RefreshAsync([page.Id], cancel);
    }

    internal static string Told(ProposedFacts facts) => string.Join('\n',
        new[] { facts.Name is null ? null : $"name: {facts.Name}", $"text: {facts.Text}", facts.MediaItemId is { } photo ? $"photo: {photo}" : null }.OfType<string>());
}
