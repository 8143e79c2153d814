namespace Ocop.Market.Catalog.Importing;

/// <summary>Checking and Importing without anybody at work mean that the process ended meanwhile: nothing was taken in, or everything was, and either may be done again.</summary>
public enum ListState { Waiting, Checking, Checked, Importing, Imported }

/// <summary>A product list that somebody sent to the desk, and what is known of it. Kept by the hash of its bytes, so that what is imported is what was checked.</summary>
/// <param name="Actor">Who sent it.</param>
public sealed record KeptList(string Hash, string FileName, string Actor, DateTime At, ListState State)
{
    public const int ErrorsShown = 50;

    public int Rows { get; init; }
    public int BadRows { get; init; }
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int ErrorCount { get; init; }
    public IReadOnlyList<ImportError> Errors { get; init; } = [];

    /// <summary>The file as a whole is no list; there are no rows to take.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Nothing stopped it but a fault of ours.</summary>
    public bool HasFailed { get; init; }

    public int GoodRows => Rows - BadRows;

    internal KeptList Told(ImportReport report, ListState state) => this with
    {
        State = state, Rows = report.Rows, BadRows = report.BadRows, Created = report.Created, Updated = report.Updated, Unchanged = report.Unchanged,
        ErrorCount = report.ErrorCount, Errors = [.. report.Errors.Take(ErrorsShown)], IsUnreadable = report.FileIsUnreadable, HasFailed = false,
    };
}
