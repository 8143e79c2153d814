using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;

namespace Ocop.Market.Ordering.Companies;

/// <param name="IsOverdue">Only companies on account whose last day to pay is over.</param>
public sealed record DeskQuoteFilter(string? Text = null, QuoteState? State = null, bool IsOverdue = false);

public sealed record DeskQuoteRow(Guid Id, string Number, string Company, int Boxes, DateOnly WishDay, QuoteState State, DateTime CreatedAt, DateOnly? ValidUntil, bool IsOverdue);

/// <param name="Wished">What the company had in its cart, in words.</param>
/// <param name="Offered">What is in the box of the newest offer.</param>
/// <param name="Packer">The address of whoever packs it.</param>
public sealed record DeskQuote(Quote Quote, CheckedSheet? Sheet, IReadOnlyList<WishedGood> Wished, IReadOnlyList<WishedGood> Offered, string? Packer, Orders.OrderGroup? Group);

public sealed record WishedGood(string Name, string Pack, string Sku, int Quantity, Money Price, bool IsAlcohol);

/// <summary>Quotes belong to no province: whoever reads one reads all.</summary>
public sealed class DeskQuotes(IOrderingDb db, RecipientSheets sheets, TimeProvider clock)
{
    public const int PageSize = 50;

    internal static readonly Refusal Unknown = new("QuoteUnknown", "", "Không có báo giá này.", "There is no such quote.");
    private static readonly Refusal Stale = new("QuoteIsNewer", "", "Báo giá này vừa đổi. Xem lại rồi làm tiếp.", "This quote has just changed. Look at it again.");

    public Task<ListPage<DeskQuoteRow>> PageAsync(Person person, DeskQuoteFilter filter, int page, CancellationToken cancel)
    {
        var mayRead = person.May(Act.ReadQuotes, Scope.Programme);
        var quotes = db.Quotes.AsNoTracking().Where(_ => mayRead);
        foreach (var word in VietnameseText.Fold(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            var number = word.ToUpperInvariant();
            quotes = quotes.Where(quote => quote.FoldedCompany.Contains(word) || quote.Number.StartsWith(number));
        }

        if (filter.State is { } state) quotes = quotes.Where(quote => quote.State == state);
        var overdue = Overdue();
        if (filter.IsOverdue) quotes = quotes.Where(quote => overdue.Contains(quote.Id));
        return quotes.OrderBy(quote => quote.EndedAt != null).ThenByDescending(quote => quote.CreatedAt).ThenBy(quote => quote.Id)
            .Select(quote => new DeskQuoteRow(quote.Id, quote.Number, quote.Company, quote.Boxes, quote.WishDay, quote.State, quote.CreatedAt, quote.ValidUntil, overdue.Contains(quote.Id))).PageAsync(page, PageSize, cancel);
    }

    /// <summary>For the desk's first page.</summary>
    public async Task<int> CountOverdueAsync(Person person, CancellationToken cancel) => person.May(Act.ReadQuotes, Scope.Programme) ? await Overdue().CountAsync(cancel) : 0;

    private IQueryable<Guid> Overdue()
    {
        var now = clock.UtcNow();
        return db.Quotes.Where(quote => quote.State == QuoteState.OnAccount && db.OrderGroups.Any(group => group.QuoteId == quote.Id && group.PayUntil <= now)).Select(quote => quote.Id);
    }

    /// <summary>Null where there is none that the person may read.</summary>
    public async Task<DeskQuote?> FindAsync(Person person, Guid id, CancellationToken cancel) => person.May(Act.ReadQuotes, Scope.Programme) ? await FindAsync(id, cancel) : null;

    /// <summary>For the company's page, behind its seal.</summary>
    public async Task<DeskQuote?> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Quotes.AsNoTracking().Include(quote => quote.Events.OrderBy(step => step.Id)).FirstOrDefaultAsync(quote => quote.Id == id, cancel) is not { } quote) return null;
        IReadOnlyList<WishedPart> offered = [.. (quote.Offer?.Line.Parts ?? []).Select(part => new WishedPart(part.VariantId, part.Quantity))];
        var packerId = quote.Offer?.Line.PackerId;
        var ids = quote.WishedParts.Concat(offered).Select(part => part.VariantId).Distinct().ToList();
        var goods = ids.Count == 0 ? [] : await (from variant in db.Variants where ids.Contains(variant.Id) join product in db.Products on variant.ProductId equals product.Id
            select new { variant.Id, product.Name, product.SetCode, variant.Pack, variant.Sku, variant.Price }).ToDictionaryAsync(row => row.Id, cancel);
        return new DeskQuote(quote, await sheets.FindAsync(id, cancel),
            Named(quote.WishedParts), Named(offered), packerId is null ? null : await db.Producers.Where(producer => producer.Id == packerId).Select(producer => producer.Slug).FirstOrDefaultAsync(cancel),
            await db.OrderGroups.AsNoTracking().FirstOrDefaultAsync(group => group.QuoteId == id, cancel));

        IReadOnlyList<WishedGood> Named(IReadOnlyList<WishedPart> parts) =>
            [.. parts.Where(part => goods.ContainsKey(part.VariantId)).Select(part => new WishedGood(goods[part.VariantId].Name, goods[part.VariantId].Pack, goods[part.VariantId].Sku, part.Quantity, goods[part.VariantId].Price, BoxRules.IsAlcohol(goods[part.VariantId].SetCode)))];
    }

    /// <summary>Takes the lock; refuses whoever may not, and whoever looked at an older state.</summary>
    internal static async Task<Outcome<Quote>> ToHandleAsync(IOrderingDb db, Person person, Guid id, long version, CancellationToken cancel)
    {
        if (!person.May(Act.ReadQuotes, Scope.Programme)) return Unknown;
        if (!person.May(Act.HandleQuotes, Scope.Programme)) return NoRight.Here;
        if (!await db.Quotes.Where(quote => quote.Id == id).LockAsync(cancel)) return Unknown;
        var quote = await db.Quotes.SingleAsync(it => it.Id == id, cancel);
        return quote.Version == version ? quote : Stale;
    }
}

public sealed class AuditedQuotes(IOrderingDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.QuoteKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes)
    {
        var isWide = scopes.Contains(Scope.Programme);
        return db.Quotes.Where(_ => isWide).Select(quote => quote.Id).AsEntryIds();
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Quotes.Where(quote => wanted.Contains(quote.Id)).ToDictionaryAsync(quote => quote.Id.ToString(), quote => quote.Number, cancel);
    }
}
