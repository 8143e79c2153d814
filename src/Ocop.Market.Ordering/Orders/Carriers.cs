using System.Text.RegularExpressions;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <param name="Tracking">The carrier's public page of a parcel, to which its code is added; null where none is known.</param>
/// <param name="NeedsCode">Whoever carries it in person, or sends it by coach, has none.</param>
public sealed record Carrier(string Key, LocalText Name, bool NeedsCode = true, string? Tracking = null)
{
    public string? AddressOf(string? code) => Tracking is null || code is null ? null : Tracking + Uri.EscapeDataString(code);
}

/// <summary>Who carries parcels. One more is a line here.</summary>
public static class Carriers
{
    public const string Own = "own";

    public static readonly IReadOnlyList<Carrier> All =
    [
        new(Own, new("người bán tự giao", "the producer in person"), NeedsCode: false),
        new("vnpost", new("Bưu điện (VNPost)", "Vietnam Post (VNPost)")),
        new("viettelpost", new("Viettel Post", "Viettel Post")),
        new("ghn", new("Giao Hàng Nhanh (GHN)", "Giao Hàng Nhanh (GHN)"), Tracking: "https://donhang.ghn.vn/?order_code="),
        new("ghtk", new("Giao Hàng Tiết Kiệm (GHTK)", "Giao Hàng Tiết Kiệm (GHTK)"), Tracking: "https://i.ghtk.vn/"),
        new("other", new("xe khách hoặc hãng khác", "a coach or another carrier"), NeedsCode: false),
    ];

    public static Carrier? Find(string? key) => All.FirstOrDefault(carrier => carrier.Key == key);
}

/// <summary>Into whose hands a parcel went, and under which code that carrier knows it.</summary>
public sealed partial record HandOver
{
    private HandOver(Carrier carrier, string? code) => (Carrier, Code) = (carrier, code);

    public Carrier Carrier { get; }
    public string? Code { get; }

    /// <summary>As typed at a packing table: blanks and small letters mean nothing.</summary>
    public static Outcome<HandOver> Read(string? carrier, string? code)
    {
        if (Carriers.Find(carrier) is not { } known) return new Refusal("CarrierMissing", "carrier", "Chọn ai chở gói hàng này.", "Choose who carries this parcel.");
        var typed = Blank().Replace(code ?? "", "").ToUpperInvariant();
        if (typed.Length == 0)
            return known.NeedsCode ? new Refusal("CodeMissing", "code", "Ghi mã vận đơn in trên phiếu gửi.", "Enter the tracking code on the receipt.") : new HandOver(known, null);
        if (!Written().IsMatch(typed))
            return new Refusal("CodeWrong", "code", "Mã vận đơn có 4 đến 40 chữ cái không dấu, chữ số, dấu chấm hoặc gạch ngang.", "A tracking code has 4 to 40 plain letters, digits, dots or hyphens.");
        return new HandOver(known, typed);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^[A-Z0-9][A-Z0-9.\-]{3,39}$")]
    private static partial Regex Written();
}
