using System.Globalization;
using System.Text.Json;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Doubles.Lazada;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Doubles.TikTokShop;

namespace Ocop.Market.ChannelSync;

/// <param name="Paths">How often each was called.</param>
/// <param name="MostInASecond">In any second, wherever it begins.</param>
/// <param name="PerSecond">From the first call to the last.</param>
internal sealed record Seen(int Calls, Dictionary<string, int> Paths, int MostInASecond, double PerSecond, int TooFast, IReadOnlyList<string> Faults);

/// <summary>The three platforms in a process of their own, so that nothing of theirs counts as the market's memory. A line of words in, a line of JSON out.</summary>
internal static class Stranger
{
    public const string Shop = "77001";
    public static readonly string[] Channels = ["tiktok", "shopee", "lazada"];

    /// <summary>Their numbers of the generated goods: both sides work them out alike.</summary>
    public static string ItemOf(int n) => (1_000_000_000_000L + n).ToString(CultureInfo.InvariantCulture);

    public static string SkuIdOf(string channel, int n) => channel == "shopee" ? "0" : (2_000_000_000_000L + n).ToString(CultureInfo.InvariantCulture);

    public static string CategoryOf(string channel) => channel switch { "tiktok" => TikTokShopDouble.Tea, "shopee" => ShopeeDouble.TeaCategory, _ => LazadaDouble.TeaCategory };

    public static async Task RunAsync(TimeSpan latency)
    {
        await using var tiktok = await TikTokShopDouble.StartAsync(TimeProvider.System);
        await using var shopee = await ShopeeDouble.StartAsync(TimeProvider.System);
        await using var lazada = await LazadaDouble.StartAsync(TimeProvider.System);
        var all = new Dictionary<string, PlatformDouble> { ["tiktok"] = tiktok, ["shopee"] = shopee, ["lazada"] = lazada };
        foreach (var (_, there) in all)
        {
            (there.AnswerTakes, there.CallsPerSecond) = (latency, int.MaxValue);
            there.AddShop(Shop, "Gian hàng đo tốc độ");
        }

        Say(all.ToDictionary(it => it.Key, it => it.Value.Address));
        var before = all.ToDictionary(it => it.Key, _ => 0);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            switch (words)
            {
                case ["shelve", var from, var to]:
                    foreach (var (channel, there) in all)
                        for (var n = Number(from); n <= Number(to); n++)
                            there.Shelve(new ShelfItem { Id = ItemOf(n), Shop = Shop, Title = Goods.NameOf(n), Category = CategoryOf(channel), State = ShelfState.Live, CreatedAt = there.Now, Skus = [new ShelfSku { Id = SkuIdOf(channel, n), Sku = Goods.SkuOf(n), Price = Goods.PriceOf(n), Stock = Goods.Stock, WeightGrams = Goods.WeightGrams }] });
                    Say("ok");
                    break;
                case ["consent", var channel]:
                    Say(all[channel].Consent(Shop));
                    break;
                case ["permit", var perSecond]:
                    foreach (var (channel, there) in all)
                    {
                        there.CallsPerSecond = Number(perSecond);
                        there.Calls.Clear();
                        before[channel] = there.TooFast;
                    }

                    Say("ok");
                    break;
                case ["told"]:
                    Say(all.ToDictionary(it => it.Key, it => Told(it.Value, before[it.Key])));
                    break;
                case ["stock", var sku]:
                    Say(all.ToDictionary(it => it.Key, it => it.Value.Items(Shop).SelectMany(item => item.Skus).FirstOrDefault(its => its.Sku == sku)?.Stock ?? -1));
                    break;
                default:
                    throw new ArgumentException($"Nobody understands \"{line}\".");
            }
        }
    }

    private static Seen Told(PlatformDouble there, int before)
    {
        var calls = there.Calls.OrderBy(call => call.At).ToList();
        var most = 0;
        for (int first = 0, last = 0; last < calls.Count; last++)
        {
            while (calls[last].At - calls[first].At >= TimeSpan.FromSeconds(1)) first++;
            most = Math.Max(most, last - first + 1);
        }

        var seconds = calls.Count > 1 ? (calls[^1].At - calls[0].At).TotalSeconds : 0;
        return new Seen(calls.Count, calls.GroupBy(call => Path(call.Path)).ToDictionary(same => same.Key, same => same.Count()), most, seconds > 0 ? (calls.Count - 1) / seconds : 0, there.TooFast - before, [.. there.Faults]);
    }

    // Without the numbers of things.
    private static string Path(string path) => string.Join('/', path.Split('/').Select(part => part.Length > 8 && part.All(char.IsAsciiDigit) ? "…" : part));

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static void Say<T>(T answer) => Console.WriteLine(JsonSerializer.Serialize(answer));
}
