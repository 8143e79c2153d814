using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Messages;

/// <summary>
/// The short text to the buyer's phone beside each mail, as an outbox row of the fact's own transaction. Its link carries no seal: it must be short, and whoever
/// holds the phone knows the number that the page asks for.
/// </summary>
public sealed class OrderTexts(IOrderingDb db, IOrderLinks links, IOptions<Letterhead> letterhead, IOptions<TextOptions> options, TimeProvider clock)
{
    public const int Longest = 160;

    /// <summary>No text reaches a landline; an order whose buyer is forgotten has no phone.</summary>
    public bool Reaches(OrderGroup group) => options.Value.IsOn && group.Recipient.Phone is not ("" or ['+', '8', '4', '2', ..]);

    /// <param name="dedupeKey">Of the mail: it begins with the step's name.</param>
    /// <param name="subject">Of the mail: the number and, after a colon, what happened. By the number a text is found when its buyer is forgotten.</param>
    public void Tell(OrderGroup group, string dedupeKey, string subject, bool isDemo)
    {
        if (!Reaches(group)) return;
        var link = links.Asking(group.Number, group.Language);
        var sender = letterhead.Value.MarketName + (isDemo ? group.Language == "en" ? " (demo)" : " (trình diễn)" : "");
        var words = Fit($"{sender}: {subject}", Longest - link.Length - 2) + ". " + link;
        var step = dedupeKey.Split(':')[0].Replace('-', '_') + (group.Language == "en" ? "_en" : "");
        db.OutboxMessages.Add(letterhead.Value.SignText(clock.UtcNow(), $"text:{dedupeKey}", group.Recipient.Phone, subject, options.Value.WithoutMarks ? Plain(words) : words, new TextStep(step, link)));
    }

    private static string Fit(string words, int room) => words.Length <= room ? words : words[..Math.Max(0, room - 2)].TrimEnd() + "..";

    /// <summary>What one SMS of 160 letters can hold.</summary>
    private static string Plain(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                builder.Append(letter switch { 'đ' or '₫' => 'd', 'Đ' => 'D', '\u00a0' => ' ', '“' or '”' => '"', '’' => '\'', '–' or '−' => '-', > '~' => '?', _ => letter });
        return builder.ToString();
    }
}
