using Ocop.Market.Doubles.Lazada;

// Stands beside a market as the platform: dotnet run -- [port]
await using var platform = await LazadaDouble.StartAsync(TimeProvider.System, args is [var port] ? int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) : 0);
Console.WriteLine(platform.Address);
await Task.Delay(Timeout.Infinite);
