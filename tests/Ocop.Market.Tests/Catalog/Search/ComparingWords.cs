using FsCheck;
using FsCheck.Fluent;
using Ocop.Market.Catalog.Search;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Search;

public sealed class ComparingWords
{
    [Theory]
    [InlineData("hoà", "hòa", true)]
    [InlineData("thuỷ", "thủy", true)]
    [InlineData("mè", "mé", false)]
    [InlineData("dứa", "dừa", false)]
    [InlineData("ĐÀ", "đà", true)]
    [InlineData("đa", "da", false)]
    public void Tone_placement_is_no_difference(string left, string right, bool same) =>
        Assert.Equal(same, SearchWord.Split(left)[0].Exact == SearchWord.Split(right)[0].Exact);

    [Theory]
    [InlineData("phuoc", "phuok", true)]
    [InlineData("phuoc", "phuc", true)]
    [InlineData("phuoc", "phuocc", true)]
    [InlineData("phuoc", "phoucc", false)]
    [InlineData("phuoc", "phouc", true)]
    [InlineData("phuoc", "phuoc", false)]
    [InlineData("ab", "ba", true)]
    [InlineData("abcd", "badc", false)]
    [InlineData("a", "", true)]
    public void One_letter_apart(string left, string right, bool apart)
    {
        Assert.Equal(apart, OneLetter.Apart(left, right));
        Assert.Equal(apart, OneLetter.Apart(right, left));
    }

    [Fact]
    public void Any_text_splits_into_bare_words() => Prop.ForAll<string?>(text =>
        SearchWord.Split(text).All(word => word.Folded.Length is > 0 and <= 80 && !word.Folded.Contains(' ') && !word.Folded.Contains('"') && !word.Folded.Contains('\''))).QuickCheckThrowOnFailure();
}
