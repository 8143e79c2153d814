using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Web.Shared;

/// <summary>
/// The style sheet for inside a page: over a weak line the way there and back for a second file takes longer than the sheet itself.
/// The content policy names its hash, so nothing else that stands inline is obeyed.
/// </summary>
public sealed class InlineStyle
{
    public InlineStyle(IWebHostEnvironment web)
    {
        // While somebody works on the styles, the file is asked for each time.
        var file = web.WebRootFileProvider.GetFileInfo("dist/market.css");
        if (web.IsDevelopment() || !file.Exists) return;

        using var reader = new StreamReader(file.CreateReadStream());
        // The fonts are named from where the sheet lies.
        Css = reader.ReadToEnd().Replace("url(\"./", "url(\"/dist/", StringComparison.Ordinal);
        Source = $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'";
    }

    public string? Css { get; }

    /// <summary>For the content policy; empty where there is no sheet to carry.</summary>
    public string Source { get; } = "";

    /// <summary>Who brings a cookie was here before and has the file; and such a visitor's pages are not compressed.</summary>
    public bool IsFor(HttpRequest request) => Css is not null && request.Headers.Cookie.Count == 0;
}
