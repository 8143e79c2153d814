using System.Text.Json;
using Microsoft.Playwright;
using Ocop.Market.Testing;

namespace Ocop.Market.Journeys.Browsing;

internal sealed record AxeFault(string Id, string Help, IReadOnlyList<string> Places);

internal sealed record AxeReport(int Rules, IReadOnlyList<AxeFault> Faults);

/// <summary>axe-core on the page at hand. It comes in by the debugger, which the content policy does not bind; nothing of the page is loosened.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(Repository.Root, "node_modules", "axe-core", "axe.min.js")));
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Task<AxeReport> InspectAsync(IPage page) => InspectAsync(page, "{ resultTypes: ['violations'] }");

    /// <summary>Only what other colours can change.</summary>
    public static Task<AxeReport> InspectColoursAsync(IPage page) => InspectAsync(page, "{ resultTypes: ['violations'], runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }");

    private static async Task<AxeReport> InspectAsync(IPage page, string options)
    {
        // Words stand on a page before its stylesheet has come, and contrast is a matter of the stylesheet.
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.EvaluateAsync($"() => {{ {Source.Value} }}");
        // A page that never comes to rest would hold up the whole run: evaluation has no end of its own.
        var told = await page.EvaluateAsync<string>($$"""
            async () => {
              const told = await axe.run(document, {{options}});
              return JSON.stringify({
                rules: told.passes.length + told.violations.length + told.incomplete.length + told.inapplicable.length,
                faults: told.violations.map(fault => ({ id: fault.id, help: fault.help, places: fault.nodes.slice(0, 3).map(node => `${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`) })),
              });
            }
            """).WaitAsync(TimeSpan.FromMinutes(1));
        return JsonSerializer.Deserialize<AxeReport>(told, Json)!;
    }
}
