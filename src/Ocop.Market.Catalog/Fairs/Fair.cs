using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

public enum FairKind { Provincial, Spring, OcopOnly, MarketDay }

/// <summary>Over is no state: the calendar says it.</summary>
public enum FairState { Draft, Announced, Cancelled }

/// <summary>What people write about a fair; all of it may change until it is over.</summary>
/// <param name="TitleEn">Empty: then the Vietnamese stands.</param>
/// <param name="ApplyUntil">Last local day on which producers may apply; null leaves it open until the fair begins.</param>
public sealed record FairFacts(string TitleVi, string TitleEn, string AboutVi, string AboutEn, string Address, DateOnly? ApplyUntil, Guid? PlanMediaId);

/// <summary>When a market comes round again, for those that do.</summary>
public sealed record MarketHours(Recurrence Rule, DateOnly From, DateOnly? Until, TimeOnly Opens, TimeOnly Closes);

/// <summary>What it brought, told by the officer when it is over; what nobody counted is null.</summary>
public sealed record FairResults(int? Visits, int? Contracts, Money? Revenue);

/// <summary>
/// Hội chợ: some days at one place, each with its own hours, or a commune's market that comes round by a rule. <see cref="Sequence"/> is what
/// calendars of others go by: it rises with every change that they must hear of.
/// </summary>
public sealed class Fair : ITellsChange
{
    private Fair() { }

    public Fair(FairKind kind, string slug, FairFacts facts, PlaceAsIssued place, Scope scope, bool isDemo, DateTime now)
    {
        (Id, Kind, Slug, Place, ScopePath, IsDemo, CreatedAt, ToldAt) = (Guid.CreateVersion7(), kind, slug, place, scope.Path, isDemo, now, now);
        Describe(facts);
    }

    public Guid Id { get; private set; }
    public FairKind Kind { get; private set; }
    public string Slug { get; private set; } = "";
    public string TitleVi { get; private set; } = "";
    public string TitleEn { get; private set; } = "";
    public string FoldedTitle { get; private set; } = "";
    public string AboutVi { get; private set; } = "";
    public string AboutEn { get; private set; } = "";
    public PlaceAsIssued Place { get; private set; } = PlaceAsIssued.Unknown;
    public string Address { get; private set; } = "";

    /// <summary>Whose part of the programme it belongs to (<see cref="Scope"/>).</summary>
    public string ScopePath { get; private set; } = "";
    public DateOnly? ApplyUntil { get; private set; }
    public Guid? PlanMediaId { get; private set; }
    public FairState State { get; private set; }
    public string? CancelReason { get; private set; }

    /// <summary>Of the days it lasts, kept beside them so that lists are ordered in the database; for a market the rule's first and last day.</summary>
    public DateOnly? FirstDay { get; private set; }
    public DateOnly? LastDay { get; private set; }
    public string? Rule { get; private set; }
    public TimeOnly? Opens { get; private set; }
    public TimeOnly? Closes { get; private set; }
    public int? Visits { get; private set; }
    public int? Contracts { get; private set; }
    public Money? Revenue { get; private set; }
    public bool IsDemo { get; private set; }
    public int Sequence { get; private set; }

    /// <summary>When calendars last had something new to hear.</summary>
    public DateTime ToldAt { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Fair(Id);

    public Scope Scope => Scope.Parse(ScopePath);

    public LocalText Title => new(TitleVi, TitleEn.Length > 0 ? TitleEn : TitleVi);

    public LocalText About => new(AboutVi, AboutEn.Length > 0 ? AboutEn : AboutVi);

    public MarketHours? Hours => Rule is null ? null : new(Recurrence.Parse(Rule), FirstDay!.Value, LastDay, Opens!.Value, Closes!.Value);

    public FairResults Results => new(Visits, Contracts, Revenue);

    public bool IsOverOn(DateOnly today) => LastDay < today;

    /// <summary>Producers may still ask for a place.</summary>
    public bool TakesApplicationsOn(DateOnly today) =>
        State == FairState.Announced && !IsOverOn(today) && (ApplyUntil ?? (Rule is null ? FirstDay : null)) is var last && (last is null || today <= last);

    public void Describe(FairFacts facts)
    {
        (TitleVi, TitleEn, AboutVi, AboutEn, Address, ApplyUntil, PlanMediaId) = facts;
        FoldedTitle = VietnameseText.Fold($"{TitleVi} {TitleEn}");
    }

    public void MoveTo(PlaceAsIssued place) => Place = place;

    public void Last(DateOnly? first, DateOnly? last) => (FirstDay, LastDay) = (first, last);

    public void ComeRound(MarketHours hours) => (Rule, FirstDay, LastDay, Opens, Closes) = (hours.Rule.Text, hours.From, hours.Until, hours.Opens, hours.Closes);

    public void Announce() => State = FairState.Announced;

    public void Cancel(string reason) => (State, CancelReason) = (FairState.Cancelled, reason);

    public void Tell(FairResults results) => (Visits, Contracts, Revenue) = results;

    /// <summary>Calendars that hold an older state must take this one.</summary>
    public void RaiseSequence(DateTime now) => (Sequence, ToldAt) = (Sequence + 1, now);
}

/// <summary>One local day of a fair. The row outlives a change of its date: calendars know the day by its id.</summary>
public sealed class FairDay
{
    private FairDay() { }

    public FairDay(Guid fairId, DateOnly day, TimeOnly opens, TimeOnly closes) => (Id, FairId, Day, Opens, Closes) = (Guid.CreateVersion7(), fairId, day, opens, closes);

    public Guid Id { get; private set; }
    public Guid FairId { get; private set; }
    public DateOnly Day { get; private set; }
    public TimeOnly Opens { get; private set; }
    public TimeOnly Closes { get; private set; }

    public void Move(DateOnly day, TimeOnly opens, TimeOnly closes) => (Day, Opens, Closes) = (day, opens, closes);
}

public sealed class ProgrammeItem
{
    private ProgrammeItem() { }

    public ProgrammeItem(Guid fairId, DateOnly day, TimeOnly at, string whatVi, string whatEn) =>
        (Id, FairId, Day, At, WhatVi, WhatEn) = (Guid.CreateVersion7(), fairId, day, at, whatVi, whatEn);

    public Guid Id { get; private set; }
    public Guid FairId { get; private set; }
    public DateOnly Day { get; private set; }
    public TimeOnly At { get; private set; }
    public string WhatVi { get; private set; } = "";
    public string WhatEn { get; private set; } = "";

    public LocalText What => new(WhatVi, WhatEn.Length > 0 ? WhatEn : WhatVi);
}

/// <summary>One day of a market's rule that does not come as the rule says: not at all, or on another day.</summary>
public sealed class MarketDayChange
{
    private MarketDayChange() { }

    public MarketDayChange(Guid fairId, DateOnly day, DateOnly? movedTo) => (FairId, Day, MovedTo) = (fairId, day, movedTo);

    public Guid FairId { get; private set; }
    public DateOnly Day { get; private set; }

    /// <summary>Null where that market is called off.</summary>
    public DateOnly? MovedTo { get; private set; }

    public void MoveTo(DateOnly? day) => MovedTo = day;
}
