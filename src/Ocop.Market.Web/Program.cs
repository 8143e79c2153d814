using Ocop.Market.Web.Commands;
using Ocop.Market.Web.Start;

if (MarketCommands.Find(args) is var (command, rest)) return await command.RunAsync(rest);

var app = MarketHost.Build(args);
await app.Services.GetRequiredService<MarketStart>().PrepareAsync(app.Lifetime.ApplicationStopping);
await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the host.</summary>
public partial class Program;
