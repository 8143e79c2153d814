using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Companies;

/// <summary>Files for companies: the empty sheet for everybody; their own sheet and the proof of delivery behind the seal of their quote.</summary>
public static class RecipientTemplates
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Csv = "text/csv; charset=utf-8";

    public static void MapRecipientTemplates(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bao-gia/mau-nguoi-nhan.{kind:regex(^(xlsx|csv)$)}", async (string kind, TimeProvider clock, HttpContext context) =>
            await FileAsync(context, kind, "mau-nguoi-nhan", file => RecipientFiles.WriteTemplateAsync(file, kind == "xlsx", clock.Today().AddDays(14).PastTet(), context.RequestAborted)));

        routes.MapGet("/bao-gia/{token}/nguoi-nhan.{kind:regex(^(xlsx|csv)$)}", async (string token, string kind, QuoteLinks links, RecipientSheets sheets, HttpContext context) =>
            links.ReadQuote(token) is { } id && await sheets.FindAsync(id, context.RequestAborted) is { } found
                ? await FileAsync(context, kind, "nguoi-nhan-loi", file => RecipientFiles.WriteAsync(file, kind == "xlsx", found, context.RequestAborted))
                : Results.NotFound()).RequireRateLimiting(RateLimits.Track);

        routes.MapGet("/bao-gia/{token}/giao-hang.xlsx", async (string token, QuoteLinks links, DeskQuotes quotes, ProofOfDelivery proof, HttpContext context) =>
            links.ReadQuote(token) is { } id && await quotes.FindAsync(id, context.RequestAborted) is { Group: not null, Quote: { ForgottenAt: null } quote }
                ? await FileAsync(context, "xlsx", $"giao-hang-{quote.Number}", async file => await proof.WriteAsync(file, quote, await proof.OfQuoteAsync(id, context.RequestAborted), status => status.Words().Vi, context.RequestAborted))
                : Results.NotFound()).RequireRateLimiting(RateLimits.Track);
    }

    private static async Task<IResult> FileAsync(HttpContext context, string kind, string name, Func<Stream, Task> write)
    {
        var file = new MemoryStream();
        await write(file);
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(file.ToArray(), kind == "xlsx" ? Workbook : Csv, $"{name}.{kind}");
    }
}
