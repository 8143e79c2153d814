using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Complaints;

/// <summary>Claim: the answer to a fault that was reported. Faults themselves are <see cref="Claims.Claim"/>.</summary>
public enum ComplaintAbout { Claim, Delivery, Behaviour, Price, Other }

public enum ComplaintSide { Buyer, Producer, Desk }

/// <summary>Withdrawn: by the buyer.</summary>
public enum ComplaintResult { Upheld, PartlyUpheld, Unfounded, Withdrawn }

/// <summary>A buyer is not content with how an order went, or with what came of a claim, and wants the market itself to decide (Decree 52/2013/NĐ-CP as amended by 85/2021/NĐ-CP).</summary>
public sealed class Complaint
{
    private readonly List<ComplaintMessage> _messages = [];

    private Complaint() { }

    internal Complaint(Guid orderId, ComplaintAbout about, Guid key, string text, DateTime now, DateTime due)
    {
        (Id, OrderId, About, CreatedAt, DueAt) = (Guid.CreateVersion7(), orderId, about, now, due);
        Add(key, ComplaintSide.Buyer, "buyer", text, now);
    }

    public Guid Id { get; private set; }
    public Guid OrderId { get; private set; }
    public ComplaintAbout About { get; private set; }
    public ComplaintState State { get; private set; }
    public ComplaintResult? Result { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>Until when the desk answers what the buyer wrote last.</summary>
    public DateTime DueAt { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public DateTime? ForgottenAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>Rises with whatever is said, and the version with it: an answer counts for nothing where another was not read.</summary>
    public int MessageCount { get; private set; }

    /// <summary>The whole way, the oldest first.</summary>
    public IReadOnlyList<ComplaintMessage> Messages => _messages;

    internal ComplaintMessage Take(ComplaintAct act, Guid key, string actor, string text, ComplaintResult? result, DateTime now, DateTime due)
    {
        var to = ComplaintFlow.Next(act, State) ?? throw new InvalidOperationException($"A complaint that is {State} cannot {act}.");
        if (State == ComplaintState.Answered && to == ComplaintState.Open) DueAt = due;
        if (to == ComplaintState.Closed) (ClosedAt, Result) = (now, result);
        State = to;
        return Add(key, ComplaintFlow.SideOf(act), actor, text, now);
    }

    internal void Forget(DateTime now) => ForgottenAt = now;

    private ComplaintMessage Add(Guid key, ComplaintSide side, string actor, string text, DateTime now)
    {
        var message = new ComplaintMessage(Id, MessageCount++, key, side, actor, text, State, now);
        _messages.Add(message);
        return message;
    }
}

/// <summary>What one side wrote, and what the complaint became by it.</summary>
public sealed class ComplaintMessage : IOnlyAppended
{
    private ComplaintMessage() { }

    internal ComplaintMessage(Guid complaintId, int position, Guid key, ComplaintSide side, string actor, string text, ComplaintState state, DateTime now) =>
        (ComplaintId, Position, Key, Side, Actor, Text, State, At) = (complaintId, position, key, side, actor, text, state, now);

    public Guid ComplaintId { get; private set; }
    public int Position { get; private set; }

    /// <summary>Of the form it was sent with: a second press finds the first.</summary>
    public Guid Key { get; private set; }
    public ComplaintSide Side { get; private set; }
    public string Actor { get; private set; } = "";

    /// <summary>Null once it was forgotten: that somebody wrote stays.</summary>
    public string? Text { get; private set; }
    public ComplaintState State { get; private set; }
    public DateTime At { get; private set; }
}

public static class ComplaintWords
{
    public static LocalText Words(this ComplaintAbout about) => about switch
    {
        ComplaintAbout.Claim => new("cách trả lời lời báo lỗi", "the answer to a claim"),
        ComplaintAbout.Delivery => new("việc giao hàng", "the delivery"),
        ComplaintAbout.Behaviour => new("thái độ phục vụ", "how people behaved"),
        ComplaintAbout.Price => new("giá, tiền phải trả", "the price, what was charged"),
        ComplaintAbout.Other => new("việc khác", "something else"),
    };

    public static LocalText Words(this ComplaintState state) => state switch
    {
        ComplaintState.Open => new("chờ chợ trả lời", "waits for the market’s answer"),
        ComplaintState.Answered => new("chợ đã trả lời", "answered by the market"),
        ComplaintState.Closed => new("đã khép", "closed"),
    };

    public static LocalText Words(this ComplaintResult result) => result switch
    {
        ComplaintResult.Upheld => new("khiếu nại đúng", "upheld"),
        ComplaintResult.PartlyUpheld => new("khiếu nại đúng một phần", "upheld in part"),
        ComplaintResult.Unfounded => new("khiếu nại không có cơ sở", "unfounded"),
        ComplaintResult.Withdrawn => new("người mua rút lại", "withdrawn by the buyer"),
    };

    public static LocalText Words(this ComplaintSide side) => side switch
    {
        ComplaintSide.Buyer => new("Người mua", "The buyer"),
        ComplaintSide.Producer => new("Người bán", "The producer"),
        ComplaintSide.Desk => new("Chợ", "The market"),
    };
}
