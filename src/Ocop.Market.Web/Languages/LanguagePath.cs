using System.Globalization;

namespace Ocop.Market.Web.Languages;

/// <summary>
/// The site is Vietnamese; the same addresses under /en speak English. The prefix moves into the path base, so routes know nothing
/// of it and every link made with "~/" keeps the visitor's language.
/// </summary>
public sealed class LanguagePath(RequestDelegate next)
{
    private const string Prefix = "/en";
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public Task InvokeAsync(HttpContext context)
    {
        var isEnglish = context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var rest);
        if (isEnglish)
        {
            context.Request.PathBase = context.Request.PathBase.Add(Prefix);
            context.Request.Path = rest.HasValue ? rest : "/";
        }

        // The error page comes through here a second time, when the prefix has moved already.
        isEnglish |= context.Request.PathBase.Value?.EndsWith(Prefix, StringComparison.Ordinal) == true;

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = isEnglish ? English : Vietnamese;
        return next(context);
    }
}
