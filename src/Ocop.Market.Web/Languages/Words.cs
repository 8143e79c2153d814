using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Languages;

/// <summary>
/// The interface's words, both languages side by side where they are used: @T["Thêm vào giỏ", "Add to cart"].
/// No keys to look up, nothing that can be missing in one language.
/// </summary>
public sealed class Words
{
    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "vi";

    public string this[string vi, string en] => Language == "en" ? en : vi;

    public string this[LocalText text] => this[text.Vi, text.En];

    /// <summary>22/11/2026 in both languages, so that nobody takes the month for the day.</summary>
    public string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public string Date(DateTime utc) => Date(VietnamTime.DayOf(utc));

    /// <summary>14:05 23/11/2026, on the clock of Việt Nam.</summary>
    public string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>1,2 MB; 340 KB.</summary>
    public string Size(long bytes) => bytes >= 1 << 20
        ? (bytes / (double)(1 << 20)).ToString("0.#", CultureInfo.InvariantCulture).Replace('.', Language == "en" ? '.' : ',') + " MB"
        : Number(Math.Max(1, bytes >> 10)) + " KB";

    public string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');
}
