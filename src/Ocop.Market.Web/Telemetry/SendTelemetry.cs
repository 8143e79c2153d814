using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ocop.Market.Web.Telemetry;

/// <summary>
/// Sends traces and metrics to the configured collector for as long as the market runs, what is left at the end included. Without an
/// endpoint nothing is listened to and nothing costs anything.
/// </summary>
internal sealed class SendTelemetry(IOptions<TelemetryOptions> options, SiteOptions site, Ages ages) : IHostedService, IDisposable
{
    private const int LastWords = 5_000;

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(options.Value.Endpoint)) return Task.CompletedTask;

        var market = ResourceBuilder.CreateDefault().AddService("ocop-market", serviceInstanceId: Environment.MachineName).AddAttributes([new("site.name", site.Name)]);
        ages.Watch();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(market)
            .AddSource("Microsoft.AspNetCore", "Npgsql", "Quartz")
            .AddOtlpExporter(exporter => Aim(exporter, "traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(market)
            .AddMeter(MarketMeter.Name, Ages.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter(exporter => Aim(exporter, "metrics"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancel)
    {
        _traces?.ForceFlush(LastWords);
        _metrics?.ForceFlush(LastWords);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    // Set in code, the address is taken as it is: each signal's own path is part of it.
    private void Aim(OtlpExporterOptions exporter, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{options.Value.Endpoint!.TrimEnd('/')}/v1/{signal}");
    }
}

public static class TelemetryModule
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration("Telemetry").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Ages>();
        services.AddHostedService<SendTelemetry>();
        return services;
    }
}
