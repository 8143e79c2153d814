using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Producers;

/// <summary>Kinds of chủ thể that the programme knows (ocop-programme: 148/QĐ-TTg; the last is for tourism).</summary>
public enum ProducerKind { Cooperative, CooperativeGroup, Company, Farm, Household, Workshop, Association, Unknown }

/// <summary>Chủ thể: who makes the product and holds its certificate.</summary>
public sealed class Producer : ITellsChange
{
    public const int LongestAbout = 1500;

    /// <summary>
    /// Stands where a source names the product only. Each such product has one of its own: they are different people, and an order
    /// for two of them must not become one parcel.
    /// </summary>
    public const string Unnamed = "Chủ thể chưa ghi trong nguồn";

    private Producer() { }

    public Producer(string name, ProducerKind kind, string slug, PlaceAsIssued place, bool isDemo, DateTime now)
    {
        (Id, Name, Kind, Slug, Place, IsDemo, CreatedAt) = (Guid.CreateVersion7(), VietnameseText.Normalize(name), kind, slug, place, isDemo, now);
        FoldedName = VietnameseText.Fold(name);
    }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string FoldedName { get; private set; } = "";
    public ProducerKind Kind { get; private set; }
    public string Slug { get; private set; } = "";
    public PlaceAsIssued Place { get; private set; } = PlaceAsIssued.Unknown;

    /// <summary>Where order mails go. ASCII local part: without SMTPUTF8 nothing else arrives.</summary>
    public string? Email { get; private set; }
    public string? Phone { get; private set; }

    /// <summary>What it tells of itself on its page; its lines are paragraphs.</summary>
    public string? About { get; private set; }

    /// <summary>A photo of the library at the head of its page.</summary>
    public Guid? BannerId { get; private set; }
    public bool IsDemo { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public long Version { get; private set; }

    public bool IsUnnamed => Kind == ProducerKind.Unknown && Name == Unnamed;

    public ChangeSubject ChangeSubject => ChangeSubject.Producer(Id);

    /// <summary>Where its things lie; who has a right there has it on them.</summary>
    public Scope Scope => Scope.Producer(Place.ProvinceCode, Place.CommuneCode, Id);

    public void MoveTo(PlaceAsIssued place) => Place = place;

    public void Tell(string? about, Guid? bannerId) => (About, BannerId) = (about, bannerId);

    public void SetContact(string? email, string? phone) => (Email, Phone) = (email, phone);
}
