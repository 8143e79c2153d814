using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

public enum SalesPointStatus { Open, Paused, Closed }

/// <summary>Điểm giới thiệu và bán sản phẩm OCOP: a place where people find the goods without ordering them (Decisions 920 and 950/QĐ-BCT).</summary>
public sealed class SalesPoint : ITellsChange
{
    public const int LongestName = 150, LongestAddress = 200, LongestNote = 300;

    private SalesPoint() { }

    public SalesPoint(SalesPointWords words, string slug, bool isDemo, DateTime now)
    {
        (Id, Slug, IsDemo, CreatedAt) = (Guid.CreateVersion7(), slug, isDemo, now);
        Describe(words);
    }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Name and address in bare letters, for the desk's search.</summary>
    public string Folded { get; private set; } = "";
    public string Slug { get; private set; } = "";

    /// <summary>One of <see cref="SalesPointKinds"/>.</summary>
    public string Kind { get; private set; } = "";
    public PlaceAsIssued Place { get; private set; } = PlaceAsIssued.Unknown;

    /// <summary>House number, street, hamlet.</summary>
    public string? Address { get; private set; }

    /// <summary>Both or neither. Without them the point stands in the middle of its commune, and pages say so.</summary>
    public double? Latitude { get; private set; }
    public double? Longitude { get; private set; }
    public string? Phone { get; private set; }
    public string HoursStored { get; private set; } = "";

    /// <summary>What is different on holidays, in words.</summary>
    public string? HolidayNote { get; private set; }
    public SalesPointStatus Status { get; private set; }
    public DateOnly? ClosedDay { get; private set; }
    public int? ClosedFrom { get; private set; }

    /// <summary>A plain column, so that lists are filtered by its beginning.</summary>
    public string ScopePath { get; private set; } = "/";
    public bool IsDemo { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.SalesPoint(Id);

    public Scope Scope => Scope.Parse(ScopePath);

    public OpeningHours Hours => OpeningHours.Of(HoursStored);

    public OpenPlan Plan => new(Status, Hours, ClosedDay, ClosedFrom);

    public SpotOnMap? Spot => Latitude is { } latitude && Longitude is { } longitude ? new(latitude, longitude) : null;

    public void Describe(SalesPointWords words)
    {
        (Name, Kind, Place, Address, Phone, HolidayNote, Status) = (words.Name, words.Kind, words.Place, words.Address, words.Phone, words.HolidayNote, words.Status);
        (Latitude, Longitude, HoursStored) = (words.Spot?.Latitude, words.Spot?.Longitude, words.Hours.Stored);
        Folded = VietnameseText.Fold($"{Name} {Address}");
        ScopePath = Scope.SalesPoint(Place.ProvinceCode, Place.CommuneCode, Id).Path;
    }

    public void KeepHours(OpeningHours hours, string? holidayNote) => (HoursStored, HolidayNote) = (hours.Stored, holidayNote);

    /// <summary>On that day nobody is there from that minute on; 0 is the whole day.</summary>
    public void CloseOn(DateOnly day, int from) => (ClosedDay, ClosedFrom) = (day, from);

    public void OpenAsUsual() => (ClosedDay, ClosedFrom) = (null, null);
}

/// <summary>A product on the shelves of a point: there or out, and the day on which somebody last looked.</summary>
public sealed class SalesPointGood : ITellsChange
{
    /// <summary>After so many days nobody knows any more.</summary>
    public const int TrueForDays = 30;

    private SalesPointGood() { }

    public SalesPointGood(Guid salesPointId, Guid productId, bool isThere, DateOnly confirmedOn) =>
        (SalesPointId, ProductId, IsThere, ConfirmedOn) = (salesPointId, productId, isThere, confirmedOn);

    public Guid SalesPointId { get; private set; }
    public Guid ProductId { get; private set; }
    public bool IsThere { get; private set; }
    public DateOnly ConfirmedOn { get; private set; }

    /// <summary>When its producer was last told that it is out.</summary>
    public DateOnly? ToldOn { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Shelf(SalesPointId);

    public void Confirm(bool isThere, DateOnly on) => (IsThere, ConfirmedOn) = (isThere, on);
}

/// <summary>What an officer found of one criterion at a point. Without one nobody looked, and nothing is assumed.</summary>
public sealed class SalesPointCheck : ITellsChange
{
    public const int LongestNote = 300;

    private SalesPointCheck() { }

    public SalesPointCheck(Guid salesPointId, string criterion, bool isMet, string? note, Guid checkedBy, DateTime at) =>
        (SalesPointId, Criterion, IsMet, Note, CheckedBy, At) = (salesPointId, criterion, isMet, note, checkedBy, at);

    public Guid SalesPointId { get; private set; }

    /// <summary>One of <see cref="SalesPointCriteria"/>.</summary>
    public string Criterion { get; private set; } = "";
    public bool IsMet { get; private set; }
    public string? Note { get; private set; }
    public Guid CheckedBy { get; private set; }
    public DateTime At { get; private set; }

    // Only the desk shows it.
    public ChangeSubject ChangeSubject => new("salespoint-check", SalesPointId.ToString());

    public void Find(bool isMet, string? note, Guid by, DateTime at) => (IsMet, Note, CheckedBy, At) = (isMet, note, by, at);
}

/// <summary>A photo of the library on a point's page; the library's words and file stay the library's.</summary>
public sealed class SalesPointPhoto : ITellsChange
{
    private SalesPointPhoto() { }

    public SalesPointPhoto(Guid salesPointId, Guid mediaItemId, int position) => (SalesPointId, MediaItemId, Position) = (salesPointId, mediaItemId, position);

    public Guid SalesPointId { get; private set; }
    public Guid MediaItemId { get; private set; }
    public int Position { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Shelf(SalesPointId);
}
