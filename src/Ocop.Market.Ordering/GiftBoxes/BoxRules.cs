using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>What does not go into a box, or not with each other. The sets are those of Decision 148/QĐ-TTg.</summary>
public static class BoxRules
{
    private const int FreshPlants = 1, FreshAnimals = 2, Spirits = 14, OtherAlcohol = 15, Cosmetics = 19;

    /// <summary>Not for whoever is under 18: Law 44/2019/QH14 on harm from alcohol, article 5.</summary>
    public static bool IsAlcohol(string? setCode) => NumberOf(setCode) is Spirits or OtherAlcohol;

    /// <summary>Food takes on the smell of creams and soaps.</summary>
    private static bool IsCosmetic(string? setCode) => NumberOf(setCode) is Cosmetics;

    /// <summary>Why it goes into no box; null where it does.</summary>
    public static LocalText? Unfit(string? groupSlug, string? setCode) => NumberOf(setCode) switch
    {
        FreshPlants or FreshAnimals => new("Hàng tươi, không đi chung hộp.", "Fresh goods do not travel in a box."),
        _ when groupSlug is "sinh-vat-canh" or "du-lich" => new("Không đóng hộp được.", "Cannot be boxed."),
        _ => null,
    };

    /// <summary>Why these do not go into one box of this size; null where they do.</summary>
    public static Refusal? Together(BoxSize size, IReadOnlyList<BoxPartView> parts)
    {
        if (parts.Count == 0) return new("BoxEmpty", "parts", "Chọn ít nhất một món.", "Choose at least one thing.");
        if (parts.FirstOrDefault(part => Unfit(part.GroupSlug, part.SetCode) is not null) is { } unfit)
            return new("Unfit", "parts", $"{unfit.Name}: {Unfit(unfit.GroupSlug, unfit.SetCode)!.Vi}", $"{unfit.Name}: {Unfit(unfit.GroupSlug, unfit.SetCode)!.En}");
        var pieces = parts.Sum(part => part.Quantity);
        if (pieces > size.Slots) return new("TooManyParts", "parts", $"{size.Name.Vi} có {size.Slots} ô, bạn chọn {pieces} món.", $"A {size.Name.En} has {size.Slots} slots; you chose {pieces}.");
        var grams = parts.Sum(part => part.WeightGrams * part.Quantity);
        if (grams > size.MostGrams) return new("TooHeavy", "parts", $"Các món nặng {Kilos(grams)} kg, {size.Name.Vi} chịu {Kilos(size.MostGrams)} kg.", $"The parts weigh {Kilos(grams)} kg; a {size.Name.En} carries {Kilos(size.MostGrams)} kg.");
        if (parts.Any(part => IsCosmetic(part.SetCode)) && parts.Any(part => part.GroupSlug is "thuc-pham" or "do-uong"))
            return new("CosmeticsApart", "parts", "Mỹ phẩm và đồ ăn uống không đóng chung một hộp.", "Cosmetics and food do not go into one box.");
        return null;
    }

    private static string Kilos(int grams) => (grams / 1000m).ToString("0.#", CultureInfo.InvariantCulture).Replace('.', ',');

    private static int NumberOf(string? setCode) => int.TryParse(setCode?[(setCode.IndexOf('-', StringComparison.Ordinal) + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
