using Microsoft.AspNetCore.Mvc;

namespace Ocop.Market.Web.Security;

/// <summary>
/// For a page whose form stands on cached pages (add to cart): it carries no antiforgery token, because the same bytes go to everybody.
/// <see cref="SameSiteForms"/> guards it alone, by where the request comes from.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SameSiteFormAttribute : IgnoreAntiforgeryTokenAttribute;
