using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

public enum ReportSubject { Products, Producers, SalesPoints, Fairs }

/// <summary>What the rows of a table are.</summary>
public enum ReportBy { Province, Commune, Stars, Group, ProducerKind, PointKind, FairKind }

/// <param name="Day">Of products and producers; sales points are told as they stand now.</param>
/// <param name="From">With <paramref name="Until"/> the time in which fairs end.</param>
public sealed record ReportQuestion(ReportSubject Subject, ReportBy By, string? ProvinceCode, DateOnly Day, DateOnly From, DateOnly Until);

/// <summary>How well a part of the whole stands: what it is drawn as.</summary>
public enum ReportTone { Best, Good, Fair, Bad, Open }

/// <param name="Tone">Null where the column is no part of the whole that is drawn.</param>
public sealed record ReportColumn(LocalText Heading, ReportTone? Tone);

/// <param name="Numbers">In the order of the columns; null where nobody told, which is no zero.</param>
public sealed record ReportRow(LocalText Name, IReadOnlyList<long?> Numbers);

/// <param name="Total">Each thing stands in one row, so that it is the sum of the rows.</param>
/// <param name="Notes">What was counted how, where one could take it otherwise.</param>
public sealed record Report(ReportQuestion Question, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows, IReadOnlyList<long?> Total, IReadOnlyList<LocalText> Notes)
{
    /// <summary>No row has anything in it.</summary>
    public bool IsEmpty => Total.All(number => number is null or 0);
}
