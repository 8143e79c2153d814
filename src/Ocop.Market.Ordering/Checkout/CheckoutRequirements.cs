using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Checkout;

/// <summary>What must be filled in before an order can be placed. All unmet points come back at once: one round for the buyer, not five.</summary>
public sealed class CheckoutRequirements(IOrderingDb db, IAddressLookup addresses)
{
    public async Task<Outcome<Delivery>> MeetAsync(CheckoutForm form, CancellationToken cancel)
    {
        var unmet = new List<Refusal>();
        var name = VietnameseText.Normalize(form.Name ?? "");
        if (name.Length < 2 || !name.Any(char.IsLetter)) unmet.Add(new("NameMissing", "name", "Điền họ và tên người nhận.", "Enter the recipient's name."));
        else if (name.Length > 80) unmet.Add(new("NameTooLong", "name", "Tên dài quá 80 chữ.", "The name is longer than 80 letters."));

        var phone = VietnamesePhone.Normalize(form.Phone);
        if (phone is null) unmet.Add(VietnamesePhone.Refuse(form.Phone));

        var (province, commune) = await PlaceAsync(form, unmet, cancel);

        var street = VietnameseText.Normalize(form.Street ?? "");
        if (street.Length < 2) unmet.Add(new("StreetMissing", "street", "Điền số nhà, đường hoặc thôn, xóm.", "Enter house number and street, or the hamlet."));
        else if (street.Length > 200) unmet.Add(new("StreetTooLong", "street", "Địa chỉ dài quá 200 chữ.", "The address is longer than 200 letters."));

        var email = (form.Email ?? "").Trim();
        if (email.Length > 0 && !EmailAddress.IsDeliverable(email))
            unmet.Add(new("EmailWrong", "email", "Thư điện tử chưa đúng, ví dụ ten@vidu.vn. Để trống cũng được.", "Not an e-mail address, for example name@example.com. It may stay empty."));

        var note = VietnameseText.Normalize(form.Note ?? "");
        if (note.Length > 500) unmet.Add(new("NoteTooLong", "note", "Lời dặn dài quá 500 chữ.", "The note is longer than 500 letters."));

        if (unmet.Count > 0) return Outcome<Delivery>.Refused(unmet);
        return new Delivery(
            new Recipient(name, phone!, email.Length == 0 ? null : email),
            new DeliveryAddress(street, CommuneNames.WithKind(commune!), TypedOtherwise(form, commune!), commune!.Code, province!.Name, province.Code),
            note.Length == 0 ? null : note);
    }

    private async Task<(Province?, Commune?)> PlaceAsync(CheckoutForm form, List<Refusal> unmet, CancellationToken cancel)
    {
        var province = await db.Provinces.AsNoTracking().FirstOrDefaultAsync(province => province.Code == form.Province, cancel);
        if (province is null)
        {
            unmet.Add(new("ProvinceMissing", "province", "Chọn tỉnh, thành.", "Choose the province."));
            return (null, null);
        }

        var code = form.Commune;
        if (string.IsNullOrEmpty(code) && !string.IsNullOrWhiteSpace(form.CommuneName))
        {
            var found = await addresses.FindAsync(province.Code, form.CommuneName, cancel);
            if (found.Count > 1)
            {
                unmet.Add(new("CommuneDivided", "commune", $"“{form.CommuneName.Trim()}” nay thuộc {found.Count} xã, phường: chọn một nơi.", $"“{form.CommuneName.Trim()}” is part of {found.Count} communes now: choose one."));
                return (province, null);
            }

            if (found.Count == 0)
            {
                unmet.Add(new("CommuneUnknown", "commune", $"Không thấy “{form.CommuneName.Trim()}” trong {province.Name}. Bạn có thể chọn trong danh sách.", $"“{form.CommuneName.Trim()}” was not found in {province.Name}. You can choose from the list."));
                return (province, null);
            }

            code = found[0].Code;
        }

        var commune = await db.Communes.AsNoTracking().FirstOrDefaultAsync(commune => commune.Code == code && commune.ProvinceCode == province.Code, cancel);
        if (commune is null) unmet.Add(new("CommuneMissing", "commune", "Chọn xã, phường.", "Choose the commune."));
        return (province, commune);
    }

    private static string? TypedOtherwise(CheckoutForm form, Commune commune)
    {
        var typed = VietnameseText.Normalize(form.CommuneName ?? "");
        return typed.Length is 0 or > 100 || VietnameseText.Fold(typed).EndsWith(VietnameseText.Fold(commune.Name), StringComparison.Ordinal) ? null : typed;
    }
}
