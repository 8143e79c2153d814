using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>Name, words, place, deadline and plan; for a market also how it comes round, of which those who take part are told.</summary>
public sealed class EditFair(ICatalogDb db, FairTurn turn, FairMails mails, PlaceDirectory places, TimeProvider clock)
{
    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, long version, FairForm form, CancellationToken cancel) => turn.TakeAsync(person, fairId, version, "FairEdited", async fair =>
    {
        var facts = FairRequirements.Meet(form);
        var market = fair.Kind == FairKind.MarketDay ? FairRequirements.MeetMarket(form) : null;
        var unmet = facts.Refusals.Concat(market?.Refusals ?? []).ToList();
        var commune = places.Commune(form.CommuneCode);
        if (commune is null) unmet.Add(FairRequirements.CommuneUnknown);
        else if (!fair.Scope.Holds(Scope.Commune(commune.ProvinceCode, commune.Code))) unmet.Add(FairRequirements.CommuneUnknown);
        if (facts.Value?.PlanMediaId is { } plan && !await db.MediaItems.AnyAsync(item => item.Id == plan && item.Kind == MediaKind.Photo && item.DeletedAt == null, cancel))
            unmet.Add(new("PlanUnknown", "planMediaId", "Không thấy ảnh mặt bằng này trong thư viện.", "The library has no such picture."));
        if (unmet.Count > 0) return Outcome<string>.Refused(unmet);

        var before = (fair.Address, fair.Place.CommuneCode, fair.Rule, fair.FirstDay, fair.LastDay, fair.Opens, fair.Closes);
        fair.Describe(facts.Value!);
        fair.MoveTo(FairRequirements.PlaceOf(commune!, places.Province(commune!.ProvinceCode)!));
        if (market?.Value is { } hours)
        {
            fair.ComeRound(hours);
            // A day that the new rule does not have can be neither called off nor moved.
            db.MarketDayChanges.RemoveRange((await db.MarketDayChanges.Where(change => change.FairId == fairId).ToListAsync(cancel)).Where(change => change.Day < hours.From || change.Day > hours.Until || !hours.Rule.Falls(change.Day)));
        }

        fair.RaiseSequence(clock.UtcNow());
        if (before != (fair.Address, fair.Place.CommuneCode, fair.Rule, fair.FirstDay, fair.LastDay, fair.Opens, fair.Closes)) await mails.TellChangedAsync(fair, cancel);
        return "";
    }, cancel);
}
