using Ocop.Market.Doubles.TikTokShop;

// Stands beside a market as the platform: dotnet run -- [port] [where sellers are sent back to]
var (port, redirect) = (args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 0, args.Length > 1 ? new Uri(args[1]) : null);
await using var platform = await TikTokShopDouble.StartAsync(TimeProvider.System, port, redirect: redirect);
// Sellers to let the market in for; each producer takes another.
foreach (var number in Enumerable.Range(1, 5)) platform.AddShop($"7700{number}", $"Gian hàng thử {number}");
Console.WriteLine(platform.Address);
await platform.UntilEndedAsync();

/// <summary>Said so that it stays internal: suites that start the market and a double in one process have one Program that is public.</summary>
internal partial class Program;
