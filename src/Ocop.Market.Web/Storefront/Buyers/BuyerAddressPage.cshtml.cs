using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Checkout;

namespace Ocop.Market.Web.Storefront.Buyers;

/// <summary>One address, new or kept, with the fields of the checkout.</summary>
public sealed class BuyerAddressPageModel(BuyerAddresses addresses, PlaceDirectory places, CurrentBuyer current) : BuyerPageModel(current)
{
    public CheckoutForm Form { get; private set; } = new();
    public bool IsNew { get; private set; }
    public IReadOnlyList<Province> Provinces => places.Provinces;
    public IReadOnlyList<Commune> Communes => Form.Province is { } chosen ? places.CommunesOf(chosen) : [];

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancel)
    {
        IsNew = id is null;
        if (id is null) return Page();
        if ((await addresses.OfAsync(Buyer.Id, cancel)).Find(address => address.Id == id) is not { } kept) return NotFound();
        Form = FormOf(kept, places);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, CheckoutForm? form, string? step, CancellationToken cancel)
    {
        (IsNew, Form) = (id is null, form ?? new());
        if (step == "communes") return Page();
        var outcome = await addresses.SaveAsync(Buyer.Id, id, Form, cancel);
        return outcome.Succeeded ? LocalRedirect("~" + AddressesPath) : Refuse(outcome.Refusals);
    }

    /// <summary>A commune that is no more is led to today's by its name, as if it had been typed.</summary>
    public static CheckoutForm FormOf(BuyerAddress kept, PlaceDirectory places) => new()
    {
        Name = kept.Name, Phone = VietnamesePhone.Spoken(kept.Phone), Province = kept.Address.ProvinceCode, Commune = kept.Address.CommuneCode, Street = kept.Address.Street,
        CommuneName = places.Commune(kept.Address.CommuneCode) is null ? kept.Address.Commune : kept.Address.CommuneAsTyped,
    };
}
