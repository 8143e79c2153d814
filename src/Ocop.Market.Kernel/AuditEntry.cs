namespace Ocop.Market.Kernel;

/// <summary>One business fact: who did what to which subject, and what it was before and after. Written in the fact's own transaction.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    public AuditEntry(DateTime at, string actor, string act, ChangeSubject subject, string? before = null, string? after = null)
    {
        (At, Actor, Act, SubjectKind, SubjectId, Before, After) = (at, actor, act, subject.Kind, subject.Id, before, after);
    }

    public long Id { get; private set; }
    public DateTime At { get; private set; }

    /// <summary>"buyer", "visitor", "producer", "job:name", "command:name", "start", or an account's id. Never a name or a phone number.</summary>
    public string Actor { get; private set; } = "";

    /// <summary>Past tense: "OrderPlaced".</summary>
    public string Act { get; private set; } = "";
    public string SubjectKind { get; private set; } = "";
    public string SubjectId { get; private set; } = "";
    public string? Before { get; private set; }
    public string? After { get; private set; }
}
