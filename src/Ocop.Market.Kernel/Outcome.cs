using System.Diagnostics.CodeAnalysis;

namespace Ocop.Market.Kernel;

/// <summary>One sentence in both languages of the site.</summary>
public sealed record LocalText(string Vi, string En);

/// <summary>An expected "no": a name for the code, the field it belongs to (empty = the whole form) and a sentence for people.</summary>
public sealed record Refusal(string Reason, string Field, LocalText Message)
{
    public Refusal(string reason, string field, string vi, string en) : this(reason, field, new LocalText(vi, en)) { }
}

/// <summary>What a use case answers: a value, or the refusals that a page shows beside their fields. Impossible states throw instead.</summary>
public sealed class Outcome<T>
{
    private Outcome(T? value, IReadOnlyList<Refusal> refusals) => (Value, Refusals) = (value, refusals);

    public T? Value { get; }

    public IReadOnlyList<Refusal> Refusals { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Refusals.Count == 0;

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);

    public static Outcome<T> Refused(IReadOnlyList<Refusal> refusals) =>
        refusals.Count > 0 ? new(default, refusals) : throw new ArgumentException("A refusal needs a reason.", nameof(refusals));
}
