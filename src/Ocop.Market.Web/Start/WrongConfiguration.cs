using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Ocop.Market.Web.Start;

/// <summary>A wrong value stops the start with one sentence: whoever set it wants its name, not where in the program it was read.</summary>
public static partial class WrongConfiguration
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>Null for a failure of any other kind.</summary>
    public static string? SentenceOf(Exception failure)
    {
        var found = FailuresOf(failure).Distinct().ToList();
        return found.Count == 0 ? null : $"Cấu hình sai / wrong configuration: {string.Join(" ", found)}";
    }

    private static IEnumerable<string> FailuresOf(Exception failure) => failure switch
    {
        OptionsValidationException wrong => wrong.Failures.Select(words => Wrapping().Match(words) is { Success: true } match ? match.Groups[1].Value : words),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) => several.InnerExceptions.SelectMany(FailuresOf),
        InvalidOperationException { Source: Binder } unreadable => [unreadable.Message],
        _ => [],
    };

    // The framework says around it which members of which class it looked at.
    [GeneratedRegex("^DataAnnotation validation failed for .+? with the error: '(.+)'\\.$", RegexOptions.Singleline)]
    private static partial Regex Wrapping();
}
