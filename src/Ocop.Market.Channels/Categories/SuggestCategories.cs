using Ocop.Market.Channels.Connectors;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Categories;

/// <summary>Leaves of a platform's tree that share words with a set and its goods, the likeliest first. A suggestion: the officer confirms.</summary>
public static class SuggestCategories
{
    private const int Most = 8;

    /// <param name="words">Of the group, of the set and of some names of goods; the more often one is said, the more it counts.</param>
    public static IReadOnlyList<(OutsideCategory Leaf, string Path)> Of(IReadOnlyCollection<OutsideCategory> tree, IEnumerable<string> words)
    {
        var weights = words.SelectMany(Split).CountBy(word => word).ToDictionary(word => word.Key, word => 1 + Math.Log(word.Value));
        var paths = tree.Where(leaf => leaf.IsLeaf).Select(leaf => (Leaf: leaf, Path: MapCategory.PathOf(tree, leaf))).ToList();
        // A word that stands in every path says nothing.
        var often = paths.SelectMany(leaf => Split(leaf.Path).Distinct()).CountBy(word => word).ToDictionary();
        return [.. paths
            .Select(leaf => (leaf.Leaf, leaf.Path, Score: Split(leaf.Path).Distinct().Sum(word => weights.GetValueOrDefault(word) * Math.Log(1 + (double)paths.Count / often[word])) + Split(leaf.Leaf.Name).Distinct().Sum(word => weights.GetValueOrDefault(word))))
            .Where(leaf => leaf.Score > 0).OrderByDescending(leaf => leaf.Score).ThenBy(leaf => leaf.Path, StringComparer.Ordinal).Take(Most).Select(leaf => (leaf.Leaf, leaf.Path))];
    }

    private static IEnumerable<string> Split(string text) => VietnameseText.Fold(text).Split([' ', ',', '/', '-', '&', '›', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 1 && word is not ("va" or "cac" or "khac" or "tu" or "san" or "pham"));
}
