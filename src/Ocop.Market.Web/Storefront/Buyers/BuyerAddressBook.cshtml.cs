using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Ordering.Buyers;

namespace Ocop.Market.Web.Storefront.Buyers;

/// <summary>The addresses a buyer keeps.</summary>
public sealed class BuyerAddressBookModel(BuyerAddresses addresses, CurrentBuyer current) : BuyerPageModel(current)
{
    public IReadOnlyList<BuyerAddress> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Found = await addresses.OfAsync(Buyer.Id, cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, CancellationToken cancel)
    {
        var outcome = act switch
        {
            "remove" => await addresses.RemoveAsync(Buyer.Id, id, cancel),
            "prefer" => await addresses.PreferAsync(Buyer.Id, id, cancel),
            _ => null,
        };
        if (outcome is null) return BadRequest();
        if (outcome.Succeeded) return LocalRedirect("~" + AddressesPath);
        Found = await addresses.OfAsync(Buyer.Id, cancel);
        return Refuse(outcome.Refusals);
    }
}
