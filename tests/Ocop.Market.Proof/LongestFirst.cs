using Ocop.Market.Proof;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]
// More than there may be cores: for much of their time these wait, for a database that is gone or a lease to end.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]

namespace Ocop.Market.Proof;

/// <summary>Some run at once. One that takes minutes must not begin when the others are done.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(KilledAtAnyMoment), nameof(LosingANodeOfThree)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => Longest.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
