using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>The forms by which parts of gift boxes that ran out are replaced, alike in the producer's room and at the desk.</summary>
/// <param name="Choices">By the position of the line.</param>
/// <param name="Path">Where the forms go.</param>
public sealed record PartActs(Order Order, IReadOnlyDictionary<int, IReadOnlyList<PartChoice>> Choices, string Path, IReadOnlyList<Refusal> Refusals, Func<string, string?, string?> Typed)
{
    public bool IsOpen => Order.Boxes.Count > 0 && ReplacePart.IsOpenFor(Order);

    /// <summary>Of the line whose form comes back.</summary>
    public bool IsRefused(OrderLine line) => Refusals.Any(refusal => refusal.Field is "variant" or "quantity") && Typed("line", null) == FormattableString.Invariant($"{line.Position}");

    public static ReplacementForm? Read(IFormCollection form) => int.TryParse(form["line"], out var line) && Guid.TryParse(form["gone"], out var gone)
        ? new ReplacementForm(line, gone, Guid.TryParse(form["variant"], out var variant) ? variant : null, form["quantity"], form["buyerAgreed"] == "true") : null;
}
