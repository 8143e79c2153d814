using System.Globalization;
using System.Text.RegularExpressions;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>What does not go into a box, or not with each other. The sets are those of Decision 148/QĐ-TTg.</summary>
public static partial class BoxRules
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
        return TooHeavy(size, parts.Sum(part => part.WeightGrams * part.Quantity)) ?? Mixed(parts);
    }

    /// <summary>
    /// Why what lies in a box, or is to lie in it instead, may not take the other's place; null where it may. What the buyer agreed to at the checkout is a thing of the
    /// same worth, not strong drink, not a promise of the box broken and not something that makes them ill.
    /// </summary>
    /// <param name="share">What the buyer paid for one piece of it within the box.</param>
    /// <param name="promisedStars">What the box's words promise; see <see cref="PromisedStars"/>.</param>
    /// <param name="others">All else that lies in the box.</param>
    /// <param name="wishedDay">On which the buyer wants to have it.</param>
    public static Refusal? Replacing(BoxPartView gone, BoxPartView by, Money share, int promisedStars, IReadOnlyList<BoxPartView> others, bool buyerAgreed, DateOnly? wishedDay = null)
    {
        if (by.VariantId == gone.VariantId) return No("SameAgain", $"{by.Name} chính là món đang hết.", $"{by.Name} is what has run out.");
        if (!by.IsListed) return No("NotForSale", $"{by.Name}: hiện không bán.", $"{by.Name}: not for sale at present.");
        if (Unfit(by.GroupSlug, by.SetCode) is { } unfit) return No("Unfit", $"{by.Name}: {unfit.Vi}", $"{by.Name}: {unfit.En}");
        var worth = gone.Price > share ? gone.Price : share;
        if (by.Price < worth) return No("Cheaper", $"{by.Name} giá {by.Price}, món thay phải từ {worth} trở lên.", $"{by.Name} costs {by.Price}; what replaces it must cost {worth} or more.");
        if (IsAlcohol(by.SetCode) && !IsAlcohol(gone.SetCode)) return No("Alcohol", $"{by.Name} có cồn, không thay cho món không cồn.", $"{by.Name} contains alcohol and does not replace what has none.");
        if (promisedStars > 0 && (by.Stars?.Count ?? 0) < promisedStars) return No("StarsMissing", $"Lời của hộp hứa hàng OCOP{(promisedStars > 1 ? $" {promisedStars} sao" : "")}; hôm nay {by.Name} không có hạng ấy.", $"The box’s words promise OCOP goods{(promisedStars > 1 ? $" of {promisedStars} stars" : "")}; {by.Name} has no such rank today.");
        if (wishedDay is { } day && by.FirstBatchEnds < day) return No("EndsBefore", $"{by.Name} chỉ dùng đến {by.FirstBatchEnds:dd/MM/yyyy}, khách nhận ngày {day:dd/MM/yyyy}.", $"{by.Name} keeps until {by.FirstBatchEnds:dd/MM/yyyy}; the buyer gets it on {day:dd/MM/yyyy}.");
        if (Mixed([.. others, by]) is { } mixed) return mixed with { Field = "variant" };
        if (!buyerAgreed && NewAllergens(gone, by) is { } fresh) return No("AllergensNew", $"{by.Name}: {fresh.Vi}. Hỏi khách trước; khách đồng ý thì đánh dấu.", $"{by.Name}: {fresh.En}. Ask the buyer first and tick the box if they agree.");
        return null;

        static Refusal No(string reason, string vi, string en) => new(reason, "variant", vi, en);
    }

    /// <summary>What somebody with an allergy could not know from the first thing; null where there is nothing new.</summary>
    public static LocalText? NewAllergens(BoxPartView gone, BoxPartView by) => by.Allergens switch
    {
        null => new("chưa khai chất gây dị ứng", "allergens not stated"),
        { } stated when (stated & ~(gone.Allergens ?? Allergens.None)) is var fresh && fresh != Allergens.None => new($"có {fresh.Words().Vi}, món cũ không có hoặc chưa khai", $"contains {fresh.Words().En}, which the first did not, or did not state"),
        _ => null,
    };

    /// <summary>How many stars these words promise: the fewest that are named, 1 for the programme's name alone, 0 where they promise none.</summary>
    public static int PromisedStars(params IEnumerable<string> words)
    {
        var text = string.Join('\n', words);
        var named = StarsNamed().Matches(text).Select(match => match.Groups[1].Value[0] - '0').ToList();
        return named.Count > 0 ? named.Min() : text.Contains("OCOP", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
    }

    /// <summary>Sentence by sentence: one that promises stars goes whole.</summary>
    internal static string WithoutStars(string words) => PromisedStars(words) == 0 ? words : string.Join(' ', Sentences().Split(words).Where(sentence => PromisedStars(sentence) == 0));

    internal static Refusal? TooHeavy(BoxSize size, int grams) => grams <= size.MostGrams ? null : new("TooHeavy", "parts", $"Các món nặng {Kilos(grams)} kg, {size.Name.Vi} chịu {Kilos(size.MostGrams)} kg.", $"The parts weigh {Kilos(grams)} kg; a {size.Name.En} carries {Kilos(size.MostGrams)} kg.");

    private static Refusal? Mixed(IReadOnlyList<BoxPartView> parts)
    {
        if (parts.Any(part => IsCosmetic(part.SetCode)) && parts.Any(part => Product.IsFood(part.GroupSlug)))
            return new("CosmeticsApart", "parts", "Mỹ phẩm và đồ ăn uống không đóng chung một hộp.", "Cosmetics and food do not go into one box.");
        return null;
    }

    [GeneratedRegex(@"\b([345])\s*[-–]?\s*(?:sao|stars?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StarsNamed();

    [GeneratedRegex(@"(?<=[.!?…])\s+")]
    private static partial Regex Sentences();

    private static string Kilos(int grams) => (grams / 1000m).ToString("0.#", CultureInfo.InvariantCulture).Replace('.', ',');

    private static int NumberOf(string? setCode) => int.TryParse(setCode?[(setCode.IndexOf('-', StringComparison.Ordinal) + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
