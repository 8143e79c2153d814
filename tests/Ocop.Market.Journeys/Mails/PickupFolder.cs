using Ocop.Market.Testing;

namespace Ocop.Market.Journeys.Mails;

/// <summary>The folder into which the market puts its mails instead of sending them.</summary>
public sealed class PickupFolder(string folder)
{
    /// <summary>The outbox is emptied every five seconds.</summary>
    private static readonly TimeSpan ArrivesWithin = TimeSpan.FromSeconds(40);

    public IEnumerable<Letter> Letters => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(file => Letter.Read(File.ReadAllText(file))) : [];

    /// <summary>Waits until exactly one mail answers the description; a second one is a fault.</summary>
    public async Task<Letter> OneAsync(string subjectBegins, string? to = null)
    {
        List<Letter> found = [];
        await Eventually.TrueAsync(() =>
        {
            found = [.. Letters.Where(letter => letter.Subject.StartsWith(subjectBegins, StringComparison.Ordinal) && (to is null || letter.To.Contains(to, StringComparison.Ordinal)))];
            return Task.FromResult(found.Count > 0);
        }, ArrivesWithin);
        return found.Single();
    }
}
