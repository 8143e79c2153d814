using Ocop.Market.Doubles.Lazada;

// Stands beside a market as the platform: dotnet run -- [port]; where sellers come back to stands in what they come with
await using var platform = await LazadaDouble.StartAsync(TimeProvider.System, args is [var port, ..] ? int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) : 0);
// Sellers to let the market in for; each producer takes another.
foreach (var number in Enumerable.Range(1, 5)) platform.AddShop($"7700{number}", $"Gian hàng thử {number}");
Console.WriteLine(platform.Address);
await platform.UntilEndedAsync();

/// <summary>Said so that it stays internal: suites that start the market and a double in one process have one Program that is public.</summary>
internal partial class Program;
