using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Recognition;

public enum RecognitionLevel { District, Province, Ministry }

/// <summary>Cấp mới, cấp lại, nâng hạng, hạ hạng, hết hạn, thu hồi.</summary>
public enum RecognitionState { New, Renewed, Upgraded, Downgraded, Lapsed, Revoked }

/// <summary>What the stars of a day depend on: of a whole decision, or of the few columns that many products are counted by.</summary>
public interface IDecision
{
    Guid Id { get; }
    DateOnly DecidedOn { get; }
    bool IsValidOn(DateOnly day);
}

/// <summary>
/// The act that gives a product its stars. Valid 36 months from its date (Decision 148/QĐ-TTg, kept by 1489/QĐ-TTg).
/// The state is a note for people and reports; what may be shown is decided by the dates alone, so a late job can never keep a star alive.
/// </summary>
public sealed class RecognitionDecision : IDecision, ITellsChange
{
    public const int ValidMonths = 36;

    private RecognitionDecision() { }

    /// <summary>What the source does not say stays null: a page writes "chưa rõ" and nothing is invented.</summary>
    /// <param name="criteriaVersion">"1048", "781", "148" or "148+1489": the rubric the council scored by.</param>
    /// <param name="isDayKnown">False where only the year is known; the day is then 1 January, so a star never shows too long.</param>
    public RecognitionDecision(Guid productId, int stars, RecognitionLevel? level, string? number, string? authority, DateOnly decidedOn,
        string? criteriaVersion, RecognitionState state, bool isDemo, bool isDayKnown = true)
    {
        if (stars is < 3 or > 5) throw new ArgumentOutOfRangeException(nameof(stars), stars, "Only 3, 4 and 5 stars are recognised.");
        (Id, ProductId, Stars, Level, Number, Authority, DecidedOn, CriteriaVersion, State, IsDemo, IsDayKnown) =
            (Guid.CreateVersion7(), productId, stars, level, number, authority, decidedOn, criteriaVersion, state, isDemo, isDayKnown);
        ValidUntil = LastValidDay(decidedOn);
    }

    /// <summary>A decision of which the source tells no more than the year; what the law of that whole year leaves no doubt about is filled in.</summary>
    public static RecognitionDecision OfYear(Guid productId, int stars, int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var level = RecognitionLaw.LevelOn(stars, first);
        var criteria = RecognitionLaw.CriteriaOn(first);
        return new RecognitionDecision(productId, stars,
            level == RecognitionLaw.LevelOn(stars, last) ? level : null, number: null, authority: null, first,
            criteria == RecognitionLaw.CriteriaOn(last) ? criteria : null, RecognitionState.New, isDemo: false, isDayKnown: false);
    }

    public Guid Id { get; private set; }
    public Guid ProductId { get; private set; }
    public int Stars { get; private set; }
    public RecognitionLevel? Level { get; private set; }
    public string? Number { get; private set; }
    public string? Authority { get; private set; }
    public DateOnly DecidedOn { get; private set; }
    public bool IsDayKnown { get; private set; }

    /// <summary>The last local day on which the stars may be shown.</summary>
    public DateOnly ValidUntil { get; private set; }

    /// <summary>The last day on which the decision counts: the end of its term, or the day before it was revoked.</summary>
    public DateOnly LastDay => RevokedOn is { } revoked && revoked <= ValidUntil ? revoked.AddDays(-1) : ValidUntil;
    public string? CriteriaVersion { get; private set; }
    public RecognitionState State { get; private set; }
    public DateOnly? RevokedOn { get; private set; }
    public bool IsDemo { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Product(ProductId);

    /// <summary>A term of months ends at the end of the same day of its last month (Civil Code 2015, articles 147 and 148).</summary>
    public static DateOnly LastValidDay(DateOnly decidedOn) => decidedOn.AddMonths(ValidMonths);

    public bool IsValidOn(DateOnly day) => IsValidOn(day, DecidedOn, ValidUntil, RevokedOn);

    internal static bool IsValidOn(DateOnly day, DateOnly decidedOn, DateOnly validUntil, DateOnly? revokedOn) =>
        decidedOn <= day && day <= validUntil && (revokedOn is null || day < revokedOn);

    /// <summary>From that day on the stars are gone.</summary>
    public void Revoke(DateOnly on) => (State, RevokedOn) = (RecognitionState.Revoked, on);

    public void MarkLapsed() => State = RecognitionState.Lapsed;
}
