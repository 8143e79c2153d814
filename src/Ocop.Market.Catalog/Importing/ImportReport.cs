using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <param name="Line">Line in the file, from 1; 0 where it is about the file.</param>
/// <param name="Column">Empty where it is about the whole row.</param>
public sealed record ImportError(int Line, string Column, string Value, LocalText Reason);

/// <summary>What became of a file.</summary>
public sealed class ImportReport
{
    private const int KeptErrors = 1000;

    private readonly List<ImportError> _errors = [];

    public int Rows { get; private set; }
    public int BadRows { get; private set; }
    public int Created { get; private set; }
    public int Updated { get; private set; }
    public int Unchanged { get; private set; }

    /// <summary>The first thousand; the written report holds all.</summary>
    public IReadOnlyList<ImportError> Errors => _errors;
    public int ErrorCount { get; private set; }

    /// <summary>Whether anything of the file stands in the market now. False after a refusal and after a dry run.</summary>
    public bool IsApplied { get; internal set; }

    public bool IsClean => ErrorCount == 0;

    internal bool FileIsUnreadable { get; private set; }

    internal void CountRow(IReadOnlyList<ImportError> errors)
    {
        Rows++;
        if (errors.Count == 0) return;
        BadRows++;
        Add(errors);
    }

    internal void CountWritten(int created, int updated, int unchanged) => (Created, Updated, Unchanged) = (Created + created, Updated + updated, Unchanged + unchanged);

    internal void RefuseFile(IReadOnlyList<ImportError> errors)
    {
        FileIsUnreadable = true;
        Add(errors);
    }

    private void Add(IReadOnlyList<ImportError> errors)
    {
        ErrorCount += errors.Count;
        _errors.AddRange(errors.Take(KeptErrors - _errors.Count));
    }
}
