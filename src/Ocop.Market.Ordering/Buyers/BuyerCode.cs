namespace Ocop.Market.Ordering.Buyers;

/// <summary>A code on its way to a mailbox. Its id stands in the address of the page where the code is typed; only the hash of the code is kept.</summary>
public sealed class BuyerCode
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15), Kept = TimeSpan.FromDays(1);

    public const int MostTries = 5;

    /// <summary>To one mailbox: nobody fills a stranger's, and a guesser gets few codes to guess at.</summary>
    public const int MostInHalfAnHour = 3, MostInADay = 10;

    private BuyerCode() { }

    public BuyerCode(string mailbox, string hash, string language, DateTime now) =>
        (Id, Mailbox, Hash, Language, At, Until) = (Guid.CreateVersion7(), mailbox, hash, language, now, now + Lasts);

    public Guid Id { get; private set; }
    public string Mailbox { get; private set; } = "";
    public string Hash { get; private set; } = "";
    public string Language { get; private set; } = "vi";
    public DateTime At { get; private set; }
    public DateTime Until { get; private set; }
    public int Tries { get; private set; }
    public DateTime? UsedAt { get; private set; }

    internal static string MailKey(Guid id) => $"buyer-code:{id:n}";
}
