using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// A file on its way, piece by piece over a line that breaks. The pieces lie in the media store, so neither a restart nor another node
/// loses one. Once whole it becomes an item, by its sender's last word or, should that be lost, by the job.
/// </summary>
public sealed class MediaUpload
{
    private MediaUpload() { }

    public MediaUpload(string fileName, long length, Scope scope, string folder, Guid? replaces, MediaKind? only, Guid openedBy, DateTime now) =>
        (Id, FileName, Length, ScopePath, Folder, Replaces, Only, OpenedBy, OpenedAt, LastAt) = (Guid.CreateVersion7(), fileName, length, scope.Path, folder, replaces, only, openedBy, now, now);

    public Guid Id { get; private set; }
    public string FileName { get; private set; } = "";
    public long Length { get; private set; }

    /// <summary>How many bytes from the beginning are safe.</summary>
    public long Received { get; private set; }
    public string ScopePath { get; private set; } = "";
    public string Folder { get; private set; } = "";

    /// <summary>The item whose file it is to become; null for a new one.</summary>
    public Guid? Replaces { get; private set; }

    /// <summary>What the field takes that it is sent from; null takes both.</summary>
    public MediaKind? Only { get; private set; }
    public Guid OpenedBy { get; private set; }
    public DateTime OpenedAt { get; private set; }
    public DateTime LastAt { get; private set; }

    /// <summary>Until then one process works on it.</summary>
    public DateTime? LeasedUntil { get; private set; }

    /// <summary>Why it was refused when nobody waited for the answer any more; kept for a day for whoever comes back.</summary>
    public string? RefusalReason { get; private set; }
    public string? RefusalVi { get; private set; }
    public string? RefusalEn { get; private set; }

    public bool IsWhole => Received == Length;

    public Refusal? Refusal => RefusalReason is null ? null : new Refusal(RefusalReason, PictureRefusals.Field, RefusalVi ?? "", RefusalEn ?? "");

    public void Refuse(Refusal refusal) => (RefusalReason, RefusalVi, RefusalEn) = (refusal.Reason, refusal.Message.Vi, refusal.Message.En);

    internal string Pieces => PiecesOf(Id);

    internal static string PiecesOf(Guid id) => $"{AllPieces}{id:n}/";

    internal const string AllPieces = "uploads/";
}
