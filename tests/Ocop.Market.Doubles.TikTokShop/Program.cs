using Ocop.Market.Doubles.TikTokShop;

// Stands beside a market as the platform: dotnet run -- [port] [where sellers are sent back to]
var (port, redirect) = (args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 0, args.Length > 1 ? new Uri(args[1]) : null);
await using var platform = await TikTokShopDouble.StartAsync(TimeProvider.System, port, redirect: redirect);
Console.WriteLine(platform.Address);
await Task.Delay(Timeout.Infinite);
