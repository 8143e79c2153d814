using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Data.Sqlite;

public sealed class SqliteMarketDb(DbContextOptions<SqliteMarketDb> options) : MarketDb(options);
