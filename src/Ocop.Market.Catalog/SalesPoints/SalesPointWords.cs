using System.Globalization;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <summary>What is typed about a point.</summary>
/// <param name="Province">Code.</param>
/// <param name="Commune">Name, old or new.</param>
/// <param name="Hours">One text for each day of <see cref="OpeningHours.Week"/>.</param>
public sealed record SalesPointForm(string? Name, string? Kind, string? Province, string? Commune, string? Address, string? Latitude, string? Longitude, string? Phone,
    IReadOnlyList<string?> Hours, string? HolidayNote, string? Status);

/// <summary>The same as it is kept.</summary>
public sealed record SalesPointWords(string Name, string Kind, PlaceAsIssued Place, string? Address, SpotOnMap? Spot, string? Phone, OpeningHours Hours, string? HolidayNote, SalesPointStatus Status)
{
    // From the tip of Cà Mau to Lũng Cú, and east to the last of the Trường Sa islands.
    private const double South = 6, North = 23.5, West = 102, East = 118;

    public static Outcome<SalesPointWords> Meet(SalesPointForm form, PlaceDirectory places)
    {
        var refusals = new List<Refusal>();
        T? Take<T>(Outcome<T> outcome)
        {
            refusals.AddRange(outcome.Refusals);
            return outcome.Succeeded ? outcome.Value : default;
        }

        var name = VietnameseText.Normalize(form.Name ?? "");
        if (VietnameseText.Slug(name).Length == 0) refusals.Add(new("NameMissing", "name", "Điểm bán cần một cái tên.", "The sales point needs a name."));
        var kind = SalesPointKinds.Find(form.Kind);
        if (kind is null) refusals.Add(new("KindMissing", "kind", "Chọn loại nơi.", "Choose the kind of place."));
        var place = Take(PlaceOf(form, places));
        var (address, note) = (Line(form.Address), Line(form.HolidayNote));
        foreach (var (field, text, most) in new[] { ("name", name, SalesPoint.LongestName), ("address", address, SalesPoint.LongestAddress), ("holidayNote", note, SalesPoint.LongestNote) })
            if (text?.Length > most) refusals.Add(new("TooLong", field, $"Dài quá {most} chữ.", $"Longer than {most} letters."));
        var spot = Take(SpotOf(form.Latitude, form.Longitude));
        var phone = VietnamesePhone.Normalize(form.Phone);
        if (phone is null && !string.IsNullOrWhiteSpace(form.Phone)) refusals.Add(VietnamesePhone.Refuse(form.Phone));
        var hours = Take(OpeningHours.Read(form.Hours));
        if (!Enum.TryParse<SalesPointStatus>(form.Status, out var status) || !Enum.IsDefined(status)) refusals.Add(new("StatusMissing", "status", "Chọn tình trạng.", "Choose the status."));
        return refusals.Count > 0 ? Outcome<SalesPointWords>.Refused(refusals) : new SalesPointWords(name, kind!.Code, place!, address, spot?.Value, phone, hours!, note, status);
    }

    public static string? Line(string? text) => VietnameseText.Normalize(text ?? "") is { Length: > 0 } words ? words : null;

    private static Outcome<PlaceAsIssued> PlaceOf(SalesPointForm form, PlaceDirectory places)
    {
        if (places.Province(form.Province) is not { } province) return new Refusal("ProvinceUnknown", "province", "Chọn tỉnh, thành trong danh sách.", "Choose a province of the list.");
        return places.Resolve(form.Commune, province.Code).Only is { } commune
            ? new PlaceAsIssued(commune.Name, null, province.Name, province.Code, commune.Code, null)
            : new Refusal("CommuneUnknown", "commune", "Không thấy đúng một xã, phường tên này trong tỉnh.", "No single commune of this name in the province.");
    }

    private sealed record TypedSpot(SpotOnMap? Value);

    private static Outcome<TypedSpot> SpotOf(string? latitude, string? longitude)
    {
        if (string.IsNullOrWhiteSpace(latitude) && string.IsNullOrWhiteSpace(longitude)) return new TypedSpot(null);
        return Degrees(latitude) is { } north and >= South and <= North && Degrees(longitude) is { } east and >= West and <= East
            ? new TypedSpot(new SpotOnMap(north, east))
            : new Refusal("SpotWrong", "latitude", "Toạ độ ghi như 21,0278 và 105,8342, cả hai, trong nước Việt Nam; hoặc để trống cả hai.", "Coordinates like 21.0278 and 105.8342, both, within Việt Nam; or leave both empty.");
    }

    private static double? Degrees(string? typed) =>
        double.TryParse((typed ?? "").Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) ? Math.Round(degrees, 6) : null;
}
