using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Enquiries;

/// <summary>What must be filled in before a question can be passed on. All unmet points come back at once.</summary>
internal static class EnquiryRequirements
{
    private const int MostPeople = 500;
    private const int LongestMessage = 2000;

    /// <summary>Beyond this a year was mistyped.</summary>
    private const int YearsAhead = 2;

    public static Outcome<EnquiryWords> Meet(EnquiryForm form, DateOnly today)
    {
        var unmet = new List<Refusal>();
        var name = VietnameseText.Normalize(form.Name ?? "");
        if (name.Length < 2 || !name.Any(char.IsLetter)) unmet.Add(new("NameMissing", "name", "Điền tên để nơi đón khách biết gọi bạn là gì.", "Enter your name, so that the hosts know whom to answer."));
        else if (name.Length > 80) unmet.Add(new("NameTooLong", "name", "Tên dài quá 80 chữ.", "The name is longer than 80 letters."));

        var (phone, email) = Contact(form, unmet);
        var day = Day(form.WishedDay, today, unmet);
        var people = People(form.People, unmet);

        var message = Lines(form.Message);
        if (message?.Length > LongestMessage) unmet.Add(new("MessageTooLong", "message", "Lời nhắn dài quá 2.000 chữ.", "The message is longer than 2,000 letters."));

        return unmet.Count > 0 ? Outcome<EnquiryWords>.Refused(unmet) : new EnquiryWords(name, phone, email, day, people, message);
    }

    private static (string? Phone, string? Email) Contact(EnquiryForm form, List<Refusal> unmet)
    {
        var typedEmail = (form.Email ?? "").Trim();
        var hasPhone = !string.IsNullOrWhiteSpace(form.Phone);
        if (!hasPhone && typedEmail.Length == 0)
            unmet.Add(new("ContactMissing", "phone", "Cần số điện thoại hoặc thư điện tử để nơi đón khách trả lời.", "A phone number or an e-mail address is needed for the answer."));

        var phone = VietnamesePhone.Normalize(form.Phone);
        if (hasPhone && phone is null) unmet.Add(VietnamesePhone.Refuse(form.Phone));
        if (typedEmail.Length > 0 && !EmailAddress.IsDeliverable(typedEmail))
            unmet.Add(new("EmailWrong", "email", "Thư điện tử chưa đúng, ví dụ ten@vidu.vn.", "Not an e-mail address, for example name@example.com."));
        return (phone, typedEmail.Length == 0 ? null : typedEmail);
    }

    private static DateOnly? Day(string? typed, DateOnly today, List<Refusal> unmet)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var day = Typed.Day(typed);
        if (day is null)
            unmet.Add(new("DayWrong", "wishedDay", "Chưa đọc được ngày, ví dụ 24/12/2026.", "Not a day, for example 24/12/2026."));
        else if (day < today)
            unmet.Add(new("DayPast", "wishedDay", "Ngày này đã qua.", "This day is over."));
        else if (day > today.AddYears(YearsAhead))
            unmet.Add(new("DayTooFar", "wishedDay", "Ngày này còn quá xa: chọn trong hai năm tới.", "This day is too far away: choose one in the next two years."));
        return day;
    }

    private static int People(string? typed, List<Refusal> unmet)
    {
        if (int.TryParse((typed ?? "").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var people) && people is >= 1 and <= MostPeople) return people;
        unmet.Add(new("PeopleWrong", "people", $"Số người từ 1 đến {MostPeople}.", $"The number of people is 1 to {MostPeople}."));
        return 0;
    }

    // A message keeps its lines; each of them is tidied like any other words.
    private static string? Lines(string? typed)
    {
        var lines = (typed ?? "").ReplaceLineEndings("\n").Split('\n').Select(VietnameseText.Normalize);
        var text = string.Join('\n', lines).Trim('\n');
        return text.Length == 0 ? null : text;
    }
}
