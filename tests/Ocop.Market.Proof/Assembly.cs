using Ocop.Market.Testing;
using Xunit;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]
// More than there may be cores: for much of their time these wait, for a database that is gone or a lease to end.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
