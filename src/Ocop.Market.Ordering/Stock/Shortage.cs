using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>How the market says that there is less than somebody wants.</summary>
internal static class Shortage
{
    public static Refusal Of(string pack, int available) => available <= 0
        ? new Refusal("OutOfStock", "quantity", "Món này vừa hết hàng.", "This has just sold out.")
        : new Refusal("NotEnough", "quantity", $"Chỉ còn {available} {pack}.", $"Only {available} left.");

    /// <summary>On a page of several lines the sentence must name its product.</summary>
    public static Refusal Of(string product, string pack, int available) => available <= 0
        ? new Refusal("OutOfStock", "", $"{product}: vừa hết hàng.", $"{product}: just sold out.")
        : new Refusal("NotEnough", "", $"{product}: chỉ còn {available} {pack}.", $"{product}: only {available} left.");
}
