using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.House;

/// <summary>Kernel ← Accounts ← Cms ← Catalog ← Ordering ← Channels ← Data ← Web: each may see what stands to its left, and nothing else.</summary>
public sealed partial class ArrowsOfTheHouse
{
    private static readonly string[] Rooms = ["Kernel", "Accounts", "Cms", "Catalog", "Ordering", "Channels", "Data", "Web"];

    [Fact]
    public void Project_files_point_left_only() =>
        Assert.Empty(Sources("*.csproj").SelectMany(file => ForbiddenReferences(RoomOf(file), File.ReadAllText(file)).Select(arrow => $"{file}: {arrow}")));

    [Fact]
    public void Code_names_only_what_stands_to_its_left() =>
        Assert.Empty(Sources("*.cs").Concat(Sources("*.cshtml")).SelectMany(file => ForbiddenNames(RoomOf(file), File.ReadAllText(file)).Select(arrow => $"{file}: {arrow}")));

    [Fact]
    public void Every_room_is_known() => Assert.Equal(Rooms.Order(), Sources("*.csproj").Select(RoomOf).Order());

    [Fact]
    public void A_planted_reference_is_caught() =>
        Assert.Equal(["Catalog → Ordering"], ForbiddenReferences("Catalog",
            """<Project><ItemGroup><ProjectReference Include="../Ocop.Market.Kernel/Ocop.Market.Kernel.csproj" /><ProjectReference Include="../Ocop.Market.Ordering/Ocop.Market.Ordering.csproj" /></ItemGroup></Project>"""));

    [Fact]
    public void A_planted_name_is_caught() =>
        Assert.Equal(["Cms → Catalog"], ForbiddenNames("Cms", "using Ocop.Market.Kernel;\nvar stars = Ocop.Market.Catalog.Recognition.Stars.None;"));

    [Fact]
    public void Modules_keep_the_web_framework_out() =>
        Assert.Empty(Sources("*.cs").Where(file => RoomOf(file) is not ("Web" or "Data")).Where(file => WebFramework().Matches(File.ReadAllText(file)).Any(use => !IsIdentity(RoomOf(file), use.Value))));

    [Fact]
    public void There_are_no_folders_named_for_a_layer() =>
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(folder => Path.GetFileName(folder) is "Services" or "Interfaces" or "Dtos" or "Helpers" or "Models" or "Utils" or "Managers"));

    /// <summary>What stands in for a gateway would otherwise repeat our mistakes and call them right.</summary>
    [Fact]
    public void Doubles_know_nothing_of_the_house()
    {
        var files = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests"), "Ocop.Market.Doubles*").SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        Assert.Contains(files, file => file.EndsWith("GatewayDouble.cs", StringComparison.Ordinal));
        Assert.Empty(files.SelectMany(file => RoomName().Matches(File.ReadAllText(file)).Where(room => room.Groups[1].Value != "Doubles").Select(room => $"{file}: {room.Value}")));
        Assert.Equal(["TikTokShop", "Shopee", "Lazada"], new[] { "TikTokShop", "Shopee", "Lazada" }.Where(platform => files.Any(file => file.EndsWith($"{platform}Double.cs", StringComparison.Ordinal))));
    }

    private static IEnumerable<string> ForbiddenReferences(string room, string project) =>
        XDocument.Parse(project).Descendants("ProjectReference")
            .Select(reference => RoomName().Match(reference.Attribute("Include")!.Value).Groups[1].Value)
            .Where(target => !MaySee(room, target)).Select(target => $"{room} → {target}");

    private static IEnumerable<string> ForbiddenNames(string room, string code) =>
        RoomName().Matches(code).Select(match => match.Groups[1].Value).Where(Rooms.Contains).Distinct()
            .Where(target => target != room && !MaySee(room, target)).Select(target => $"{room} → {target}");

    // Users, passwords and their hashes know nothing of the web; only the name of their namespace does.
    private static bool IsIdentity(string room, string use) => room == "Accounts" && use == "using Microsoft.AspNetCore.Identity;";

    private static bool MaySee(string room, string target) => Array.IndexOf(Rooms, target) < Array.IndexOf(Rooms, room);

    private static string RoomOf(string file) => RoomName().Match(Path.GetRelativePath(Path.Combine(Repository.Root, "src"), file)).Groups[1].Value;

    private static IEnumerable<string> Sources(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"using Microsoft\.AspNetCore[^;]*;")]
    private static partial Regex WebFramework();

    [GeneratedRegex(@"Ocop\.Market\.([A-Z][A-Za-z]+)")]
    private static partial Regex RoomName();
}
