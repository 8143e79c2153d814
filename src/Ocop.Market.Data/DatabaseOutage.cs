using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Ocop.Market.Data;

/// <summary>
/// What is the database's trouble and not the program's: it does not answer, its disk is full or may not be written. Nothing of what was
/// asked has happened (or, where the answer to a commit was lost, all of it), and it may be asked again.
/// </summary>
public static class DatabaseOutage
{
    public static bool Explains(Exception failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode
            is raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_BUSY or raw.SQLITE_LOCKED,
        // Class 57P: the server is told to stop, or has not started yet. 25006: it has become a copy that only reads.
        PostgresException postgres => postgres.IsTransient || postgres.SqlState.StartsWith("57P", StringComparison.Ordinal) || postgres.SqlState == "25006",
        NpgsqlException line => line.IsTransient,
        { InnerException: { } inner } => Explains(inner),
        _ => false,
    };
}
