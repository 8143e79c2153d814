using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Data;
using Ocop.Market.Data.Postgres;
using Ocop.Market.Data.Sqlite;

// Writes a migration for both databases: dotnet run --project eng/migrations -- AddSomething
// Needs no running database: only the model and the last snapshot are compared.
if (args is not [var name])
{
    Console.Error.WriteLine("Usage: dotnet run --project eng/migrations -- <MigrationName>");
    return 2;
}

var project = Path.Combine(Directory.GetCurrentDirectory(), "src", "Ocop.Market.Data");
Write<SqliteMarketDb>(new DatabaseOptions(DatabaseProvider.Sqlite, "Data Source=:memory:"), "Sqlite", new Microsoft.EntityFrameworkCore.Sqlite.Design.Internal.SqliteDesignTimeServices());
Write<PostgresMarketDb>(new DatabaseOptions(DatabaseProvider.Postgres, "Host=localhost"), "Postgres", new Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal.NpgsqlDesignTimeServices());
return 0;

void Write<TContext>(DatabaseOptions options, string folder, IDesignTimeServices provider) where TContext : MarketDb
{
    using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddMarketDatabase(options).BuildServiceProvider();
    using var scope = services.CreateScope();
    using var db = scope.ServiceProvider.GetRequiredService<TContext>();

    var design = new ServiceCollection();
    design.AddEntityFrameworkDesignTimeServices();
    design.AddDbContextDesignTimeServices(db);
    provider.ConfigureDesignTimeServices(design);
    using var tools = design.BuildServiceProvider();

    var scaffolder = tools.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(name, "Ocop.Market.Data", $"Migrations.{folder}");
    var files = scaffolder.Save(project, migration, Path.Combine(project, "Migrations", folder), dryRun: false);
    Console.WriteLine($"{folder}: {Path.GetFileName(files.MigrationFile)}");
}
