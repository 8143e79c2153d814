using Xunit.Sdk;
using Xunit.v3;

namespace Ocop.Market.Testing;

/// <summary>Some classes run at once. One that takes minutes must not begin when the others are done.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = ["KilledAtAnyMoment", "KilledWhilePaying", "LosingANodeOfThree", "EveryPage", "TellingAStory", "EveryRoomOfTheDesk", "BuyingByKeyboard"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => Longest.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
