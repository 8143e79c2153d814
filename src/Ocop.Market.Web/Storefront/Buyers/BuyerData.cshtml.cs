using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Storefront.PersonalData;

namespace Ocop.Market.Web.Storefront.Buyers;

/// <summary>What the market holds about a buyer: to take along, or to be erased.</summary>
public sealed class BuyerDataModel(PersonalArchive archive, AskToBeErased ask, Words words, CurrentBuyer current) : BuyerPageModel(current)
{
    public PersonalDataRequest? Asked { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(string? act, CancellationToken cancel)
    {
        var whose = DataSubject.Of(Buyer);
        if (act == "export") return File(await archive.MakeAsync(whose, Buyer.Subject, cancel), "application/zip", "du-lieu-cua-toi.zip");
        if (act != "erase") return BadRequest();
        var outcome = await ask.HandleAsync(whose, words.Language, cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Asked = outcome.Value;
        return Page();
    }
}
