using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.EventCatalogues;

/// <summary>What an officer typed, as typed.</summary>
public sealed record EventCatalogueForm(string? Title, string? Day, string? Place, string? Note, bool ShowsPrices);

internal static class EventCatalogueRequirements
{
    public const int LongestTitle = 120, LongestPlace = 200, LongestNote = 500;

    public static Outcome<EventCatalogueFacts> Meet(EventCatalogueForm form)
    {
        var unmet = new List<Refusal>();
        var (title, day, place, note) = (FairFields.Line(form.Title), FairFields.Day(form.Day), FairFields.Line(form.Place), FairFields.Text(form.Note));
        if (title.Length is < 4 or > LongestTitle) unmet.Add(new("TitleWrong", "title", "Tên sự kiện từ 4 đến 120 chữ.", "The event’s name has 4 to 120 letters."));
        if (day is null) unmet.Add(FairRequirements.DayWrong("day"));
        if (place.Length is < 2 or > LongestPlace) unmet.Add(new("PlaceWrong", "place", "Ghi nơi diễn ra, không quá 200 chữ.", "Say where it is held, in 200 letters at most."));
        if (note.Length > LongestNote) unmet.Add(new("NoteTooLong", "note", "Lời ghi dài quá 500 chữ.", "The note is longer than 500 letters."));
        return unmet.Count > 0 ? Outcome<EventCatalogueFacts>.Refused(unmet) : new EventCatalogueFacts(title, day!.Value, place, note, form.ShowsPrices);
    }
}

/// <summary>A draft that only the desk sees, within the part of the programme that its maker looks after.</summary>
public sealed class OpenEventCatalogue(ICatalogDb db, TimeProvider clock)
{
    private const int LongestSlug = 80;

    public async Task<Outcome<EventCatalogue>> HandleAsync(Person person, string? scopePath, EventCatalogueForm form, CancellationToken cancel)
    {
        if (!Scope.TryParse(scopePath, out var scope) || scope.Level == ScopeLevel.Holder || !person.May(Act.RunFairs, scope)) return NoRight.Here;
        var facts = EventCatalogueRequirements.Meet(form);
        if (!facts.Succeeded) return Outcome<EventCatalogue>.Refused(facts.Refusals);

        return await db.InTransactionAsync<EventCatalogue>(async () =>
        {
            var now = clock.UtcNow();
            var catalogue = db.EventCatalogues.Add(new EventCatalogue(await FreeSlugAsync(facts.Value.Title, cancel), facts.Value, scope, now)).Entity;
            db.AuditEntries.Add(new AuditEntry(now, person.Actor, "EventCatalogueOpened", catalogue.ChangeSubject, after: catalogue.Slug));
            await db.SaveChangesAsync(cancel);
            return catalogue;
        }, cancel);
    }

    private async Task<string> FreeSlugAsync(string title, CancellationToken cancel)
    {
        var slug = VietnameseText.Slug(title);
        slug = slug.Length > LongestSlug ? slug[..LongestSlug].TrimEnd('-') : slug;
        if (slug.Length == 0) slug = "su-kien";
        var taken = (await db.EventCatalogues.Where(it => it.Slug.StartsWith(slug)).Select(it => it.Slug).ToListAsync(cancel)).ToHashSet();
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? slug : FormattableString.Invariant($"{slug}-{number}")).First(free => !taken.Contains(free));
    }
}

public sealed class EditEventCatalogue(EventCatalogueTurn turn)
{
    public Task<Outcome<EventCatalogue>> HandleAsync(Person person, Guid id, long version, EventCatalogueForm form, CancellationToken cancel) => turn.TakeAsync(person, id, version, "EventCatalogueEdited", catalogue =>
    {
        var facts = EventCatalogueRequirements.Meet(form);
        if (!facts.Succeeded) return Task.FromResult(Outcome<string>.Refused(facts.Refusals));
        catalogue.Describe(facts.Value);
        return Task.FromResult<Outcome<string>>("");
    }, cancel);
}

/// <summary>Opens the page to strangers, or takes it back.</summary>
public sealed class PublishEventCatalogue(ICatalogDb db, EventCatalogueTurn turn)
{
    /// <param name="rows">What was typed beside the goods and not saved yet: published with them, not thrown away.</param>
    public Task<Outcome<EventCatalogue>> HandleAsync(Person person, Guid id, long version, bool isPublished, IReadOnlyList<ArrangedProduct> rows, CancellationToken cancel) =>
        turn.TakeAsync(person, id, version, isPublished ? "EventCataloguePublished" : "EventCatalogueTakenDown", async catalogue =>
        {
            if (await ArrangeEventCatalogue.ArrangeAsync(db, id, rows, cancel) is { Succeeded: false } unarranged) return unarranged;
            await db.SaveChangesAsync(cancel);
            if (catalogue.IsPublished == isPublished) return isPublished ? new Refusal("AlreadyPublished", "", "Danh mục đã đăng rồi.", "The list is public already.") : new Refusal("NotPublished", "", "Danh mục chưa đăng.", "The list is not public.");
            if (isPublished && !await db.CataloguedProducts.AnyAsync(it => it.CatalogueId == id && db.Products.Any(product => product.Id == it.ProductId && product.IsListed), cancel))
                return new Refusal("GoodsMissing", "", "Chưa có món nào đang bán. Thêm hàng trước khi đăng.", "There is nothing in it that is on the market. Add goods first.");
            catalogue.Publish(isPublished);
            return catalogue.Slug;
        }, cancel);
}
