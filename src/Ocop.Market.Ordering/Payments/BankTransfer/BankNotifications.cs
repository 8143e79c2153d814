using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>A service that watches the bank account and posts its entries. All tell of the same money, hence one <see cref="Provider"/>.</summary>
public abstract class BankNotifications(IOptions<BankTransferOptions> options) : INotificationSource
{
    /// <summary>Of the clock in a signature: older is somebody's recording.</summary>
    private static readonly TimeSpan MostOff = TimeSpan.FromMinutes(5);

    // The same name twice would let the signature speak of one value and us read the other.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    protected static readonly Refusal Forged = new("Forged", "", "Chữ ký của thông báo không đúng.", "The notification's signature is wrong.");
    protected static readonly Refusal Stale = new("Stale", "", "Thông báo được ký quá 5 phút trước hoặc sau giờ nhận.", "The notification was signed more than 5 minutes off the time it came.");
    protected static readonly Refusal NotConfigured = new("NotConfigured", "", "Chưa cài khóa của dịch vụ báo tiền này.", "No key of this service is configured.");
    protected static readonly Refusal Unreadable = new("Unreadable", "", "Thông báo không đọc được: thiếu hoặc sai trường.", "The notification cannot be read: a field is missing or wrong.");

    public abstract string Name { get; }

    public string Provider => PaymentOptions.Bank;

    protected BankTransferOptions Options => options.Value;

    public Outcome<IReadOnlyList<PaymentNotice>> Verify(GatewayMessage message)
    {
        try
        {
            using var body = JsonDocument.Parse(Encoding.UTF8.GetBytes(message.Body), Strict);
            if (body.RootElement.ValueKind != JsonValueKind.Object) return Unreadable;
            if (Forgery(message, body.RootElement) is { } forgery) return forgery;
            return Read(body.RootElement);
        }
        // Half a surrogate pair in an escape is found out only when the text is asked for.
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Unreadable;
        }
    }

    public virtual GatewayReply Reply(NoticeResult result) => GatewayReply.Empty(StatusOf(result));

    /// <summary>Null where it was sent by whom it says, and just now where that can be told.</summary>
    protected abstract Refusal? Forgery(GatewayMessage message, JsonElement body);

    protected abstract Outcome<IReadOnlyList<PaymentNotice>> Read(JsonElement body);

    /// <summary>Money for nobody is well read all the same: it waits for an officer, and repeating it would not help.</summary>
    protected static int StatusOf(NoticeResult result) => result switch { NoticeResult.Forged => 401, NoticeResult.Failed => 500, _ => 200 };

    protected static PaymentNotice Irrelevant(string eventId, string code) => new(eventId, null, null, null, new PaymentNews.Irrelevant(code));

    /// <param name="accounts">As told: the account itself and the virtual one that leads to it. Either may be the one buyers see.</param>
    /// <param name="amount">Below zero where money left.</param>
    /// <param name="memo">What the payer wrote comes first; what else the service says may hold the reference as well.</param>
    protected PaymentNotice Entry(string eventId, string?[] accounts, Money amount, string currency, string? bankReference, string? when, params string?[] memo)
    {
        if (!accounts.Any(IsOurs)) return Irrelevant(eventId, "other-account");
        if (amount <= Money.Zero) return Irrelevant(eventId, "outgoing");
        var at = TimeOf(when);
        var transaction = BankCredit.TransactionId(bankReference, at is { } utc ? VietnamTime.DayOf(utc) : null, amount) ?? $"{Name}-{eventId}";
        return new PaymentNotice(eventId, PaymentMemo.Find(memo), null, memo.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)), new PaymentNews.Paid(transaction, amount, currency, at));
    }

    /// <summary>Text or the digits of a number under the first of these names that holds any.</summary>
    protected static string? TextOf(JsonElement holder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!holder.TryGetProperty(name, out var value)) continue;
            var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
            if (!string.IsNullOrEmpty(text)) return text;
        }

        return null;
    }

    /// <summary>Null where it is no number of whole đồng.</summary>
    protected static Money? AmountOf(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount)
            && decimal.Truncate(amount) == amount && Math.Abs(amount) < 1_000_000_000_000_000 ? new Money((long)amount) : null;

    protected static bool IsSet([NotNullWhen(true)] string? secret) => !string.IsNullOrEmpty(secret);

    protected static bool IsFresh(GatewayMessage message, string? signedAt, long ticksOfOne) =>
        long.TryParse(signedAt, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && Int128.Abs(((Int128)count * ticksOfOne) - (message.ReceivedAt - DateTime.UnixEpoch).Ticks) <= MostOff.Ticks;

    protected static bool IsHexOf(string? told, byte[] expected)
    {
        var bytes = new byte[expected.Length];
        return told?.Length == expected.Length * 2 && Convert.FromHexString(told, bytes, out _, out _) == OperationStatus.Done && CryptographicOperations.FixedTimeEquals(bytes, expected);
    }

    // Hashed first: comparing texts of different lengths would tell the length.
    protected static bool IsSecret(string told, string secret) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(told)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private bool IsOurs(string? account) =>
        Options.AccountNumber is { Length: > 0 } ours && string.Concat((account ?? "").Where(char.IsAsciiLetterOrDigit)).Equals(ours, StringComparison.OrdinalIgnoreCase);

    private static DateTime? TimeOf(string? when) =>
        DateTime.TryParseExact(when, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? VietnamTime.ToUtc(local) : null;
}
