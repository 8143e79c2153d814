namespace Ocop.Market.Channels.Connectors;

/// <summary>What a "no" of a platform means for whoever asked.</summary>
public enum FailureClass
{
    /// <summary>A fault of theirs, surely not applied or safe to repeat.</summary>
    Retryable,

    /// <summary>Nobody knows whether it was applied: look before asking again.</summary>
    OutcomeUnknown,

    /// <summary>Too fast. Not counted as a try.</summary>
    RateLimited,

    /// <summary>The day's share of calls is used up: nothing goes until the platform's midnight.</summary>
    QuotaExceeded,

    /// <summary>The day's share of new listings is used up; prices and stock go on.</summary>
    UploadsExceeded,

    /// <summary>A promotion or a campaign of theirs holds the listing for hours.</summary>
    Deferred,
    AuthExpired,

    /// <summary>Signature, key, scope, clock, address: wrong for every shop.</summary>
    AppMisconfigured,

    /// <summary>On holiday, under a penalty, closed.</summary>
    ShopBlocked,

    /// <summary>What we sent is refused; the same again would be, too.</summary>
    Validation,

    /// <summary>A person has to do something: a brand to be authorised, a category that is not allowed.</summary>
    Permanent,

    /// <summary>They do not know the listing any more.</summary>
    Gone,

    /// <summary>They have the SKU already; perhaps from us.</summary>
    Duplicate,
}

/// <param name="Code">The platform's word.</param>
/// <param name="Message">Theirs, for the people of the desk; may be in any language.</param>
/// <param name="Field">The one of theirs that was refused, where they say so.</param>
/// <param name="RetryAfter">Their own word on when.</param>
public sealed record ChannelFailure(FailureClass Class, string Code, string Message, string? Field = null, TimeSpan? RetryAfter = null)
{
    /// <summary>It is said of every call of the shop, and not of what was asked for: nothing more is worth its call.</summary>
    public bool IsOfShop => Class is FailureClass.RateLimited or FailureClass.QuotaExceeded or FailureClass.AuthExpired or FailureClass.AppMisconfigured or FailureClass.ShopBlocked;
}

/// <summary>What was asked for, or the reason why not. Bulk calls answer "success" with failed lines inside: those are values of theirs, line by line.</summary>
public sealed record ChannelResult<T>(T? Value, ChannelFailure? Failure, IReadOnlyList<string> Warnings) where T : class
{
    public static implicit operator ChannelResult<T>(T value) => new(value, null, []);

    public static implicit operator ChannelResult<T>(ChannelFailure failure) => new(null, failure, []);
}

public enum CallKind { Read, Write }
