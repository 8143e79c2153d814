namespace Ocop.Market.Data;

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Which database, and how to reach it (configuration: Database:Provider, ConnectionStrings:Market).</summary>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString);
