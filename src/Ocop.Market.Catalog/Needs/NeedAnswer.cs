using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

public enum AnswerState { Given, Withdrawn }

/// <param name="Price">For one unit of the need.</param>
public sealed record OfferWords(Money Price, int VolumeAMonth, int Months, string Note, IReadOnlyList<Guid> ProductIds);

/// <summary>What one producer offers for one need; changed in place, so that the buyer never reads two offers of the same people.</summary>
public sealed class NeedAnswer
{
    private NeedAnswer() { }

    public NeedAnswer(Guid needId, Guid producerId, DateTime now) => (Id, NeedId, ProducerId, GivenAt) = (Guid.CreateVersion7(), needId, producerId, now);

    public Guid Id { get; private set; }
    public Guid NeedId { get; private set; }
    public Guid ProducerId { get; private set; }
    public Money Price { get; private set; }
    public int VolumeAMonth { get; private set; }
    public int Months { get; private set; }
    public string Note { get; private set; } = "";
    public AnswerState State { get; private set; }

    /// <summary>How often it was given: each time is one mail.</summary>
    public int Times { get; private set; }
    public DateTime GivenAt { get; private set; }
    public long Version { get; private set; }

    public void Give(OfferWords words, DateTime now) =>
        (Price, VolumeAMonth, Months, Note, State, Times, GivenAt) = (words.Price, words.VolumeAMonth, words.Months, words.Note, AnswerState.Given, Times + 1, now);

    public void Withdraw() => State = AnswerState.Withdrawn;
}

public sealed class AnsweredProduct
{
    private AnsweredProduct() { }

    public AnsweredProduct(Guid answerId, Guid productId) => (AnswerId, ProductId) = (answerId, productId);

    public Guid AnswerId { get; private set; }
    public Guid ProductId { get; private set; }
}
