using System.Collections.Frozen;
using System.Reflection;

namespace Ocop.Market.Web.Shared;

/// <summary>The drawings of assets/sprites, one symbol each, and the dots of the map. They travel inside the program.</summary>
public static class Sprites
{
    private static readonly FrozenDictionary<string, string> Drawings = ReadAll("sprites/");

    public static readonly string Map = Read("maps/vietnam");

    /// <exception cref="KeyNotFoundException">No such drawing: a slip in a page, found when it is first looked at.</exception>
    public static string Symbol(string name) => Drawings[name];

    /// <summary>Notes that this page shows the drawing; <c>&lt;sprites/&gt;</c> writes each of them once at the end of the page.</summary>
    public static void Use(HttpContext context, string name) => On(context).Add(name);

    public static ISet<string> On(HttpContext context)
    {
        if (context.Items[typeof(Sprites)] is not SortedSet<string> names)
            context.Items[typeof(Sprites)] = names = new SortedSet<string>(StringComparer.Ordinal);
        return names;
    }

    private static FrozenDictionary<string, string> ReadAll(string folder) =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[folder.Length..], Read);

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The drawing {name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
