using System.Reflection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ocop.Market.Data;
using Ocop.Market.Web.Jobs;

namespace Ocop.Market.Web.Health;

/// <summary>/health/live: the process answers. /health/ready: what it needs answers too.</summary>
public static class HealthModule
{
    private static readonly string Version =
        typeof(HealthModule).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database")
            .AddCheck<JobsHealth>("jobs")
            .AddCheck<PicturesHealth>("pictures");
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    // No exception texts: anybody may ask.
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        version = Version,
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), about = entry.Value.Description }),
    });
}

internal sealed class DatabaseHealth(MarketDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel) =>
        await db.Database.CanConnectAsync(cancel) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
}

/// <summary>Without libvips the shop still sells; only new pictures wait.</summary>
internal sealed class PicturesHealth : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel) => Task.FromResult(
        Programs.Find("vipsheader") is not null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("vipsheader is not on the PATH: install libvips-tools."));
}
