using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Commands;

/// <summary>orders: who has not answered yet, the most urgent first. For whoever picks up the phone.</summary>
public sealed class OrdersCommand : IMarketCommand
{
    public string Name => "orders";

    public async Task<int> RunAsync(string[] args)
    {
        if (Settings.FirstUnknown(args) is { } unknown) return MarketCommands.RefuseWord(unknown, "orders [--DataDirectory DIR]");
        await using var market = MarketCommands.Open(args);
        await market.Services.GetRequiredService<MarketStart>().PrepareAsync(CancellationToken.None);
        await using var scope = market.Services.CreateAsyncScope();
        await WriteAsync(scope.ServiceProvider.GetRequiredService<UnansweredOrders>(), market.Services.GetRequiredService<TimeProvider>(), Console.Out);
        return 0;
    }

    /// <summary>Apart from the host, so that a test reads what a person would.</summary>
    public static async Task WriteAsync(UnansweredOrders unanswered, TimeProvider clock, TextWriter output)
    {
        var orders = await unanswered.FindAsync(CancellationToken.None);
        var words = new Words();
        foreach (var order in orders)
        {
            var left = order.AnswerBy - clock.UtcNow();
            var hours = left > TimeSpan.Zero ? FormattableString.Invariant($"còn {(int)left.TotalHours} giờ") : "quá giờ";
            await output.WriteLineAsync($"{order.Number}\t{order.Total}\t{hours}, đến {words.Moment(order.AnswerBy)}\t{order.Producer}\t{order.ProducerPhone ?? "chưa có số điện thoại"}");
        }

        await output.WriteLineAsync(orders.Count == 0 ? "Không có đơn nào chờ trả lời." : FormattableString.Invariant($"{orders.Count} đơn chờ trả lời."));
    }
}
