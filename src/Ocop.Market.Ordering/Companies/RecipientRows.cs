using System.Globalization;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;

namespace Ocop.Market.Ordering.Companies;

/// <summary>One parcel to be.</summary>
public sealed record GiftRecipient(Recipient Recipient, DeliveryAddress Address, DateOnly Day, string? Card, int Boxes);

public sealed record RowFault(RecipientField Field, LocalText Message);

/// <param name="Right">Null where something is wrong.</param>
/// <param name="Choices">Communes that the written place may be, where that is several.</param>
public sealed record CheckedRecipient(int Line, IReadOnlyDictionary<RecipientField, string> Cells, GiftRecipient? Right, IReadOnlyList<RowFault> Faults, IReadOnlyList<CommuneCandidate> Choices)
{
    public string Of(RecipientField field) => Cells.GetValueOrDefault(field, "");
}

/// <summary>What is right and what is wrong in a sheet of recipients, on today's date and today's map.</summary>
public sealed class RecipientRows(PlaceDirectory places, TimeProvider clock)
{
    public const int LongestName = 80, LongestStreet = 200, LongestCard = 300, LongestPlace = 120, MostBoxes = 500;

    /// <param name="lastDay">No delivery after it.</param>
    public IReadOnlyList<CheckedRecipient> Check(IReadOnlyList<string> headings, IReadOnlyList<RecipientCells> rows, DateOnly lastDay)
    {
        var where = RecipientColumns.Places(headings);
        var (today, found, first) = (clock.Today(), new List<CheckedRecipient>(rows.Count), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var cells = where.ToDictionary(place => place.Key, place => Cell(row.Cells[place.Value]));
            found.Add(Check(row.Line, cells, today, lastDay, first));
        }

        return found;
    }

    private CheckedRecipient Check(int line, IReadOnlyDictionary<RecipientField, string> cells, DateOnly today, DateOnly lastDay, Dictionary<string, int> first)
    {
        var faults = new List<RowFault>();
        string Of(RecipientField field) => cells.GetValueOrDefault(field, "");
        foreach (var (field, text) in cells) RefuseFormula(field, text, faults);

        var name = Of(RecipientField.Name);
        if (name.Length < 2 || !name.Any(char.IsLetter)) faults.Add(new(RecipientField.Name, new("Điền họ tên người nhận.", "Enter the recipient’s name.")));
        else if (name.Length > LongestName) faults.Add(TooLong(RecipientField.Name, LongestName));

        var phone = Phone(Of(RecipientField.Phone));
        if (phone is null)
            faults.Add(new(RecipientField.Phone, Of(RecipientField.Phone).Length == 0 ? new("Cần số điện thoại để người giao gọi.", "A phone number is needed for the delivery.") : VietnamesePhone.Refuse(Of(RecipientField.Phone)).Message));

        var street = Of(RecipientField.Street);
        if (street.Length < 2) faults.Add(new(RecipientField.Street, new("Điền số nhà, đường hoặc thôn, xóm.", "Enter house number and street, or the hamlet.")));
        else if (street.Length > LongestStreet) faults.Add(TooLong(RecipientField.Street, LongestStreet));

        var (commune, choices) = Place(Of(RecipientField.Commune), Of(RecipientField.District), Of(RecipientField.Province), faults);
        var day = Day(Of(RecipientField.Day), today, lastDay, faults);
        var card = Of(RecipientField.Card);
        if (card.Length > LongestCard) faults.Add(TooLong(RecipientField.Card, LongestCard));
        var boxes = Boxes(Of(RecipientField.Quantity), faults);

        if (name.Length >= 2 && street.Length >= 2)
        {
            // Once by whom the courier calls, once by who stands at the door.
            var address = $"{VietnameseText.Fold(street)}|{commune?.Code ?? VietnameseText.Fold(Of(RecipientField.Commune) + Of(RecipientField.Province))}";
            var isNamed = Twice($"n|{VietnameseText.Fold(name)}|{address}", out var same);
            if (phone is not null && Twice($"p|{phone}|{address}", out var called))
                faults.Add(new(RecipientField.Phone, new($"Trùng dòng {called}: cùng điện thoại và địa chỉ. Gộp lại bằng cột Số hộp, hoặc bỏ một dòng.", $"The same phone and address as line {called}. Say how many boxes in one row, or drop one.")));
            else if (isNamed)
                faults.Add(new(RecipientField.Name, new($"Trùng dòng {same}: cùng họ tên và địa chỉ. Gộp lại bằng cột Số hộp, hoặc bỏ một dòng.", $"The same name and address as line {same}. Say how many boxes in one row, or drop one.")));
        }

        if (faults.Count > 0) return new CheckedRecipient(line, cells, null, faults, choices);
        var typed = string.Join(", ", new[] { Of(RecipientField.Commune), Of(RecipientField.District) }.Where(text => text.Length > 0));
        var isOtherwise = !VietnameseText.Fold(Of(RecipientField.Commune)).EndsWith(VietnameseText.Fold(commune!.Name), StringComparison.Ordinal);
        var to = new DeliveryAddress(street, CheckoutRequirements.Named(commune), isOtherwise && typed.Length <= 100 ? typed : null, commune.Code, places.Province(commune.ProvinceCode)!.Name, commune.ProvinceCode);
        return new CheckedRecipient(line, cells, new GiftRecipient(new Recipient(name, phone!, null), to, day!.Value, card.Length == 0 ? null : card, boxes!.Value), [], []);

        bool Twice(string key, out int before)
        {
            if (first.TryGetValue(key, out before)) return true;
            first.Add(key, line);
            return false;
        }
    }

