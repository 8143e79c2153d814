using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>What of value added tax is in a price. Not subject is not the same as a rate of nought: the seller states no tax at all.</summary>
public enum VatRate { NotSubject, Zero, Five, Eight, Ten }

/// <summary>What the rate of a product depends on.</summary>
/// <param name="Set">By the producer; goes before all else.</param>
public readonly record struct VatFacts(VatRate? Set, ProducerKind Seller, string? GroupSlug, string? SetCode)
{
    public VatRate On(DateOnly day) => Set ?? VatRates.Usual(Seller, GroupSlug, SetCode, day);
}

/// <summary>
/// The rates where a producer set none: docs/vat.md has the table with the laws it was drawn from. Where it does not know, it states no tax: too
/// little stated is put right with one setting, tax stated by somebody who owes none has to be paid.
/// </summary>
public static class VatRates
{
    /// <summary>Resolution 204/2025/QH15 takes two points off most of what stands at ten, to the end of 2026.</summary>
    public static readonly DateOnly ReducedFrom = new(2025, 7, 1), ReducedUntil = new(2026, 12, 31);

    private const int LastUnprocessedSet = 4, FirstPlantSet = 23, WhiteSpirit = 14, OtherAlcohol = 15;

    public static int Percent(this VatRate rate) => rate switch { VatRate.NotSubject or VatRate.Zero => 0, VatRate.Five => 5, VatRate.Eight => 8, VatRate.Ten => 10 };

    public static LocalText Words(this VatRate rate) => rate == VatRate.NotSubject ? new("Không chịu thuế", "Not subject to VAT") : new($"{rate.Percent()}%", $"{rate.Percent()}%");

    public static VatRate Standard(DateOnly day) => day >= ReducedFrom && day <= ReducedUntil ? VatRate.Eight : VatRate.Ten;

    public static VatRate Usual(ProducerKind seller, string? groupSlug, string? setCode, DateOnly day)
    {
        // Those who pay on turnover, or do not trade as a firm, state none.
        if (!StatesTax(seller) || groupSlug is null) return VatRate.NotSubject;
        return SetNumber(setCode) switch
        {
            // What a maker of the programme grew, caught or bred itself, fresh or simply prepared; plants and animals among it.
            <= LastUnprocessedSet or >= FirstPlantSet => VatRate.NotSubject,
            // Goods under excise are left out of the reduction.
            WhiteSpirit or OtherAlcohol => VatRate.Ten,
            null when groupSlug is "thuc-pham" or "sinh-vat-canh" => VatRate.NotSubject,
            _ => Standard(day),
        };
    }

    /// <summary>Of the fee for a parcel that this producer sends.</summary>
    public static VatRate OfDelivery(ProducerKind seller, DateOnly day) => StatesTax(seller) ? Standard(day) : VatRate.NotSubject;

    private static bool StatesTax(ProducerKind seller) => seller is ProducerKind.Company or ProducerKind.Cooperative;

    private static int? SetNumber(string? code) => code is not null && int.TryParse(code[(code.LastIndexOf('-') + 1)..], out var number) ? number : null;
}
