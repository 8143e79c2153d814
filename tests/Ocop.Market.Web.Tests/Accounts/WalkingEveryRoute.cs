using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Testing;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Storefront;
using Xunit;

namespace Ocop.Market.Web.Tests.Accounts;

/// <summary>Every address, asked for by every kind of caller, against the one table in routes.txt.</summary>
public sealed class WalkingEveryRoute
{
    private const string Everyone = "everyone", SignedIn = "signed-in", Nobody = "nobody";

    private static readonly string Table = Path.Combine(Repository.Root, "tests", "Ocop.Market.Web.Tests", "Accounts", "routes.txt");

    /// <summary>Things of producer A, who sits in commune 05542 of province 19. An address that names another parameter gets "x" or 1.</summary>
    private static readonly Guid ProducerA = Guid.CreateVersion7(), ProducerB = Guid.CreateVersion7();

    private static readonly Dictionary<string, HeldRole[]> Callers = new()
    {
        ["administrator"] = [new(Role.Administrator, Scope.Programme)],
        ["programme"] = [new(Role.Officer, Scope.Programme)],
        ["province"] = [new(Role.Officer, Scope.Province("19"))],
        ["commune"] = [new(Role.Officer, Scope.Commune("19", "05542"))],
        ["other-province"] = [new(Role.Officer, Scope.Province("01"))],
        ["owner-a"] = [new(Role.ProducerOwner, Scope.Producer("19", "05542", ProducerA))],
        ["helper-a"] = [new(Role.ProducerHelper, Scope.Producer("19", "05542", ProducerA))],
        ["owner-b"] = [new(Role.ProducerOwner, Scope.Producer("19", "05542", ProducerB))],
        ["keeper"] = [new(Role.Keeper, Scope.SalesPoint("19", "05542", Guid.CreateVersion7()))],
        ["buyer"] = [],
        ["auditor"] = [new(Role.Auditor, Scope.Programme)],
    };

    /// <summary>An editor's page at such an address would be published and never seen.</summary>
    [Fact]
    public void Leaves_no_address_of_the_program_to_pages_of_editors()
    {
        var ours = ReadTable().Keys.Select(route => route.Split('/')[1]).Where(first => first.Length > 0 && !first.Contains('{', StringComparison.Ordinal) && !first.Contains('.', StringComparison.Ordinal)).Distinct();
        Assert.Empty(ours.Except(OwnTypes.All.Single(type => type.Alias == OwnTypes.Page).ReservedSlugs).Except(DocModel.Slugs));
    }

    [Fact]
    public async Task Lets_in_whom_the_table_names_and_nobody_else()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string>
        {
            ["RateLimits:Network:Permits"] = "1000000", ["RateLimits:SignIn:Permits"] = "1000000", ["RateLimits:Tracking:Permits"] = "1000000",
        });
        using var http = site.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        var guests = new Dictionary<string, Guest> { [Nobody] = new() };
        foreach (var (name, roles) in Callers) guests[name] = await site.SignedInAsync(roles);

        var expected = ReadTable();
        var wrong = new StringBuilder();
        foreach (var (route, endpoints) in Routes(site))
        {
            var admitted = new List<string>();
            foreach (var (name, guest) in guests)
                if (await ComesInAsync(http, guest, endpoints)) admitted.Add(name);
            var told = Shortly(admitted);
            if (!expected.Remove(route, out var who)) wrong.Append("\nadd      ").Append(route).Append("  ").Append(told);
            else if (who != told) wrong.Append("\nis wrong ").Append(route).Append("  ").Append(who).Append("  — let in: ").Append(told);
        }

        foreach (var gone in expected.Keys) wrong.Append("\nremove   ").Append(gone);
        Assert.True(wrong.Length == 0, $"{Table}:{wrong}");
    }

    [Fact]
    public async Task Meets_no_room_whose_door_asks_for_nothing()
    {
        await using var site = await MarketSite.OpenAsync();
        _ = site.Server;
        Assert.Empty(Routes(site)
            .Where(route => route.Key.StartsWith("/quan-tri", StringComparison.Ordinal) || route.Key.StartsWith("/cong-chu-the", StringComparison.Ordinal) || route.Key.StartsWith("/tai-khoan", StringComparison.Ordinal))
            .Where(route => route.Value.Any(endpoint => endpoint.Metadata.GetMetadata<RequiresAttribute>() is null)).Select(route => $"{route.Key} lacks [Requires]"));
    }

    private static async Task<bool> ComesInAsync(HttpClient http, Guest guest, IEnumerable<RouteEndpoint> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
            var path = Sample(endpoint.RoutePattern);
            // A cookie that a page bakes would make the next answer another caller's.
            var answer = methods is null || methods.Count == 0 || methods.Contains("GET") ? await guest.GetAsync(http, path) : await guest.PostAsync(http, path);
            if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || answer.Location?.StartsWith(SignInModule.SignInPath + "?", StringComparison.Ordinal) == true) return false;
            // Of a thing of A that others must not see, not even that it exists.
            if (answer.Status == HttpStatusCode.NotFound && NamesSomethingOfA(endpoint.RoutePattern)) return false;
        }

        return true;
    }

    private static string Shortly(List<string> admitted) =>
        admitted.Count == Callers.Count + 1 ? Everyone : admitted.Count == Callers.Count && !admitted.Contains(Nobody) ? SignedIn : string.Join(' ', admitted);

    private static Dictionary<string, RouteEndpoint[]> Routes(MarketSite site) => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        .GroupBy(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).OrderBy(route => route.Key, StringComparer.Ordinal)
        .ToDictionary(route => route.Key, route => route.ToArray());

    private static string Sample(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => SampleOf(parameter),
        _ => "",
    }))));

    private static readonly Dictionary<string, string> ThingsOfA = new() { ["producerId"] = ProducerA.ToString() };

    private static bool NamesSomethingOfA(RoutePattern pattern) => pattern.Parameters.Any(parameter => ThingsOfA.ContainsKey(parameter.Name));

    private static string SampleOf(RoutePatternParameterPart parameter)
    {
        if (ThingsOfA.TryGetValue(parameter.Name, out var thing)) return thing;
        var constraints = string.Join(' ', parameter.ParameterPolicies.Select(policy => policy.Content));
        return constraints switch
        {
            _ when constraints.Contains("guid", StringComparison.Ordinal) => Guid.CreateVersion7().ToString(),
            _ when constraints.Contains("range(400", StringComparison.Ordinal) => "404",
            _ when constraints.Contains("int", StringComparison.Ordinal) || constraints.Contains("long", StringComparison.Ordinal) => "1",
            _ when Regex.Match(constraints, @"length\((\d+)\)") is { Success: true } length => new string('0', int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture)),
            _ => "x",
        };
    }

    private static Dictionary<string, string> ReadTable() => File.ReadLines(Table).Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split("  ", 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToDictionary(row => row[0], row => row[1]);
}
