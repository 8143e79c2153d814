using System.Reflection;
using Ocop.Market.Data;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Ocop.Market.Testing;

/// <summary>
/// Runs the test once on each database. Where no PostgreSQL is configured (OCOP_TEST_POSTGRES) its half shows as skipped, with the reason;
/// ./test.sh always configures one and fails when it cannot.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Sqlite),
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Postgres) { Skip = TestDatabase.PostgresServer is null ? "OCOP_TEST_POSTGRES is not set" : null },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
