using System.Globalization;
using System.Text.RegularExpressions;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>What the buyer typed, as typed. Field names of refusals are these names in lower camel case.</summary>
public sealed record NeedForm
{
    public string? What { get; init; }
    public string? Group { get; init; }
    public string? Quantity { get; init; }
    public string? Unit { get; init; }
    public string? Rhythm { get; init; }
    public string? PriceWish { get; init; }
    public int[] Months { get; init; } = [];
    public string? Province { get; init; }
    public string? LastDay { get; init; }
    public string? Buyer { get; init; }
    public string? Company { get; init; }
    public string? Contact { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }

    /// <summary>No person sees this field; programs that fill in every field do.</summary>
    public string? Website { get; init; }
}

/// <summary>What must be filled in before a need is kept. All unmet points come back at once.</summary>
internal static partial class NeedRequirements
{
    public const int LongestWhat = 300, LongestUnit = 20, LongestName = 120, MostQuantity = 10_000_000, DaysAhead = 366;

    public static Outcome<NeedWords> Meet(NeedForm form, DateOnly today, Func<string, bool> isProvince, Func<string, bool> isGroup)
    {
        var unmet = new List<Refusal>();
        var what = FairFields.Line(form.What);
        if (what.Length < 2) unmet.Add(new("WhatMissing", "what", "Ghi món hàng bạn cần.", "Say what goods you need."));
        else if (what.Length > LongestWhat) unmet.Add(TooLong("what", LongestWhat));
        else if (HoldsContact(what)) unmet.Add(new("ContactInWords", "what", "Ô này ai cũng đọc được: đừng ghi số điện thoại hay địa chỉ thư ở đây.", "Everybody reads this field: no phone number or e-mail here, please."));
        var group = string.IsNullOrEmpty(form.Group) ? null : form.Group;
        if (group is not null && !isGroup(group)) unmet.Add(new("GroupUnknown", "group", "Chọn một nhóm hàng trong danh sách.", "Choose a group of the list."));
        if (Number(form.Quantity, MostQuantity) is not { } quantity)
        {
            quantity = 0;
            unmet.Add(new("QuantityWrong", "quantity", "Số lượng là số từ 1, ví dụ 200.", "The quantity is a number from 1, for example 200."));
        }

        var unit = FairFields.Line(form.Unit);
        if (unit.Length == 0) unmet.Add(new("UnitMissing", "unit", "Ghi đơn vị, ví dụ kg, hộp, chai.", "Enter the unit, for example kg, box, bottle."));
        else if (unit.Length > LongestUnit) unmet.Add(TooLong("unit", LongestUnit));
        else if (HoldsContact(unit)) unmet.Add(new("ContactInWords", "unit", "Ô này chỉ ghi đơn vị.", "Only the unit goes here."));
        if (!Choice<NeedRhythm>(form.Rhythm, out var rhythm)) unmet.Add(new("RhythmMissing", "rhythm", "Chọn mua một lần hay đều đặn.", "Choose once or regularly."));
        var price = FairFields.Dong(form.PriceWish);
        if (price is null) unmet.Add(new("PriceWrong", "priceWish", "Giá là số đồng, ví dụ 145.000, hoặc để trống.", "The price is a number of đồng, for example 145.000, or empty."));
        if (form.Province is not { Length: > 0 } province || !isProvince(province)) unmet.Add(new("ProvinceMissing", "province", "Chọn tỉnh, thành nhận hàng.", "Choose the province of delivery."));
        var day = FairFields.Day(form.LastDay);
        if (day is null) unmet.Add(new("DayWrong", "lastDay", "Ghi ngày cuối nhận chào hàng, ví dụ 24/12/2026.", "Enter the last day for offers, for example 24/12/2026."));
        else if (day < today) unmet.Add(new("DayPast", "lastDay", "Ngày này đã qua.", "This day is over."));
        else if (day > today.AddDays(DaysAhead)) unmet.Add(new("DayTooFar", "lastDay", "Chọn một ngày trong vòng một năm tới.", "Choose a day within a year."));
        if (!Choice<BuyerKind>(form.Buyer, out var buyer)) unmet.Add(new("BuyerMissing", "buyer", "Chọn bạn mua cho ai.", "Choose what kind of buyer you are."));
        var (company, contact) = (FairFields.Line(form.Company), FairFields.Line(form.Contact));
        if (company.Length < 2) unmet.Add(new("CompanyMissing", "company", "Ghi tên đơn vị mua.", "Enter the name of your company."));
        else if (company.Length > LongestName) unmet.Add(TooLong("company", LongestName));
        if (contact.Length < 2) unmet.Add(new("NameMissing", "contact", "Ghi tên người để chủ thể hỏi gặp.", "Enter the name of a person to ask for."));
        else if (contact.Length > LongestName) unmet.Add(TooLong("contact", LongestName));
        var phone = VietnamesePhone.Normalize(form.Phone);
        if (phone is null) unmet.Add(VietnamesePhone.Refuse(form.Phone));
        var email = (form.Email ?? "").Trim();
        if (email.Length > 0 && !EmailAddress.IsDeliverable(email)) unmet.Add(new("EmailWrong", "email", "Thư điện tử chưa đúng, ví dụ ten@vidu.vn.", "Not an e-mail address, for example name@example.com."));
        return unmet.Count > 0
            ? Outcome<NeedWords>.Refused(unmet)
            : new NeedWords(what, group, quantity, unit, rhythm, price!.Value.Amount == 0 ? null : price, Needs.Months.Of(form.Months), form.Province!, day!.Value, buyer, company, contact, phone!, email.Length == 0 ? null : email);
    }

    /// <summary>"1.500", "1500".</summary>
    public static int? Number(string? typed, int most) => FairFields.Number((typed ?? "").Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), 1, most);

    public static bool Choice<T>(string? typed, out T value) where T : struct, Enum => Enum.TryParse(typed, out value) && Enum.IsDefined(value) && !char.IsAsciiDigit(typed![0]);

    public static Refusal TooLong(string field, int most) => new("TooLong", field, string.Create(CultureInfo.InvariantCulture, $"Nhiều nhất {most} chữ."), string.Create(CultureInfo.InvariantCulture, $"{most} letters at most."));

    private static bool HoldsContact(string words) => words.Contains('@', StringComparison.Ordinal) || Phones().IsMatch(words);

    [GeneratedRegex(@"(?<!\d)(\+?84|0)([ .\-]?\d){8,10}(?!\d)")]
    private static partial Regex Phones();
}
