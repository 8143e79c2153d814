using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The producer cannot take the order on; the buyer reads why, the goods go back on the shelf.</summary>
public sealed class RefuseOrder(OrderTurn turn)
{
    public async Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, string? reason, string actor, CancellationToken cancel)
    {
        var words = Words(reason);
        return words.Succeeded ? await turn.TakeAsync(orderId, new Turn(OrderAct.Refuse, actor, words.Value), cancel) : Outcome<OrderTurned>.Refused(words.Refusals);
    }

    /// <summary>One sentence that the buyer reads.</summary>
    internal static Outcome<string> Words(string? reason, string field = "reason")
    {
        var words = VietnameseText.Normalize(reason ?? "");
        if (words.Length < 2) return new Refusal("ReasonMissing", field, "Ghi một câu để khách biết vì sao.", "Say in a sentence why, so that the buyer knows.");
        if (words.Length > 300) return new Refusal("ReasonTooLong", field, "Lý do dài quá 300 chữ.", "The reason is longer than 300 letters.");
        return words[^1] is '.' or '!' or '?' ? words : words + ".";
    }
}
