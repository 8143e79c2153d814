using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Users;

/// <param name="Phone">As +84….</param>
public sealed record Contact(string Name, string? Phone, string? Email);

/// <summary>What a name, a phone number and an e-mail address must be; one of the last two is enough.</summary>
public static class ContactWords
{
    public static readonly Refusal PhoneTaken = new("PhoneTaken", "phone", "Số điện thoại này đã có tài khoản.", "There is an account with this phone number already.");
    public static readonly Refusal EmailTaken = new("EmailTaken", "email", "Thư điện tử này đã có tài khoản.", "There is an account with this e-mail already.");

    public static Outcome<Contact> Meet(string? typedName, string? typedPhone, string? typedEmail)
    {
        var unmet = new List<Refusal>();
        var name = VietnameseText.Normalize(typedName ?? "");
        if (RefuseName(name) is { } noName) unmet.Add(noName);

        var hasPhone = !string.IsNullOrWhiteSpace(typedPhone);
        var email = (typedEmail ?? "").Trim();
        if (!hasPhone && email.Length == 0)
            unmet.Add(new("ContactMissing", "phone", "Cần số điện thoại hoặc thư điện tử để đăng nhập.", "A phone number or an e-mail address is needed to sign in."));
        var phone = VietnamesePhone.Normalize(typedPhone);
        if (hasPhone && phone is null) unmet.Add(VietnamesePhone.Refuse(typedPhone));
        if (email.Length > 0 && !LooksRight(email))
            unmet.Add(new("EmailWrong", "email", "Thư điện tử chưa đúng, ví dụ ten@vidu.vn.", "Not an e-mail address, for example name@example.com."));
        return unmet.Count > 0 ? Outcome<Contact>.Refused(unmet) : new Contact(name, phone, email.Length == 0 ? null : email);
    }

    public static Refusal? RefuseName(string name)
    {
        if (name.Length < 2 || !name.Any(char.IsLetter)) return new("NameMissing", "name", "Điền tên để mọi người biết gọi bạn là gì.", "Enter your name, so that others know whom they talk to.");
        return name.Length > User.LongestName ? new("NameTooLong", "name", $"Tên dài quá {User.LongestName} chữ.", $"The name is longer than {User.LongestName} letters.") : null;
    }

    // The administrator of a machine without a domain is quan-tri@localhost.
    private static bool LooksRight(string email) =>
        EmailAddress.IsDeliverable(email) || email.EndsWith("@localhost", StringComparison.OrdinalIgnoreCase);
}
