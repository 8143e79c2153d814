using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Catalog.Enquiries;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Enquiries;

/// <summary>The question form of one service, and the thanks for it.</summary>
public sealed record QuestionForm(ProductPage Product, EnquiryForm Form, IReadOnlyList<Refusal> Refusals)
{
    public Refusal? RefusalOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);
}

/// <summary>Asks about a service. The same form stands on the cached product page and carries no token: where the request comes from is checked instead.</summary>
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Checkout)]
public sealed class EnquiryModel(ProductPages pages, AskAboutService ask, SentEnquiries sentEnquiries, Words words) : PageModel
{
    public QuestionForm Question { get; private set; } = null!;
    public SentEnquiry? Sent { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, [FromQuery(Name = "da-gui")] Guid? sent, CancellationToken cancel)
    {
        if (await pages.FindAsync(slug, words.Language, cancel) is not { IsService: true } product) return NotFound();
        Question = new QuestionForm(product, new EnquiryForm(), []);
        if (sent is { } id) Sent = await sentEnquiries.FindAsync(id, product.Id, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, EnquiryForm? form, CancellationToken cancel)
    {
        // Null where the body could not be read as a form.
        form ??= new();
        var outcome = await ask.HandleAsync(slug, form, words.Language, cancel);
        if (outcome.Succeeded) return LocalRedirect($"~/san-pham/{slug}/hoi?da-gui={outcome.Value.Id:n}");
        if (await pages.FindAsync(slug, words.Language, cancel) is not { IsService: true } product) return NotFound();

        Question = new QuestionForm(product, form, outcome.Refusals);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
