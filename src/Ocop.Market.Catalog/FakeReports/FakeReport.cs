using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.FakeReports;

public enum FakeReportState { New, Checking, Closed }

/// <param name="What">The goods, as the visitor calls them.</param>
/// <param name="Where">Shop, market, address on the web.</param>
/// <param name="Phone">As +84….</param>
public sealed record FakeReportWords(string What, string Where, string? Message, string? Name, string? Phone, string? Email);

/// <summary>A visitor's word that somebody sells under the name of one of these goods. Officers look into it and say what came of it.</summary>
public sealed class FakeReport : ITellsChange
{
    private FakeReport() { }

    public FakeReport(FakeReportWords words, Guid? productId, Scope scope, string language, DateTime now)
    {
        (Id, ProductId, ScopePath, Language, CreatedAt) = (Guid.CreateVersion7(), productId, scope.Path, language, now);
        (What, Where, Message, Name, Phone, Email) = words;
    }

    public Guid Id { get; private set; }

    /// <summary>Whose name is used, where the visitor came from its page.</summary>
    public Guid? ProductId { get; private set; }
    public string What { get; private set; } = "";
    public string Where { get; private set; } = "";
    public string? Message { get; private set; }
    public string? Name { get; private set; }
    public string? Phone { get; private set; }
    public string? Email { get; private set; }

    /// <summary>"vi" or "en": the language of the page.</summary>
    public string Language { get; private set; } = "vi";

    /// <summary>The place of the goods' producer; the programme where no product is known.</summary>
    public string ScopePath { get; private set; } = "/";
    public FakeReportState State { get; private set; }

    /// <summary>What came of it, in an officer's words; the reporter is told the same.</summary>
    public string? Outcome { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public DateTime? ForgottenAt { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.FakeReport(Id);

    public Scope Scope => Scope.Parse(ScopePath);

    public void TakeUp() => State = FakeReportState.Checking;

    public void Close(string outcome, DateTime now) => (State, Outcome, ClosedAt) = (FakeReportState.Closed, outcome, now);

    /// <summary>Who reported, and the words in which they may have named somebody. What was reported of which goods stays.</summary>
    public void Forget(DateTime now) => (Name, Phone, Email, Message, Where, ForgottenAt) = (null, null, null, null, "", now);
}

/// <summary>What the visitor photographed: for officers only, gone with the reporter.</summary>
public sealed class FakeReportPhoto
{
    private FakeReportPhoto() { }

    public FakeReportPhoto(Guid reportId, byte[] jpeg) => (Id, ReportId, Jpeg) = (Guid.CreateVersion7(), reportId, jpeg);

    public Guid Id { get; private set; }
    public Guid ReportId { get; private set; }
    public byte[] Jpeg { get; private set; } = [];
}

public static class FakeReportStates
{
    public static LocalText Words(this FakeReportState state) => state switch
    {
        FakeReportState.New => new("mới", "new"),
        FakeReportState.Checking => new("đang kiểm tra", "being checked"),
        FakeReportState.Closed => new("đã xong", "closed"),
    };
}
