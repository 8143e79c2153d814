using Microsoft.Playwright;

namespace Ocop.Market.Journeys.Browsing;

/// <summary>Walking a page without a pointer.</summary>
internal static class Keyboard
{
    /// <summary>More stops than any page should ask of anybody.</summary>
    private const int MostStops = 250;

    /// <summary>Presses Tab until the target has the focus, and fails where it never gets it.</summary>
    public static async Task TabToAsync(this Visitor visitor, ILocator target)
    {
        for (var stops = 0; stops < MostStops; stops++)
        {
            if (await target.CountAsync() == 1 && await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                await SeenAsync(visitor);
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"{MostStops} times Tab did not reach {target} on {visitor.Path}.");
    }

    public static async Task PressAsync(this Visitor visitor, ILocator target, string key = "Enter")
    {
        await visitor.TabToAsync(target);
        await visitor.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Reaches the select and goes down until the option shows.</summary>
    public static async Task ChooseAsync(this Visitor visitor, ILocator select, string option)
    {
        await visitor.TabToAsync(select);
        for (var steps = 0; steps < MostStops; steps++)
        {
            if ((await select.EvaluateAsync<string>("select => select.selectedOptions[0].text")).StartsWith(option, StringComparison.Ordinal)) return;
            await visitor.Page.Keyboard.PressAsync("ArrowDown");
        }

        throw new InvalidOperationException($"{MostStops} steps down did not reach {option} on {visitor.Path}.");
    }

    public static async Task TypeAsync(this Visitor visitor, ILocator target, string text)
    {
        await visitor.TabToAsync(target);
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    // Whoever walks by keyboard must see where they are: in view, with a ring around the element or the card that stands for it.
    private static async Task SeenAsync(Visitor visitor)
    {
        var shown = await visitor.Page.EvaluateAsync<bool>("""
            () => {
              const box = document.activeElement.getBoundingClientRect();
              if (box.bottom <= 0 || box.top >= innerHeight) return false;
              for (let element = document.activeElement; element !== document.body; element = element.parentElement) {
                const style = getComputedStyle(element);
                if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) return true;
              }
              return false;
            }
            """);
        if (!shown) throw new InvalidOperationException($"The focus cannot be seen on {visitor.Path}: {await visitor.Page.EvaluateAsync<string>("() => document.activeElement.outerHTML")}");
    }
}
