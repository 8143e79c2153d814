using System.Text.RegularExpressions;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.House;

/// <summary>What the papers promise is there.</summary>
public sealed partial class PapersOfTheHouse
{
    [Fact]
    public void Every_test_that_the_security_list_names_exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(method => $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups[1].Value}")).ToHashSet(StringComparer.Ordinal);
        var named = NamedTest().Matches(Paper("docs", "security.md")).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 50);
        Assert.Empty(named.Where(name => !tests.Contains(name)));
    }

    [Fact]
    public void The_security_list_asks_each_question_once_and_its_sums_are_right()
    {
        var rows = Row().Matches(Paper("docs", "security.md"));
        Assert.Equal(253, rows.Select(row => row.Groups[1].Value).Distinct().Count());
        Assert.Equal(253, rows.Count);
        int Count(string standing) => rows.Count(row => row.Groups[2].Value == standing);
        Assert.Contains(FormattableString.Invariant($"Of 253 requirements {Count("met")} are met, {Count("n/a")} do not apply, {Count("open")} are open"), Paper("docs", "security.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_file_has_every_setting_of_the_readme()
    {
        var table = Paper("README.md").Split("## Configuration")[1].Split("\n#")[0];
        var names = table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Setting().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value));
        var file = Paper("deploy", "market.env");

        // "Mail:*" and "RateLimits:{…}" stand for all below them.
        Assert.Empty(names.Where(name => !Regex.IsMatch(file, $"^#?{name.Split("{")[0].TrimEnd('*').Replace(":", "__", StringComparison.Ordinal)}", RegexOptions.Multiline)));
    }

    private static string Paper(params string[] parts) => File.ReadAllText(Path.Combine([Repository.Root, .. parts]));

    [GeneratedRegex(@"public (?:async Task|Task|void) (\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"`([A-Z]\w+\.[A-Z][a-z]*_\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| [^|]+ \| (met|n/a|open) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Setting();
}
