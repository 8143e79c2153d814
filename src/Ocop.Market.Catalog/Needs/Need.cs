using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

public enum BuyerKind { Supermarket, Shop, Canteen, Exporter, Other }

public enum NeedRhythm { Once, Weekly, Monthly }

/// <summary>A need whose last day is over stays as it is here; <see cref="Need.TakesAnswersOn"/> says what is true on a day.</summary>
public enum NeedState { Unchecked, Open, Closed }

public enum NeedOutcome { Deal, TalksGoOn, NothingCame }

/// <param name="Months">As <see cref="Months"/> packs them; 0 is the whole year.</param>
/// <param name="Phone">As +84….</param>
public sealed record NeedWords(
    string What, string? GroupSlug, int Quantity, string Unit, NeedRhythm Rhythm, Money? PriceWish, int Months, string ProvinceCode, DateOnly LastDay,
    BuyerKind Buyer, string Company, string Contact, string Phone, string? Email);

public sealed record NeedResult(NeedOutcome Outcome, Money? DealValue, string Note, DateOnly? MeetingDay);

/// <summary>What a buyer looks for in quantity. Nobody but officers sees it before somebody made sure that the buyer is there; the public never sees who it is.</summary>
public sealed class Need : ITellsChange
{
    public const int MostTries = 5, MostCodes = 3;
    public static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(30);

    private Need() { }

    public Need(string number, NeedWords words, string language, DateTime now)
    {
        (Id, Number, Language, CreatedAt, ScopePath) = (Guid.CreateVersion7(), number, language, now, Scope.Province(words.ProvinceCode).Path);
        (What, GroupSlug, Quantity, Unit, Rhythm, PriceWish, Months, ProvinceCode, LastDay, Buyer, Company, Contact, Phone, Email) = words;
        FoldedWhat = VietnameseText.Fold(What);
    }

    public Guid Id { get; private set; }

    /// <summary>Seven digits of its public address, drawn: nobody counts needs by it.</summary>
    public string Number { get; private set; } = "";
    public string What { get; private set; } = "";
    public string FoldedWhat { get; private set; } = "";
    public string? GroupSlug { get; private set; }
    public int Quantity { get; private set; }
    public string Unit { get; private set; } = "";
    public NeedRhythm Rhythm { get; private set; }

    /// <summary>For one unit.</summary>
    public Money? PriceWish { get; private set; }
    public int Months { get; private set; }

    /// <summary>Where it is to be delivered; its officers look after the need.</summary>
    public string ProvinceCode { get; private set; } = "";
    public string ScopePath { get; private set; } = "";

    /// <summary>The last local day on which answers are taken.</summary>
    public DateOnly LastDay { get; private set; }
    public BuyerKind Buyer { get; private set; }
    public string Company { get; private set; } = "";

    /// <summary>The person to ask for.</summary>
    public string Contact { get; private set; } = "";
    public string Phone { get; private set; } = "";
    public string? Email { get; private set; }

    /// <summary>"vi" or "en": the language of the page it was posted on.</summary>
    public string Language { get; private set; } = "vi";
    public DateTime CreatedAt { get; private set; }
    public NeedState State { get; private set; }
    public string? CodeHash { get; private set; }
    public DateTime? CodeUntil { get; private set; }
    public int CodeTries { get; private set; }
    public int CodesSent { get; private set; }
    public DateTime? CheckedAt { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public NeedOutcome? Outcome { get; private set; }
    public Money? DealValue { get; private set; }
    public string? OutcomeNote { get; private set; }

    /// <summary>Of the meeting or the memorandum.</summary>
    public DateOnly? MeetingDay { get; private set; }
    public DateTime? ForgottenAt { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Need(Id);

    public Scope Scope => Scope.Parse(ScopePath);

    public bool TakesAnswersOn(DateOnly day) => State == NeedState.Open && day <= LastDay;

    public void ExpectCode(string hash, DateTime now) => (CodeHash, CodeUntil, CodeTries, CodesSent) = (hash, now + CodeLasts, 0, CodesSent + 1);

    public void Open(DateTime now) => (State, CheckedAt, CodeHash, CodeUntil) = (NeedState.Open, now, null, null);

    public void Close(NeedResult result, DateTime now)
    {
        (State, ClosedAt, CodeHash, CodeUntil) = (NeedState.Closed, now, null, null);
        (Outcome, DealValue, OutcomeNote, MeetingDay) = (result.Outcome, result.DealValue, result.Note, result.MeetingDay);
    }

    /// <summary>Who looked for it, and the words in which an officer may have named somebody. What was needed and what came of it stays.</summary>
    public void Forget(DateTime now) => (Company, Contact, Phone, Email, OutcomeNote, CodeHash, ForgottenAt) = ("", "", "", null, null, null, now);
}

/// <summary>A producer is told of a need once.</summary>
public sealed class NeedMatch
{
    private NeedMatch() { }

    public NeedMatch(Guid needId, Guid producerId, DateTime now) => (NeedId, ProducerId, ToldAt) = (needId, producerId, now);

    public Guid NeedId { get; private set; }
    public Guid ProducerId { get; private set; }
    public DateTime ToldAt { get; private set; }
}
