using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Claims;

public enum FaultKind { Broken, Missing, Wrong, Spoiled, Other }

/// <param name="Position">Of the order's line.</param>
public sealed record ClaimedLine(int Position, int Quantity, FaultKind Kind);

/// <summary>A buyer's word that something of a parcel is not as it should be, and what the market made of it.</summary>
public sealed class Claim
{
    /// <summary>Unanswered for so long, it is the desk's.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromHours(48);

    private readonly List<ClaimLine> _lines = [];
    private readonly List<ClaimEvent> _events = [];

    private Claim() { }

    internal Claim(Guid key, Order order, IEnumerable<ClaimedLine> lines, string? message, DateTime now)
    {
        (Id, Key, OrderId, Message, CreatedAt) = (Guid.CreateVersion7(), key, order.Id, message, now);
        _lines.AddRange(lines.Select(line => new ClaimLine(Id, line, CostOf(order.Lines.Single(it => it.Position == line.Position), line.Quantity))));
        _events.Add(new ClaimEvent(Id, now, State, "buyer", null));
    }

    public Guid Id { get; private set; }

    /// <summary>Of the form it was sent with; unique, so a second press finds the first.</summary>
    public Guid Key { get; private set; }
    public Guid OrderId { get; private set; }
    public ClaimState State { get; private set; }
    public string? Message { get; private set; }

    /// <summary>What goes back, or will when the goods are back; zero before and for all other answers.</summary>
    public Money Amount { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public DateTime? ForgottenAt { get; private set; }

    public IReadOnlyList<ClaimLine> Lines => _lines;
    public IReadOnlyList<ClaimEvent> Events => _events;

    /// <summary>What these goods cost the buyer: no more is given back for them.</summary>
    public Money Cost => _lines.Select(line => line.Cost).Sum();

    internal void Take(ClaimMove move, Money amount, string words, string actor, DateTime now)
    {
        if (State != move.From) throw new InvalidOperationException($"The claim is {State}, not {move.From}.");
        (State, Amount) = (move.To, amount);
        if (State.IsEnd()) ClosedAt = now;
        _events.Add(new ClaimEvent(Id, now, State, actor, words));
    }

    /// <summary>The buyer's words; what was claimed and what came of it stays with the order.</summary>
    internal void Forget(DateTime now) => (Message, ForgottenAt) = (null, now);

    private static Money CostOf(OrderLine line, int quantity) => new((line.Total - line.Discount).Amount * quantity / line.Quantity);
}

public sealed class ClaimLine
{
    private ClaimLine() { }

    internal ClaimLine(Guid claimId, ClaimedLine line, Money cost) => (ClaimId, Position, Quantity, Kind, Cost) = (claimId, line.Position, line.Quantity, line.Kind, cost);

    public Guid ClaimId { get; private set; }
    public int Position { get; private set; }
    public int Quantity { get; private set; }
    public FaultKind Kind { get; private set; }

    /// <summary>After discounts.</summary>
    public Money Cost { get; private set; }
}

/// <summary>One step on the claim's way. Never changed.</summary>
public sealed class ClaimEvent
{
    private ClaimEvent() { }

    internal ClaimEvent(Guid claimId, DateTime at, ClaimState state, string actor, string? words) => (ClaimId, At, State, Actor, Words) = (claimId, at, state, actor, words);

    public long Id { get; private set; }
    public Guid ClaimId { get; private set; }
    public DateTime At { get; private set; }
    public ClaimState State { get; private set; }
    public string Actor { get; private set; } = "";

    /// <summary>The buyer reads them.</summary>
    public string? Words { get; private set; }
}

/// <summary>For the buyer, the producer and the desk only.</summary>
public sealed class ClaimPhoto
{
    private ClaimPhoto() { }

    internal ClaimPhoto(Guid claimId, byte[] jpeg) => (Id, ClaimId, Jpeg) = (Guid.CreateVersion7(), claimId, jpeg);

    public Guid Id { get; private set; }
    public Guid ClaimId { get; private set; }
    public byte[] Jpeg { get; private set; } = [];
}

public static class ClaimWords
{
    public static LocalText Words(this ClaimState state) => state switch
    {
        ClaimState.Open => new("chờ trả lời", "waiting for an answer"),
        ClaimState.AwaitingReturn => new("hoàn tiền khi nhận lại hàng", "refund when the goods are back"),
        ClaimState.Refunded => new("đã hoàn tiền", "refunded"),
        ClaimState.Replaced => new("gửi hàng khác thay", "goods are sent anew"),
        ClaimState.Refused => new("không chấp nhận", "refused"),
    };

    /// <summary>For the buyer: nothing goes back of what was never paid.</summary>
    public static LocalText WordsFor(this ClaimState state, Order order) => (state, order.PaymentMethod) switch
    {
        (ClaimState.AwaitingReturn, PaymentMethod.OnAccount) => new("hoàn hoặc trừ công nợ khi nhận lại hàng", "refund, or less to pay, when the goods are back"),
        (ClaimState.Refunded, PaymentMethod.OnAccount) => new("đã hoàn hoặc trừ công nợ", "refunded, or taken off the account"),
        _ => state.Words(),
    };

    public static LocalText Words(this FaultKind kind) => kind switch
    {
        FaultKind.Broken => new("vỡ, hỏng", "broken"),
        FaultKind.Missing => new("thiếu", "missing"),
        FaultKind.Wrong => new("sai hàng", "wrong goods"),
        FaultKind.Spoiled => new("ôi, mốc, biến chất", "spoiled"),
        FaultKind.Other => new("lỗi khác", "something else"),
    };
}
