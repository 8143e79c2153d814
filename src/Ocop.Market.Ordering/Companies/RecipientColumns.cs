using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Companies;

public enum RecipientField { Name, Phone, Street, Commune, District, Province, Day, Card, Quantity }

/// <summary>The columns of the sheet, by their names in the template and by what else people call them.</summary>
public static class RecipientColumns
{
    public const string Errors = "Lỗi";

    private static readonly Dictionary<string, RecipientField> ByKey = new(StringComparer.Ordinal)
    {
        ["hoten"] = RecipientField.Name, ["hovaten"] = RecipientField.Name, ["ten"] = RecipientField.Name, ["nguoinhan"] = RecipientField.Name, ["name"] = RecipientField.Name,
        ["dienthoai"] = RecipientField.Phone, ["sodienthoai"] = RecipientField.Phone, ["sdt"] = RecipientField.Phone, ["phone"] = RecipientField.Phone,
        ["diachi"] = RecipientField.Street, ["sonhaduong"] = RecipientField.Street, ["address"] = RecipientField.Street, ["street"] = RecipientField.Street,
        ["xaphuong"] = RecipientField.Commune, ["phuongxa"] = RecipientField.Commune, ["xa"] = RecipientField.Commune, ["phuong"] = RecipientField.Commune, ["commune"] = RecipientField.Commune, ["ward"] = RecipientField.Commune,
        ["quanhuyen"] = RecipientField.District, ["huyenquan"] = RecipientField.District, ["district"] = RecipientField.District,
        ["tinhthanh"] = RecipientField.Province, ["tinh"] = RecipientField.Province, ["thanhpho"] = RecipientField.Province, ["tinhthanhpho"] = RecipientField.Province, ["province"] = RecipientField.Province,
        ["ngaygiao"] = RecipientField.Day, ["deliverydate"] = RecipientField.Day, ["day"] = RecipientField.Day,
        ["loichuc"] = RecipientField.Card, ["thiep"] = RecipientField.Card, ["cardtext"] = RecipientField.Card,
        ["sohop"] = RecipientField.Quantity, ["soluong"] = RecipientField.Quantity, ["quantity"] = RecipientField.Quantity,
    };

    public static IReadOnlyList<RecipientField> OfTemplate { get; } =
        [RecipientField.Name, RecipientField.Phone, RecipientField.Street, RecipientField.Commune, RecipientField.Province, RecipientField.Day, RecipientField.Card, RecipientField.Quantity];

    /// <summary>Old addresses name a district, everybody gets a box where no number stands, and not every box has a card.</summary>
    private static readonly RecipientField[] Optional = [RecipientField.District, RecipientField.Card, RecipientField.Quantity];

    public static LocalText Heading(this RecipientField field) => field switch
    {
        RecipientField.Name => new("Họ tên", "Name"),
        RecipientField.Phone => new("Điện thoại", "Phone"),
        RecipientField.Street => new("Địa chỉ", "Address"),
        RecipientField.Commune => new("Xã, phường", "Commune"),
        RecipientField.District => new("Quận, huyện", "District"),
        RecipientField.Province => new("Tỉnh, thành", "Province"),
        RecipientField.Day => new("Ngày giao", "Delivery date"),
        RecipientField.Card => new("Lời chúc", "Card text"),
        RecipientField.Quantity => new("Số hộp", "Quantity"),
    };

    /// <summary>Null for a column of the company's own, and for the one of an earlier report.</summary>
    public static RecipientField? Of(string heading) =>
        ByKey.TryGetValue(new string([.. VietnameseText.Fold(heading).Where(char.IsAsciiLetterOrDigit)]), out var field) ? field : null;

    /// <summary>Where each field stands.</summary>
    public static IReadOnlyDictionary<RecipientField, int> Places(IReadOnlyList<string> headings) => headings
        .Select((heading, index) => (Field: Of(heading), Index: index)).Where(it => it.Field is not null).DistinctBy(it => it.Field).ToDictionary(it => it.Field!.Value, it => it.Index);

    public static IReadOnlyList<Refusal> Problems(IReadOnlyList<string> headings)
    {
        var fields = headings.Select(Of).OfType<RecipientField>().ToList();
        return
        [
            .. Enum.GetValues<RecipientField>().Except(Optional).Except(fields).Select(field => new Refusal("ColumnMissing", "file", $"Thiếu cột “{field.Heading().Vi}”.", $"Column “{field.Heading().Vi}” is missing.")),
            .. fields.GroupBy(field => field).Where(same => same.Count() > 1).Select(same => new Refusal("ColumnTwice", "file", $"Cột “{same.Key.Heading().Vi}” có hai lần.", $"Column “{same.Key.Heading().Vi}” stands twice.")),
        ];
    }
}
