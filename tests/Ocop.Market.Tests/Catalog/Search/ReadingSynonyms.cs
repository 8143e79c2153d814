using Ocop.Market.Catalog.Search;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Search;

public sealed class ReadingSynonyms
{
    [Theory]
    [InlineData("Thịt lợn", "0heo")]
    [InlineData("Thịt heo", "0heo")]
    [InlineData("Cá heo", "")]
    [InlineData("Bánh lá dứa", "")]
    [InlineData("Bắp bò", "")]
    [InlineData("Bắp nếp", "0ngo")]
    [InlineData("Củ sắn tươi", "0cudau")]
    [InlineData("Trà Vinh", "")]
    [InlineData("Dầu đậu phộng", "0dauphung 0lac")]
    public void A_term_counts_outside_its_compounds(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', Synonyms.Known().TokensIn(SearchWord.Split(text))));

    [Theory]
    [InlineData("lon", "0heo?")]
    [InlineData("lợn", "0heo")]
    [InlineData("lớn", "")]
    [InlineData("heo", "0heo")]
    [InlineData("la dua", "")]
    [InlineData("dau phong", "0lac")]
    public void A_word_typed_without_marks_is_a_guess(string typed, string hits) =>
        Assert.Equal(hits, string.Join(' ', Synonyms.Known().HitsIn(SearchWord.Split(typed)).Select(hit => hit.Token + (hit.IsSure ? "" : "?"))));

    [Fact]
    public void No_term_stands_in_two_groups()
    {
        var terms = File.ReadLines(Path.Combine(RepoRoot(), "data", "synonyms.csv")).Skip(1).Select(line => line.Split(',')[1]).ToList();
        Assert.Equal(terms.Count, terms.Distinct().Count());
        Assert.True(terms.Count > 100);
    }

    private static string RepoRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Ocop.Market.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
