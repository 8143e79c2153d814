using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof.Channels;

/// <summary>
/// A Vendure server in a process of its own, on a copy of the shop with twenty products that eng/vendure.sh builds. Tests ask it what it has as its
/// superadmin and as a visitor, never by way of our connector.
/// </summary>
internal sealed class VendureShop : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Host _host;
    private string? _superadmin;

    private VendureShop(string folder, Host host, string key) => (_folder, _host, Key) = (folder, host, key);

    /// <summary>Where it was built; null: it was not.</summary>
    public static string? Built { get; } = Environment.GetEnvironmentVariable("OCOP_VENDURE");

    /// <summary>May read and write goods and orders, and nothing else.</summary>
    public string Key { get; }

    public Uri AdminApi => new(_host.Site.BaseAddress!, "/admin-api");

    public static async Task<VendureShop> StartAsync()
    {
        Assert.SkipWhen(Built is null, "OCOP_VENDURE is not set: eng/vendure.sh builds the shop");
        var folder = Directory.CreateTempSubdirectory("ocop-vendure-").FullName;
        File.Copy(Path.Combine(Built!, "shop.db"), Path.Combine(folder, "shop.db"));
        var port = Host.FreePort();
        var start = new ProcessStartInfo("node", [Path.Combine(Built!, "serve.mjs"), folder, port.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["VENDURE_DISABLE_TELEMETRY"] = "true";
        var host = new Host(port, Process.Start(start)!);
        if (!await host.IsReadyAsync("/health")) throw new InvalidOperationException($"Vendure did not start: {host.Said}");
        return new VendureShop(folder, host, await File.ReadAllTextAsync(Path.Combine(Built!, "key")));
    }

    /// <summary>As its superadmin, who signs in with a password.</summary>
    public async Task<JsonElement> AdminAsync(string query, object? variables = null)
    {
        if (_superadmin is null)
        {
            using var signedIn = await PostAsync("/admin-api", """mutation { login(username: "superadmin", password: "mot-mat-khau-minh-hoa") { __typename } }""", null, null);
            _superadmin = signedIn.Headers.GetValues("vendure-auth-token").Single();
        }

        using var answer = await PostAsync("/admin-api", query, variables, _superadmin);
        return await DataAsync(answer);
    }

    /// <summary>As a visitor; one visitor for each token, null: somebody new.</summary>
    public async Task<(JsonElement Data, string? Token)> VisitAsync(string query, object? variables = null, string? token = null)
    {
        using var answer = await PostAsync("/shop-api", query, variables, token);
        return (await DataAsync(answer), answer.Headers.TryGetValues("vendure-auth-token", out var given) ? given.Single() : token);
    }

    /// <summary>Everything of the twenty products that were there first, in one text.</summary>
    public async Task<string> TwentyAsync()
    {
        var all = await AdminAsync("""{ products(options: { sort: { id: ASC } }) { items { id name slug description enabled facetValues { name } variants { id sku name price priceWithTax stockLevels { stockOnHand stockAllocated } } } } }""");
        var first = all.GetProperty("products").GetProperty("items").EnumerateArray().Where(product => product.GetProperty("variants")[0].GetProperty("sku").GetString()!.StartsWith("MH-", StringComparison.Ordinal)).ToList();
        Assert.Equal(20, first.Count);
        return string.Join('\n', first.Select(product => product.GetRawText()));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string query, object? variables, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { query, variables }) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return await _host.Site.SendAsync(request);
    }

    private static async Task<JsonElement> DataAsync(HttpResponseMessage answer)
    {
        var root = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync());
        return root.TryGetProperty("errors", out var errors) ? throw new InvalidOperationException($"Vendure says: {errors}") : root.GetProperty("data");
    }
}
