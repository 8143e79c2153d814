using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <param name="Bin">Six digits by which card and transfer networks know it.</param>
/// <param name="ShortName">As its app is called: "Vietcombank".</param>
public sealed record Bank(string Bin, string ShortName, string Name, string? Swift);

/// <summary>The banks an account can be at; data/vn-bank-bins.csv travels inside the assembly.</summary>
public static class Banks
{
    public static readonly IReadOnlyList<Bank> All =
        [.. ShippedRows.Of(typeof(Banks).Assembly, "vn-bank-bins.csv").Select(row => new Bank(row["bin"], row["short_name"], row["name"], row["swift"] is { Length: > 0 } swift ? swift : null))];

    public static Bank? WithBin(string? bin) => All.FirstOrDefault(bank => bank.Bin == bin);

    /// <summary>Banks with every typed word in their names, marks or not: "ngoai thuong", "viet com bank", "9704". Those whose short name begins so come first.</summary>
    public static IReadOnlyList<Bank> Find(string? typed)
    {
        var folded = VietnameseText.Fold(typed ?? "");
        return [.. All.Where(bank => Matches(bank, folded)).OrderByDescending(bank => Squeezed(bank.ShortName).StartsWith(Squeezed(folded), StringComparison.Ordinal))];
    }

    private static bool Matches(Bank bank, string folded)
    {
        var names = VietnameseText.Fold($"{bank.ShortName} {bank.Name} {bank.Swift} {bank.Bin}");
        return folded.Split(' ').All(word => names.Contains(word, StringComparison.Ordinal)) || Squeezed(bank.ShortName).Contains(Squeezed(folded), StringComparison.Ordinal);
    }

    private static string Squeezed(string text) => VietnameseText.Fold(text).Replace(" ", "", StringComparison.Ordinal);
}
