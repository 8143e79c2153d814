using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.PersonalData;

/// <summary>Whose data: of a buyer with an account, all that is theirs; of who holds the link of an order, that order alone.</summary>
public sealed record DataSubject
{
    private DataSubject() { }

    public Buyer? Buyer { get; private init; }
    public Guid? GroupId { get; private init; }

    public static DataSubject Of(Buyer buyer) => new() { Buyer = buyer };

    public static DataSubject Of(OrderGroup group) => new() { GroupId = group.Id };
}

public enum PersonalDataRequestState { Open, Erased, Refused }

/// <summary>Somebody asks to be erased. An officer looks at it and answers before <see cref="DueAt"/>.</summary>
public sealed class PersonalDataRequest
{
    public const int LongestAnswer = 1_000;

    private PersonalDataRequest() { }

    internal PersonalDataRequest(DataSubject subject, string? mailbox, string language, DateTime now, TimeSpan within)
    {
        (Id, BuyerId, GroupId, Mailbox, Language) = (Guid.CreateVersion7(), subject.Buyer?.Id, subject.GroupId, mailbox, language);
        (CreatedAt, DueAt) = (now, now + within);
    }

    public Guid Id { get; private set; }
    public Guid? BuyerId { get; private set; }
    public Guid? GroupId { get; private set; }

    /// <summary>Where the answer goes; gone once it is answered.</summary>
    public string? Mailbox { get; private set; }
    public string Language { get; private set; } = "vi";
    public DateTime CreatedAt { get; private set; }
    public DateTime DueAt { get; private set; }
    public PersonalDataRequestState State { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>What the officer wrote where it was refused.</summary>
    public string? Answer { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject Subject => ChangeSubject.PersonalDataRequest(Id);

    internal void Close(PersonalDataRequestState state, string? answer, DateTime now) => (State, Answer, AnsweredAt, Mailbox) = (state, answer, now, null);
}
