using System.Globalization;

namespace Ocop.Market.Doubles.Bank;

/// <param name="Service">QRIBFTTA or QRIBFTTC.</param>
public sealed record ScannedQr(string Bin, string Account, string Service, long? Amount, string? BillNumber, string? Memo);

/// <summary>A bank's app behind the camera.</summary>
public static class QrReader
{
    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(value => (ushort)Enumerable.Range(0, 8).Aggregate(value << 8, (crc, _) => (crc << 1) ^ ((crc & 0x8000) == 0 ? 0 : 0x11021)))];

    /// <exception cref="FormatException">No app would read this.</exception>
    public static ScannedQr Read(string payload)
    {
        if (payload.Length < 8 || payload[^8..^4] != "6304") throw new FormatException("The checksum is not last.");
        var told = ushort.Parse(payload.AsSpan()[^4..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (told != payload[..^4].Aggregate((ushort)0xFFFF, (crc, letter) => (ushort)((crc << 8) ^ Table[(crc >> 8) ^ letter]))) throw new FormatException("The checksum is wrong.");

        var all = Split(payload);
        Expect(all, "00", "01");
        Expect(all, "53", "704");
        Expect(all, "58", "VN");
        var merchant = Split(all["38"]);
        Expect(merchant, "00", "A000000727");
        var acquirer = Split(merchant["01"]);
        var additional = all.TryGetValue("62", out var more) ? Split(more) : [];
        long? amount = all.TryGetValue("54", out var written) ? long.Parse(written, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        Expect(all, "01", amount is null ? "11" : "12");
        return new ScannedQr(acquirer["00"], acquirer["01"], merchant["02"], amount, additional.GetValueOrDefault("01"), additional.GetValueOrDefault("08"));
    }

    private static Dictionary<string, string> Split(string chain)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (chain.Length > 0)
        {
            var end = 4 + int.Parse(chain.AsSpan(2, 2), NumberStyles.None, CultureInfo.InvariantCulture);
            if (end > chain.Length) throw new FormatException("A field is longer than the code.");
            fields.Add(chain[..2], chain[4..end]);
            chain = chain[end..];
        }

        return fields;
    }

    private static void Expect(Dictionary<string, string> fields, string name, string value)
    {
        if (fields.GetValueOrDefault(name) != value) throw new FormatException($"Field {name} is not {value}.");
    }
}
