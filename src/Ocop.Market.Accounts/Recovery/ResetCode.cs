namespace Ocop.Market.Accounts.Recovery;

/// <summary>Opens the page for a new password, once, for a day. Sent by mail or printed by an officer; only its hash is kept.</summary>
public sealed class ResetCode
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    private ResetCode() { }

    /// <param name="printedBy">Null: asked for by mail.</param>
    public ResetCode(Guid userId, string codeHash, Guid? printedBy, DateTime now) =>
        (Id, UserId, CodeHash, PrintedBy, At, ExpiresAt) = (Guid.CreateVersion7(), userId, codeHash, printedBy, now, now + Lasts);

    public Guid Id { get; private set; }
    public Guid UserId { get; private set; }
    public string CodeHash { get; private set; } = "";
    public Guid? PrintedBy { get; private set; }
    public DateTime At { get; private set; }
    public DateTime ExpiresAt { get; private set; }
    public DateTime? UsedAt { get; private set; }
}
