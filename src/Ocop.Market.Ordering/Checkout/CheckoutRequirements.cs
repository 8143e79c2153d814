using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Checkout;

/// <summary>What must be filled in before an order can be placed. All unmet points come back at once: one round for the buyer, not five.</summary>
public sealed class CheckoutRequirements(PlaceDirectory places, PaymentMethods methods)
{
    public Outcome<Delivery> Meet(CheckoutForm form)
    {
        var unmet = new List<Refusal>();
        var name = VietnameseText.Normalize(form.Name ?? "");
        if (name.Length < 2 || !name.Any(char.IsLetter)) unmet.Add(new("NameMissing", "name", "Điền họ và tên người nhận.", "Enter the recipient's name."));
        else if (name.Length > 80) unmet.Add(new("NameTooLong", "name", "Tên dài quá 80 chữ.", "The name is longer than 80 letters."));

        var phone = VietnamesePhone.Normalize(form.Phone);
        if (string.IsNullOrWhiteSpace(form.Phone)) unmet.Add(new("PhoneMissing", "phone", "Cần số điện thoại để người giao gọi.", "A phone number is needed for the delivery."));
        else if (phone is null) unmet.Add(VietnamesePhone.Refuse(form.Phone));

        var (province, commune) = Place(form, unmet);

        var street = VietnameseText.Normalize(form.Street ?? "");
        if (street.Length < 2) unmet.Add(new("StreetMissing", "street", "Điền số nhà, đường hoặc thôn, xóm.", "Enter house number and street, or the hamlet."));
        else if (street.Length > 200) unmet.Add(new("StreetTooLong", "street", "Địa chỉ dài quá 200 chữ.", "The address is longer than 200 letters."));

        var email = (form.Email ?? "").Trim();
        if (email.Length > 0 && !EmailAddress.IsDeliverable(email))
            unmet.Add(new("EmailWrong", "email", "Thư điện tử chưa đúng, ví dụ ten@vidu.vn. Để trống cũng được.", "Not an e-mail address, for example name@example.com. It may stay empty."));

        var note = VietnameseText.Normalize(form.Note ?? "");
        if (note.Length > 500) unmet.Add(new("NoteTooLong", "note", "Lời dặn dài quá 500 chữ.", "The note is longer than 500 letters."));

        var wished = Kernel.Typed.Day(form.WishedDay);
        if (wished is null && !string.IsNullOrWhiteSpace(form.WishedDay)) unmet.Add(new("DayMisread", "wishedDay", "Chưa đọc được ngày, ví dụ 24/12/2026. Để trống cũng được.", "Not a day, for example 24/12/2026. It may stay empty."));

        var payment = string.IsNullOrEmpty(form.Payment) ? PaymentMethod.CashOnDelivery : methods.Read(form.Payment);
        if (payment is null) unmet.Add(new("PaymentUnknown", "payment", "Chọn lại cách trả tiền.", "Choose how to pay again."));

        var invoice = form.WantsInvoice ? InvoiceBuyer.Read(form.InvoiceName, form.InvoiceTaxCode, form.InvoiceAddress, form.InvoiceEmail, unmet) : null;
        if (form.Consent is { } read && read != ConsentText.Current.Version)
            unmet.Add(new("ConsentChanged", "consent", "Lời về dữ liệu cá nhân vừa đổi. Đọc lại ở cạnh nút Đặt hàng, rồi bấm lần nữa.", "The words on personal data have changed. Read them beside the button, then press once more."));

        if (unmet.Count > 0) return Outcome<Delivery>.Refused(unmet);
        return new Delivery(
            new Recipient(name, phone!, email.Length == 0 ? null : email),
            new DeliveryAddress(street, Named(commune!), TypedOtherwise(form, commune!), commune!.Code, province!.Name, province.Code),
            note.Length == 0 ? null : note, payment!.Value) { Invoice = invoice, WishedDay = wished };
    }

    private (Province?, Commune?) Place(CheckoutForm form, List<Refusal> unmet)
    {
        if (places.Province(form.Province) is not { } province)
        {
            unmet.Add(new("ProvinceMissing", "province", "Chọn tỉnh, thành.", "Choose the province."));
            return (null, null);
        }

        var commune = string.IsNullOrEmpty(form.Commune) && !string.IsNullOrWhiteSpace(form.CommuneName)
            ? Typed(form.CommuneName.Trim(), province, unmet)
            : places.Commune(form.Commune) is { } chosen && chosen.ProvinceCode == province.Code ? chosen
            : Refuse(unmet, new("CommuneMissing", "commune", "Chọn xã, phường.", "Choose the commune."));
        return (province, commune);
    }

    private Commune? Typed(string name, Province province, List<Refusal> unmet)
    {
        var answer = places.Resolve(name, province.Code);
        return answer.Only
            ?? Refuse(unmet, answer.IsUnknown
                ? new("CommuneUnknown", "commune", $"Không thấy “{name}” trong {province.Name}. Bạn có thể chọn trong danh sách.", $"“{name}” was not found in {province.Name}. You can choose from the list.")
                : new("CommuneDivided", "commune", $"“{name}” nay thuộc {answer.Candidates.Count} xã, phường: chọn một nơi.", $"“{name}” is part of {answer.Candidates.Count} communes now: choose one."));
    }

    private static Commune? Refuse(List<Refusal> unmet, Refusal refusal)
    {
        unmet.Add(refusal);
        return null;
    }

    /// <summary>"Phường Cửa Nam", as it stands on a parcel.</summary>
    public static string Named(Commune commune) => $"{char.ToUpperInvariant(commune.KindName.Vi[0])}{commune.KindName.Vi[1..]} {commune.Name}";

    private static string? TypedOtherwise(CheckoutForm form, Commune commune)
    {
        var typed = VietnameseText.Normalize(form.CommuneName ?? "");
        return typed.Length is 0 or > 100 || VietnameseText.Fold(typed).EndsWith(VietnameseText.Fold(commune.Name), StringComparison.Ordinal) ? null : typed;
    }
}
