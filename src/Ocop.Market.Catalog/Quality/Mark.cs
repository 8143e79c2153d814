using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <summary>Kinds of protected signs (Law on Intellectual Property 50/2005/QH11, article 4). A geographical indication has no end.</summary>
public enum MarkKind { Trademark, CollectiveMark, CertificationMark, GeographicalIndication }

public sealed record MarkFacts(MarkKind Kind, string Name, string Number, string Owner, string Area, DateOnly From, DateOnly? Until);

/// <summary>A protected sign of the register: who owns it, for which area, until when.</summary>
public sealed class Mark : ITellsChange
{
    private Mark() { }

    public Mark(MarkFacts facts, Scope scope, DateTime now)
    {
        (Id, ScopePath, At) = (Guid.CreateVersion7(), scope.Path, now);
        Say(facts);
    }

    public Guid Id { get; private set; }
    public MarkKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public string FoldedName { get; private set; } = "";
    public string Number { get; private set; } = "";
    public string Owner { get; private set; } = "";

    /// <summary>In words, as the certificate has it; empty for a trademark of one producer.</summary>
    public string Area { get; private set; } = "";
    public DateOnly From { get; private set; }

    /// <summary>Last valid local day; null where it has no end.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Who keeps it in the register (<see cref="Scope"/>).</summary>
    public string ScopePath { get; private set; } = "/";
    public DateTime At { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Mark(Id);

    public Scope Scope => Scope.Parse(ScopePath);

    public void Say(MarkFacts facts)
    {
        (Kind, Name, Number, Owner, Area, From, Until) = facts;
        FoldedName = VietnameseText.Fold($"{Name} {Owner}");
    }
}

/// <summary>That a producer, or one product, may use a mark. Shown only while both the mark and the use are valid.</summary>
public sealed class MarkUse : ITellsChange
{
    private MarkUse() { }

    public MarkUse(Guid markId, Guid? productId, Guid? producerId, DateOnly from, DateOnly? until) =>
        (Id, MarkId, ProductId, ProducerId, From, Until) = (Guid.CreateVersion7(), markId, productId, producerId, from, until);

    public Guid Id { get; private set; }
    public Guid MarkId { get; private set; }
    public Guid? ProductId { get; private set; }
    public Guid? ProducerId { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly? Until { get; private set; }

    public ChangeSubject ChangeSubject => ProductId is { } product ? ChangeSubject.Product(product) : ChangeSubject.Producer(ProducerId!.Value);
}

public static class MarkKinds
{
    public static LocalText Words(this MarkKind kind) => kind switch
    {
        MarkKind.Trademark => new("Nhãn hiệu", "Trademark"),
        MarkKind.CollectiveMark => new("Nhãn hiệu tập thể", "Collective mark"),
        MarkKind.CertificationMark => new("Nhãn hiệu chứng nhận", "Certification mark"),
        MarkKind.GeographicalIndication => new("Chỉ dẫn địa lý", "Geographical indication"),
    };
}
