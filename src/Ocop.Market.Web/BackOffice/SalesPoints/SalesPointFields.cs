using System.Globalization;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice.SalesPoints;

/// <summary>The form of a point, for a new one and for one that is there.</summary>
public sealed record SalesPointFields(SalesPointForm Form, IReadOnlyList<Province> Provinces, IReadOnlyList<Refusal> Refusals)
{
    public static SalesPointForm Read(IFormCollection form) => new(form["name"], form["kind"], form["province"], form["commune"], form["address"], form["latitude"], form["longitude"], form["phone"],
        HoursOf(form), form["holidayNote"], form["status"]);

    public static IReadOnlyList<string?> HoursOf(IFormCollection form) => [.. OpeningHours.Week.Select(day => (string?)form[OpeningHours.FieldOf(day)])];

    public static SalesPointForm Of(SalesPoint point) => new(point.Name, point.Kind, point.Place.ProvinceCode, point.Place.Commune, point.Address,
        point.Latitude?.ToString(CultureInfo.InvariantCulture), point.Longitude?.ToString(CultureInfo.InvariantCulture), point.Phone is null ? null : VietnamesePhone.Spoken(point.Phone),
        TypedHours(point), point.HolidayNote, point.Status.ToString());

    public static IReadOnlyList<string?> TypedHours(SalesPoint point) => [.. OpeningHours.Week.Select(day => (string?)point.Hours.Typed(day))];
}

/// <summary>Seven days to type hours into; drawn by "_Hours" at the desk and in the keepers' rooms.</summary>
public sealed record HoursFields(IReadOnlyList<string?> Typed, string? HolidayNote, IReadOnlyList<Refusal> Refusals);
