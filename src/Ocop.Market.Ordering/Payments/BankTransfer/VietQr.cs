using System.Globalization;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

public enum VietQrService { Account, Card }

/// <summary>
/// A transfer that a bank's app reads from a picture, as EMVCo and NAPAS have it: a chain of fields, each two digits of name, two of length and the value.
/// The payer can change the amount and the memo in most apps: believe the entry at the bank, never the code.
/// </summary>
/// <param name="Account">Letters and digits: virtual accounts hold letters.</param>
/// <param name="Amount">Null where the payer types it.</param>
/// <param name="Memo">Written as <see cref="MemoOf"/> makes it.</param>
/// <param name="BillNumber">In codes of others; some old apps show it as the memo.</param>
public sealed record VietQr(string Bin, string Account, Money? Amount, string? Memo, VietQrService Service = VietQrService.Account, string? BillNumber = null)
{
    public const int LongestMemo = 25;

    private const string Napas = "A000000727";
    private const int LongestAccount = 19;
    private const int LongestAmount = 13;

    /// <summary>Bare ASCII and cut: a length counts letters and the checksum bytes, so apps disagree on anything else.</summary>
    public static string MemoOf(string text)
    {
        var bare = new StringBuilder();
        foreach (var letter in VietnameseText.Normalize(text))
        {
            var folded = char.IsAscii(letter) ? letter.ToString() : VietnameseText.Fold(letter.ToString());
            bare.Append(char.IsUpper(letter) ? folded.ToUpperInvariant() : folded);
        }

        var memo = VietnameseText.Normalize(string.Concat(bare.ToString().Where(char.IsAscii)));
        return memo.Length > LongestMemo ? memo[..LongestMemo].TrimEnd() : memo;
    }

    /// <exception cref="InvalidOperationException">No code can say this.</exception>
    public string Encode()
    {
        if (Fault() is { } fault) throw new InvalidOperationException(fault.Message.En);
        var account = Field("00", Napas) + Field("01", Field("00", Bin) + Field("01", Account)) + Field("02", Service == VietQrService.Card ? "QRIBFTTC" : "QRIBFTTA");
        var payload = Field("00", "01") + Field("01", Amount is null ? "11" : "12") + Field("38", account)
            + Field("53", "704") + Field("54", Amount?.Amount.ToString(CultureInfo.InvariantCulture)) + Field("58", "VN")
            + Field("62", Field("01", BillNumber) + Field("08", MemoOf(Memo ?? ""))) + "6304";
        return payload + Checksum(payload);
    }

    public static Outcome<VietQr> Decode(string payload)
    {
        if (!Ascii.IsValid(payload) || Fields(payload) is not { Count: > 1 } fields || fields.GetAt(0) is not { Key: "00", Value: "01" } || fields.GetAt(fields.Count - 1) is not { Key: "63", Value.Length: 4 })
            return new Refusal("QrUnreadable", "", "Mã QR bị đứt đoạn hoặc không phải mã thanh toán.", "The QR code is broken or no payment code.");
        if (!fields["63"].Equals(Checksum(payload[..^4]), StringComparison.OrdinalIgnoreCase))
            return new Refusal("QrChecksum", "", "Mã QR sai mã kiểm tra: đã bị sửa hoặc đọc nhầm.", "The QR code's checksum is wrong: it was changed or misread.");
        if (Read(fields) is not { } read)
            return new Refusal("QrForeign", "", "Mã QR không phải mã chuyển khoản VietQR bằng đồng Việt Nam.", "The QR code is no VietQR transfer in đồng.");
        if (read.Fault() is { } fault) return fault;
        return Banks.WithBin(read.Bin) is null ? new Refusal("QrBank", "", $"Không có ngân hàng nào mang mã “{read.Bin}”.", $"No bank has the number “{read.Bin}”.") : read;
    }

    /// <summary>Null where a field says what a transfer by VietQR cannot.</summary>
    private static VietQr? Read(OrderedDictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("53") != "704" || fields.GetValueOrDefault("58") != "VN") return null;
        if (Fields(fields.GetValueOrDefault("38", "")) is not { } merchant || merchant.GetValueOrDefault("00") != Napas) return null;
        if (Fields(merchant.GetValueOrDefault("01", "")) is not { } acquirer || Fields(fields.GetValueOrDefault("62", "")) is not { } additional) return null;
        if (ServiceOf(merchant.GetValueOrDefault("02")) is not { } service) return null;

        if (fields.GetValueOrDefault("01") is not (("11" or "12") and var use)) return null;
        return new VietQr(acquirer.GetValueOrDefault("00", ""), acquirer.GetValueOrDefault("01", ""), AmountOf(fields.GetValueOrDefault("54") ?? (use == "12" ? "" : null)), additional.GetValueOrDefault("08"), service, additional.GetValueOrDefault("01"));
    }

    private static VietQrService? ServiceOf(string? code) => code switch { "QRIBFTTA" => VietQrService.Account, "QRIBFTTC" => VietQrService.Card, _ => null };

    // One that cannot be read, or is missing where the code must name it, is refused as 0 is.
    private static Money? AmountOf(string? text) =>
        text is null ? null
        : text.Length <= LongestAmount && long.TryParse(text is [.., '.'] ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? new Money(amount)
        : Money.Zero;

    private Refusal? Fault()
    {
        if (Bin.Length != 6 || !Bin.All(char.IsAsciiDigit)) return new("QrBank", "", "Mã ngân hàng phải có 6 chữ số.", "A bank's number has 6 digits.");
        if (Account.Length is 0 or > LongestAccount || !Account.All(char.IsAsciiLetterOrDigit))
            return new("QrAccount", "", $"Số tài khoản phải có 1 đến {LongestAccount} chữ cái hoặc chữ số.", $"An account number has 1 to {LongestAccount} letters or digits.");
        if (Amount is { Amount: <= 0 or > 9_999_999_999_999 }) return new("QrAmount", "", "Số tiền phải lớn hơn 0, viết liền, tối đa 13 chữ số.", "The amount must be above 0, of 13 digits at most and no separators.");
        if (BillNumber is { } bill && (bill.Length > 25 || !Ascii.IsValid(bill))) return new("QrBill", "", "Số hóa đơn tối đa 25 ký tự không dấu.", "A bill number has 25 plain letters at most.");
        return null;
    }

    private static string Field(string name, string? value) => value is null or "" ? "" : FormattableString.Invariant($"{name}{value.Length:00}{value}");

    /// <summary>Null where the lengths do not add up or a name comes twice.</summary>
    private static OrderedDictionary<string, string>? Fields(string chain)
    {
        var fields = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < chain.Length;)
        {
            if (chain.Length < at + 4 || !int.TryParse(chain.AsSpan(at, 2), NumberStyles.None, CultureInfo.InvariantCulture, out _)) return null;
            if (!int.TryParse(chain.AsSpan(at + 2, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length == 0 || chain.Length < at + 4 + length) return null;
            if (!fields.TryAdd(chain[at..(at + 2)], chain[(at + 4)..(at + 4 + length)])) return null;
            at += 4 + length;
        }

        return fields;
    }

    /// <summary>CRC-16 as CCITT-FALSE, always four digits.</summary>
    private static string Checksum(string payload)
    {
        ushort crc = 0xFFFF;
        foreach (var letter in payload)
        {
            crc ^= (ushort)(letter << 8);
            for (var bit = 0; bit < 8; bit++) crc = (ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
        }

        return crc.ToString("X4", CultureInfo.InvariantCulture);
    }
}
