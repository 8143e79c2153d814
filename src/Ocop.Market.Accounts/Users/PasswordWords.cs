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

    public static Refusal? Refuse(string password, User user)
    {
        if (password.Length > MostLetters) return TooLong;
        var folded = VietnameseText.Fold(password).Replace(" ", "", StringComparison.Ordinal);
        string?[] own = [user.FoldedName.Replace(" ", "", StringComparison.Ordinal), user.PhoneNumber?[3..], user.Email?.Split('@')[0].ToLowerInvariant()];
        return own.Any(word => word is { Length: >= 4 } && folded.Contains(word, StringComparison.Ordinal)) ? TellsOwner : null;
    }

    public static IReadOnlyList<Refusal> Refuse(IEnumerable<IdentityError> errors) => [.. errors.Select(error => error.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => new Refusal("PasswordTooShort", Field, $"Mật khẩu cần ít nhất {FewestLetters} ký tự.", $"The password needs at least {FewestLetters} characters."),
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => new Refusal("PasswordTooPlain", Field, $"Mật khẩu cần ít nhất {FewestDifferent} ký tự khác nhau.", $"The password needs at least {FewestDifferent} different characters."),
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => new Refusal("AccountChanged", "", "Tài khoản vừa được sửa ở nơi khác. Mời bạn thử lại.", "The account was just changed elsewhere. Please try again."),
        _ => throw new InvalidOperationException($"The user store refused: {error.Code}"),
    })];
}