    private (Commune? Commune, IReadOnlyList<CommuneCandidate> Choices) Place(string commune, string district, string province, List<RowFault> faults)
    {
        if (province.Length == 0) return Wrong(RecipientField.Province, new("Điền tỉnh, thành.", "Enter the province."));
        if (places.FindProvince(province) is not { } found) return Wrong(RecipientField.Province, new($"Không có tỉnh, thành nào tên “{Short(province)}”.", $"There is no province “{Short(province)}”."));
        if (commune.Length == 0) return Wrong(RecipientField.Commune, new("Điền xã, phường.", "Enter the commune."));
        // An old province narrows the choice: its name stands behind the commune's, as people write it.
        string[] words = [commune.Trim(' ', ','), .. district.Length > 0 ? [district] : Array.Empty<string>(), .. found.IsOldName ? [province] : Array.Empty<string>()];
        var answer = places.Resolve(string.Join(", ", words), found.Province.Code);
        if (answer.IsUnknown && words.Length > 1) answer = places.Resolve(commune, found.Province.Code);
        if (answer.Only is { } only) return (only, []);
        if (answer.IsUnknown)
            return Wrong(RecipientField.Commune, new($"{found.Province.Name} không có xã, phường nào tên “{Short(commune)}”, cả tên cũ.", $"{found.Province.Name} has no commune “{Short(commune)}”, nor had one."));
        faults.Add(new(RecipientField.Commune, new($"“{Short(commune)}” nay có thể là {string.Join(" hoặc ", answer.Candidates.Take(6).Select(it => CheckoutRequirements.Named(it.Commune)))}. Chọn một nơi.",
            $"“{Short(commune)}” may be {string.Join(" or ", answer.Candidates.Take(6).Select(it => CheckoutRequirements.Named(it.Commune)))} today. Choose one.")));
        return (null, answer.Candidates);

        (Commune?, IReadOnlyList<CommuneCandidate>) Wrong(RecipientField field, LocalText message)
        {
            faults.Add(new(field, message));
            return (null, []);
        }
    }

    private static DateOnly? Day(string text, DateOnly today, DateOnly lastDay, List<RowFault> faults)
    {
        LocalText? wrong = null;
        var typed = Typed.Day(text);
        if (typed is not { } day) wrong = new("Ghi ngày giao, ví dụ 24/12/2026.", "Enter the day of delivery, for example 24/12/2026.");
        else if (day < today) wrong = new("Ngày giao đã qua.", "The day of delivery is over.");
        else if (day > lastDay) wrong = new($"Muộn hơn hạn giao {Written(lastDay)}.", $"Later than the last day of delivery, {Written(lastDay)}.");
        else if (day.IsTet()) wrong = TetDays.Closed(day);
        if (wrong is null) return typed;
        faults.Add(new(RecipientField.Day, wrong));
        return null;
    }

    private static int? Boxes(string text, List<RowFault> faults)
    {
        if (text.Length == 0) return 1;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var boxes) && boxes is >= 1 and <= MostBoxes) return boxes;
        faults.Add(new(RecipientField.Quantity, new($"Số hộp là số từ 1 đến {MostBoxes}.", $"A number from 1 to {MostBoxes}.")));
        return null;
    }

    // A spreadsheet takes 0912345678 for a number and drops the nought.
    private static string? Phone(string text) => VietnamesePhone.Normalize(text) ?? (text.Length is 9 or 10 && text.All(char.IsAsciiDigit) ? VietnamesePhone.Normalize("0" + text) : null);

    // A spreadsheet runs such a cell when the packer opens a list of ours.
    private static void RefuseFormula(RecipientField field, string text, List<RowFault> faults)
    {
        if (text is not ['=' or '+' or '-' or '@', ..] || (field == RecipientField.Phone && Phone(text) is not null)) return;
        faults.Add(new(field, new("Ô bắt đầu bằng =, +, - hoặc @ sẽ bị bảng tính hiểu là công thức. Hãy bỏ dấu này.", "A cell that begins with =, +, - or @ is a formula to a spreadsheet. Please remove the sign.")));
    }

    private static RowFault TooLong(RecipientField field, int most) => new(field, new($"Nhiều nhất {most} chữ.", $"{most} letters at most."));

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    // Our own CSV puts an apostrophe before what a spreadsheet would run.
    private static string Cell(string raw) => VietnameseText.Normalize(raw) is ['\'', '=' or '+' or '-' or '@', ..] harmless ? harmless[1..] : VietnameseText.Normalize(raw);
}
