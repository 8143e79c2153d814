using System.Globalization;
using System.Reflection;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Sharing;

/// <summary>What stands on the left of a shared picture.</summary>
/// <param name="Kicker">A word or two above the name, in the accent's colour.</param>
public sealed record SharedWords(string? Kicker, string Name, IReadOnlyList<string> Below, string Brand);

/// <summary>
/// The drawing of a shared picture in the site's own colours by day: words on paper, beside them a pack, a shelf of packs or a scene.
/// No stars and no word of recognition: other sites keep the picture for months, and a lapsed star would be a lie there.
/// </summary>
public static partial class SharedPictureSvg
{
    public const int Width = 1200, Height = 630;

    private const int Left = 72, Column = 584, PanelLeft = 720, PanelWidth = Width - PanelLeft;
    private const string Paper = "#fbf8f1", Ink = "#1f2a24", InkSoft = "#556059", Rice = "#d2c8ab", Leaf = "#1e6b45", LeafDeep = "#124a2f", LabelInk = "#2b2a20";

    private static readonly Dictionary<string, (string Plain, string Deep, string Light)> Hues = ReadHues();
    private static readonly Dictionary<string, string> Scenes = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith("scenes/", StringComparison.Ordinal)).ToDictionary(name => name["scenes/".Length..], name => Inner(Resource(name)));

    // Where the label is on each drawing, in units of its 320 × 400, as in assets/css/components/pack.css.
    private static readonly Dictionary<string, (double Left, double Right, double Top, double Height)> Labels = new()
    {
        ["jar"] = (85, 235, 184, 116), ["bag"] = (85, 235, 164, 122), ["bottle"] = (99, 221, 206, 112), ["box"] = (69, 223, 176, 120),
        ["cloth"] = (99, 221, 196, 116), ["basket"] = (93, 227, 226, 92), ["bonsai"] = (86, 234, 266, 58), ["house"] = (88, 232, 182, 78),
        ["tin"] = (90, 230, 170, 124), ["bundle"] = (85, 235, 176, 112),
    };

    public static string OfPack(SharedWords words, PackLook look, string label) => Whole(words, Panel(look.Hue) + Pack(look, 16, 35, 1.4, label));

    /// <summary>Nothing but the pack, 4:5, and below it what kind of picture this is.</summary>
    public static string OfPackAlone(PackLook look, string label, string note)
    {
        const int width = 1000, height = 1250, left = 60;
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="{Paper}"/><rect width="{width}" height="{height}" fill="{HueOf(look.Hue).Plain}" opacity=".17"/>{Pack(look, 100, 90, 2.5, label)}{Line(Lettering.Medium, left, height - left, InkSoft, note, width - 2 * left, 36)}</svg>
            """;
    }

    /// <summary>A producer has no pack of their own: a shelf of three stands for what they make.</summary>
    public static string OfShelf(SharedWords words) => Whole(words, Panel("gao")
        + Pack(new PackLook("basket", "trai"), -38, 190, 0.94) + Pack(new PackLook("bottle", "do-uong"), 216, 190, 0.94) + Pack(new PackLook("jar", "duoc-lieu"), 84, 162, 1.02));

    /// <param name="scene">An editor chose it; where it is none of ours, the shelf stands for it.</param>
    public static string OfScene(SharedWords words, string scene) => !Scenes.TryGetValue(scene, out var drawing) ? OfShelf(words)
        : Whole(words, $"""<svg width="{PanelWidth}" height="{Height}" viewBox="0 0 600 400" preserveAspectRatio="xMidYMid slice">{drawing}</svg>""");

    private static string Whole(SharedWords words, string panel) =>
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}"><rect width="{Width}" height="{Height}" fill="{Paper}"/>{Words(words)}<svg x="{PanelLeft}" width="{PanelWidth}" height="{Height}" viewBox="0 0 {PanelWidth} {Height}">{panel}</svg></svg>
        """;

    private static string Words(SharedWords words)
    {
        const double smallSize = 28, smallLine = 40, gap = 20, top = 132, bottom = 496;
        var room = bottom - top - gap - words.Below.Count * smallLine;
        var name = Lettering.Bold.Fit(words.Name, Column, room, 3, 84, 74, 64, 58, 52);
        var nameLine = Math.Round(name.Size * Lettering.Leading);
        var y = top + (room - name.Lines.Count * nameLine) / 2 + name.Size * 0.92;

        var svg = new StringBuilder();
        if (words.Kicker is not null) svg.Append(Line(Lettering.Medium, Left, 104, Leaf, words.Kicker, Column, smallSize));
        foreach (var line in name.Lines)
        {
            svg.Append(Text(Lettering.Bold, Left - 2, y, name.Size, Ink, line));
            y += nameLine;
        }

        y += smallSize - name.Size * 0.92 + gap;
        foreach (var line in words.Below)
        {
            svg.Append(Line(Lettering.Medium, Left, y, InkSoft, line, Column, smallSize, 25));
            y += smallLine;
        }

        return svg.Append(CultureInfo.InvariantCulture, $"""<path d="M{Left} 516h{Column}" stroke="{Rice}" stroke-width="2"/><svg x="{Left}" y="536" width="52" height="52" viewBox="0 0 48 48" color="{LeafDeep}">{Inner(Sprites.Symbol("mark"))}</svg>""")
            .Append(Line(Lettering.Bold, Left + 68, 573, LeafDeep, words.Brand, Column - 68, 32, 26, 22)).ToString();
    }

    // The site mixes these grounds by color-mix(), which the drawing program does not know; laid over paper they come out alike.
    private static string Panel(string hue) =>
        $"""
        <rect width="{PanelWidth}" height="{Height}" fill="{HueOf(hue).Plain}" opacity=".17"/><rect y="500" width="{PanelWidth}" height="{Height - 500}" fill="{HueOf(hue).Plain}" opacity=".2"/><circle cx="{PanelWidth / 2}" cy="281" r="186" fill="#fffefa" opacity=".72"/>
        """;

    private static string Pack(PackLook look, double x, double y, double scale, string? label = null)
    {
        var hue = HueOf(look.Hue);
        var drawing = Variable().Replace(Inner(Sprites.Symbol($"pack-{look.Shape}")), match => match.Groups[1].Value switch
        {
            "pk" => hue.Plain, "pk-deep" => hue.Deep, "pk-light" => hue.Light, _ => match.Groups[2].Value,
        });
        return FormattableString.Invariant($"""<g transform="translate({x} {y}) scale({scale})">{Translucent().Replace(drawing, "#000\" fill-opacity=\".12")}{(label is null ? "" : Label(look.Shape, label))}</g>""");
    }

    private static string Label(string shape, string label)
    {
        var (left, right, top, height) = Labels[shape];
        var words = Lettering.Bold.Fit(label, right - left - 26, height, height < 80 ? 2 : 3, 21, 18, 16, 14);
        var line = words.Size * 1.24;
        var y = top + height / 2 + 3 - line * (words.Lines.Count - 1) / 2 + words.Size * 0.34;
        return string.Concat(words.Lines.Select((text, index) => Text(Lettering.Bold, (left + right) / 2, y + index * line, words.Size, LabelInk, text, "middle")));
    }

    private static string Line(Lettering letters, double x, double y, string fill, string words, double width, params ReadOnlySpan<double> sizes)
    {
        var line = letters.FitLine(words, width, sizes);
        return Text(letters, x, y, line.Size, fill, line.Lines[0]);
    }

    private static string Text(Lettering letters, double x, double y, double size, string fill, string words, string anchor = "start") => FormattableString.Invariant(
        $"""<text x="{x:0.#}" y="{y:0.#}" font-family="{letters.Family}" font-weight="{(letters == Lettering.Bold ? 700 : 400)}" font-size="{size}" fill="{fill}" text-anchor="{anchor}">{SecurityElement.Escape(words)}</text>""");

    /// <summary>The drawing without its own frame.</summary>
    private static string Inner(string svg) => svg[(svg.IndexOf('>', StringComparison.Ordinal) + 1)..svg.LastIndexOf("</", StringComparison.Ordinal)];

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }

    // Hues without a rule of their own have the first one's, as on the page.
    private static (string Plain, string Deep, string Light) HueOf(string hue) => Hues.TryGetValue(hue, out var own) ? own : Hues[""];

    private static Dictionary<string, (string, string, string)> ReadHues() =>
        Hue().Matches(Resource("groups.css")).ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value));

    [GeneratedRegex("""\[data-g(?:="([a-z-]+)")?\] \{\s*--g: (#\w+);\s*--g-deep: (#\w+);\s*--g-light: (#\w+);""")]
    private static partial Regex Hue();

    [GeneratedRegex(@"var\(--([a-z-]+),(#\w+)\)")]
    private static partial Regex Variable();

    // "#0000001f": the drawing program reads six digits only.
    [GeneratedRegex("#000000[0-9a-f]{2}")]
    private static partial Regex Translucent();
}
