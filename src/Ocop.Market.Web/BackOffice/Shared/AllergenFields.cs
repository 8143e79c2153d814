using System.Globalization;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice.Shared;

/// <summary>Three states and fourteen boxes, for the producer's room and the desk. Drawn by "_AllergenFields".</summary>
/// <param name="Typed">What was sent and refused; null shows what is saved.</param>
public sealed record AllergenFields(Allergens? Saved, AllergenForm? Typed, IReadOnlyList<Refusal> Refusals)
{
    public string Statement => Typed is { } typed ? typed.Statement ?? "" : Saved switch { null => "", Allergens.None => AllergenForm.None, _ => AllergenForm.Some };

    public bool IsTicked(Allergens allergen) => Typed is { } typed ? typed.Ticked.Contains(allergen.ToString()) : Saved?.HasFlag(allergen) == true;

    public static AllergenForm Read(Guid productId, IFormCollection form) =>
        new(productId, long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1, form["stated"], [.. form[AllergenForm.Field]]);
}
