using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ocop.Market.Doubles.Bank;

/// <param name="Amount">Below zero where money left.</param>
/// <param name="Memo">As the bank keeps it: with its own words around the payer's.</param>
/// <param name="Reference">The bank's.</param>
/// <param name="At">On the clock of Việt Nam.</param>
public sealed record BankEntry(int Id, string Account, long Amount, string Memo, string Reference, DateTime At)
{
    internal string AtText => At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>A notification ready to be sent, signed when it was made: sent later it is stale, sent twice it is a repetition.</summary>
public sealed record BankPost(string Notifier, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>One đồng more, and the signature as it was.</summary>
    public BankPost Tampered(BankEntry entry) => this with { Body = Body.Replace(Text(entry.Amount), Text(entry.Amount + 1), StringComparison.Ordinal) };

    private static string Text(long amount) => amount.ToString(CultureInfo.InvariantCulture);
}

/// <param name="IsTaken">What the notifier makes of it: false is sent again.</param>
public sealed record BankAnswer(int Status, string Body, bool IsTaken);

/// <summary>
/// The market's bank: keeps the account's entries and has them told by SePay, Casso or payOS, each with its own signature, or by a statement. It is
/// no server: nobody asks it anything.
/// </summary>
/// <param name="http">Reaches the market under test.</param>
public sealed class BankDouble(HttpClient http, string account, TimeProvider clock)
{
    private static readonly TimeSpan VietnamOffset = TimeSpan.FromHours(7);

    private readonly ConcurrentQueue<BankEntry> _entries = new();
    private int _last;

    public IReadOnlyCollection<BankEntry> Entries => _entries;

    /// <summary>Money comes in. The memo arrives as it does through another bank: upper case, between that bank's words.</summary>
    public BankEntry Receive(long amount, string memo) => Keep(amount, id => $"MBVCB.{9000 + id}.{memo.ToUpperInvariant()}.CT tu 0123456789 NGUOI CHUYEN toi {account}");

    /// <summary>A payer's app reads the code and the payer presses the button.</summary>
    /// <exception cref="FormatException">No app would read this.</exception>
    public BankEntry Scan(string qr)
    {
        var scanned = QrReader.Read(qr);
        if (scanned.Account != account) throw new FormatException($"The code pays into {scanned.Account}.");
        return Receive(scanned.Amount ?? throw new FormatException("The code names no amount."), scanned.Memo ?? "");
    }

    /// <summary>Money leaves: a refund by hand, a fee.</summary>
    public BankEntry Send(long amount, string memo) => Keep(-amount, _ => memo);

    /// <summary>To the market's address for this notifier.</summary>
    public async Task<BankAnswer> PostAsync(Uri address, BankPost post, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(post.Body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in post.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request, cancel);
        var body = await answer.Content.ReadAsStringAsync(cancel);
        var status = (int)answer.StatusCode;
        return new BankAnswer(status, body, post.Notifier == SePayDouble.Notifier ? status is 200 or 201 && SaysSuccess(body) : status is >= 200 and < 300);
    }

    /// <summary>All entries as one of the usual exports: UTF-8 with BOM, comma, address above and sums below.</summary>
    public byte[] Statement()
    {
        var text = new StringBuilder("SAO KÊ TÀI KHOẢN\r\n").Append(CultureInfo.InvariantCulture, $"Số tài khoản,{account}\r\n\r\n");
        text.Append("STT,Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Số dư,Nội dung\r\n");
        var balance = 0L;
        foreach (var entry in _entries)
            text.Append(CultureInfo.InvariantCulture, $"{entry.Id},{entry.At:dd/MM/yyyy HH:mm:ss},{entry.Reference},{(entry.Amount < 0 ? -entry.Amount : 0)},{Math.Max(entry.Amount, 0)},{balance += entry.Amount},\"{entry.Memo}\"\r\n");
        text.Append(CultureInfo.InvariantCulture, $",Tổng cộng,,{-_entries.Where(entry => entry.Amount < 0).Sum(entry => entry.Amount)},{_entries.Where(entry => entry.Amount > 0).Sum(entry => entry.Amount)},{balance},\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private BankEntry Keep(long amount, Func<int, string> memo)
    {
        var id = Interlocked.Increment(ref _last);
        var at = clock.GetUtcNow().ToOffset(VietnamOffset).DateTime;
        var entry = new BankEntry(id, account, amount, memo(id), FormattableString.Invariant($"FT{at:yy}{at.DayOfYear:000}{id:000000}"), at);
        _entries.Enqueue(entry);
        return entry;
    }

    private static bool SaysSuccess(string body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
