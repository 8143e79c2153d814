using System.Text.RegularExpressions;

namespace Ocop.Market.Ordering.Reviews;

/// <summary>Phones of Việt Nam's plan and mailboxes in what somebody wrote for everybody to read: often another's, or one's own by mistake.</summary>
public static partial class ContactsInText
{
    public static bool Any(string? text) => text is not null && (Phone().IsMatch(text) || Mailbox().IsMatch(text));

    [GeneratedRegex(@"(?<!\d)(?:(?:\+|00)?84|0)[ .\-/()]{0,2}(?:[35789](?:[ .\-/()]{0,2}\d){8}|2(?:[ .\-/()]{0,2}\d){9})(?!\d)")]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<![\w.+\-])[\w.+\-]+ ?@ ?[\w\-]+(?:\.[\w\-]+)+")]
    private static partial Regex Mailbox();
}
