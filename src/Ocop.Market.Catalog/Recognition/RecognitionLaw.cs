namespace Ocop.Market.Catalog.Recognition;

/// <summary>Which rubric applied on a day, and who recognised which stars.</summary>
public static class RecognitionLaw
{
    /// <summary>The programme began with 490/QĐ-TTg; nothing can be recognised before it.</summary>
    public static readonly DateOnly Beginning = new(2018, 5, 7);

    private static readonly DateOnly Decision781 = new(2020, 6, 8);
    private static readonly DateOnly Decision148 = new(2023, 2, 24);
    private static readonly DateOnly Decision1489 = new(2025, 7, 6);

    public static string CriteriaOn(DateOnly day) =>
        day >= Decision1489 ? "148+1489"
        : day >= Decision148 ? "148"
        : day >= Decision781 ? "781"
        : "1048";

    /// <summary>Three stars were the district's to give from Decision 148 until districts ended; the province's before and after.</summary>
    public static RecognitionLevel LevelOn(int stars, DateOnly day) => stars switch
    {
        5 => RecognitionLevel.Ministry,
        3 when day >= Decision148 && day < Decision1489 => RecognitionLevel.District,
        _ => RecognitionLevel.Province,
    };
}
