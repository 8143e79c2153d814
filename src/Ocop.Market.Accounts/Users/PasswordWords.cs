using Microsoft.AspNetCore.Identity;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Users;

/// <summary>What a password must be, in words for people.</summary>
public static class PasswordWords
{
    public const int FewestLetters = 10;
    public const int FewestDifferent = 5;
    public const string Field = "password";

    /// <summary>Hashing takes as long as there are letters; nobody types more.</summary>
    private const int MostLetters = 128;

    private static readonly Refusal TooLong = new("PasswordTooLong", Field, $"Mật khẩu dài quá {MostLetters} ký tự.", $"The password is longer than {MostLetters} characters.");

    /// <summary>What its owner is called or called on is the first thing others try.</summary>
    private static readonly Refusal TellsOwner = new("PasswordTellsOwner", Field, "Mật khẩu không được chứa tên, số điện thoại hay thư điện tử của bạn.", "The password must not contain your name, phone number or e-mail.");

    private static readonly Refusal TooCommon = new("PasswordTooCommon", Field, "Mật khẩu này nhiều người dùng, ai cũng thử trước tiên. Mời bạn chọn một câu ngắn của riêng mình.", "Many people use this password, so it is tried first. Please choose a short sentence of your own.");

    /// <summary>What is left of the passwords tried first, here and elsewhere, once digits and signs are taken away; our own choice from common knowledge, not a copied list.</summary>
    private static readonly HashSet<string> Common =
    [
        "matkhau", "matkhaucuatoi", "khongbiet", "khongcomatkhau", "anhyeuem", "emyeuanh", "yeuem", "yeuanh", "anhnhoem", "iloveyou", "xinchao", "vietnam", "vietnamvodich", "hanoi", "saigon", "hochiminh",
        "ocop", "ocopmarket", "hangque", "quantri", "admin", "administrator", "root", "user", "test", "demo", "guest", "login", "dangnhap", "password", "passwords", "passwd", "passwort", "passw", "pass", "pwd",
        "letmein", "welcome", "hello", "qwerty", "qwertyuiop", "qwertyuiopasdfghjkl", "asdfghjkl", "asdfgh", "zxcvbnm", "qwe", "qweasdzxc", "qazwsx", "qazwsxedc", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh", "abcdefghij", "aabbcc",
        "football", "bongda", "superman", "dragon", "monkey", "sunshine", "princess", "changeme", "secret", "computer", "internet", "iphone", "samsung", "facebook", "google", "zalo", "tiktok",
    ];

    private static bool IsCommon(string folded)
    {
        var letters = string.Concat(folded.Where(char.IsLetter));
        if (letters.Length > 0) return Common.Contains(letters) || Common.Contains(letters[..(letters.Length / 2)]) && letters[..(letters.Length / 2)] == letters[(letters.Length / 2)..];
        // Digits alone that only count up or down: 1234567890, 9876543210, 0123401234.
        var digits = folded.Where(char.IsAsciiDigit).Select(digit => digit - '0').ToArray();
        return digits.Zip(digits.Skip(1)).Count(pair => Math.Abs(pair.Second - pair.First) is 0 or 1 or 9) >= digits.Length * 3 / 4;
    }

    public static Refusal? Refuse(string password, User user)
    {
        if (password.Length > MostLetters) return TooLong;
        var folded = VietnameseText.Fold(password).Replace(" ", "", StringComparison.Ordinal);
        string?[] own = [user.FoldedName.Replace(" ", "", StringComparison.Ordinal), user.PhoneNumber?[3..], user.Email?.Split('@')[0].ToLowerInvariant()];
        if (own.Any(word => word is { Length: >= 4 } && folded.Contains(word, StringComparison.Ordinal))) return TellsOwner;
        return password.Length >= FewestLetters && IsCommon(folded) ? TooCommon : null;
    }

    public static IReadOnlyList<Refusal> Refuse(IEnumerable<IdentityError> errors) => [.. errors.Select(error => error.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => new Refusal("PasswordTooShort", Field, $"Mật khẩu cần ít nhất {FewestLetters} ký tự.", $"The password needs at least {FewestLetters} characters."),
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => new Refusal("PasswordTooPlain", Field, $"Mật khẩu cần ít nhất {FewestDifferent} ký tự khác nhau.", $"The password needs at least {FewestDifferent} different characters."),
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => new Refusal("AccountChanged", "", "Tài khoản vừa được sửa ở nơi khác. Mời bạn thử lại.", "The account was just changed elsewhere. Please try again."),
        _ => throw new InvalidOperationException($"The user store refused: {error.Code}"),
    })];
}
