namespace Ocop.Market.Catalog.Importing;

/// <param name="File">CSV or an .xlsx workbook, which its first bytes tell; able to seek, never held in memory as a whole.</param>
/// <param name="FileName">For the audit entry.</param>
/// <param name="Actor">As in an audit entry: "command:import".</param>
public sealed record ImportRequest(Stream File, string FileName, string Actor)
{
    /// <summary>Everything is done and rolled back.</summary>
    public bool DryRun { get; init; }

    /// <summary>Takes the good rows and leaves the bad ones; else one bad row refuses the whole file.</summary>
    public bool KeepGood { get; init; }

    /// <summary>Where the source rows are written back in the same kind of file, each with what is wrong with it; mended there, the file can be imported again.</summary>
    public Stream? ReportFile { get; init; }

    /// <summary>Products and producers of this file are shown as demonstration.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Hears how many rows were read, a thousand at a time; what is told of a file that is taken back is nothing yet.</summary>
    public Action<int>? Told { get; init; }
}
