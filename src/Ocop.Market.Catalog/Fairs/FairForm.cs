using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>What an officer typed, as typed. Field names of refusals are these names in lower camel case.</summary>
public sealed record FairForm
{
    public string? TitleVi { get; init; }
    public string? TitleEn { get; init; }
    public string? AboutVi { get; init; }
    public string? AboutEn { get; init; }
    public string? Address { get; init; }
    public string? CommuneCode { get; init; }
    public string? ApplyUntil { get; init; }
    public string? PlanMediaId { get; init; }

    /// <summary>A market's own: how it comes round.</summary>
    public string? Comes { get; init; }
    public IReadOnlyList<string> Weekdays { get; init; } = [];
    public string? Nth { get; init; }
    public string? MonthWeekday { get; init; }

    /// <summary>"2, 7, 12": of the month, solar or lunar; "cuối" is a month's last day.</summary>
    public string? MonthDays { get; init; }
    public string? From { get; init; }
    public string? Until { get; init; }
    public string? Opens { get; init; }
    public string? Closes { get; init; }
}

/// <summary>A row left without its first field is no row.</summary>
public sealed record DayRow(Guid? Id, string? Day, string? Opens, string? Closes);

public sealed record ProgrammeRow(string? Day, string? At, string? WhatVi, string? WhatEn);

public sealed record BoothRow(Guid? Id, string? Number, string? Size, string? Fee, string? X, string? Y, string? Group);

/// <summary>What people write into the fields of a fair's forms.</summary>
internal static class FairFields
{
    private static readonly string[] Times = ["HH:mm", "H:mm", "HH:mm:ss", "H'h'mm", "H'h'", "H"];

    public static string Line(string? text) => VietnameseText.Normalize((text ?? "").Trim());

    /// <summary>Words of several lines.</summary>
    public static string Text(string? text) => string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(VietnameseText.Normalize)).Trim('\n', ' ');

    public static DateOnly? Day(string? text) => Typed.Day(text) is { Year: > 2000 and < 2100 } day ? day : null;

    public static TimeOnly? Time(string? text) => TimeOnly.TryParseExact((text ?? "").Trim(), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static int? Number(string? text, int least, int most) =>
        int.TryParse((text ?? "").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    /// <summary>"1.500.000", "1500000 đ"; empty is nothing to pay.</summary>
    public static Money? Dong(string? text)
    {
        var typed = (text ?? "").Trim().Replace(",", "", StringComparison.Ordinal);
        return typed.Length == 0 ? Money.Zero : Money.Read(typed);
    }
}
