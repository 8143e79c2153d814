using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>
/// What a property holds, and how it stands in JSON: Text, LongText, RichText, Choice, Date ("2026-11-28") and Reference (a key) are strings; References
/// a list of keys; Picture {media, alt, credit, decorative}; Pictures a list of such; Link {url, label}; DateRange {from, to}; Place {province, commune}.
/// </summary>
public enum PropertyKind { Text, LongText, RichText, Picture, Pictures, Link, Date, DateRange, Place, Reference, References, Choice, Boolean, Number }

public sealed record PropertyChoice(string Value, LocalText Name);

/// <param name="Alias">Its name in JSON and in the content API.</param>
/// <param name="Required">Before it is submitted; a draft may lack it.</param>
/// <param name="MaxLength">Letters, or entries of a list.</param>
/// <param name="IsLocalised">False: the same in both languages (a product, a place), and carried over into a translation.</param>
/// <param name="ReferenceKind">Which <see cref="IReferenceSource"/> answers for its keys.</param>
public sealed partial record DocumentProperty(
    string Alias, PropertyKind Kind, LocalText Label, LocalText? Help = null, bool Required = false, int? MaxLength = null, bool IsLocalised = true,
    string? ReferenceKind = null, IReadOnlyList<PropertyChoice>? Choices = null)
{
    private const int LongestText = 250, LongestLongText = 4000, MostEntries = 50;

    public string Field => $"properties.{Alias}";

    public int Most => MaxLength ?? Kind switch
    {
        PropertyKind.Text => LongestText,
        PropertyKind.LongText => LongestLongText,
        PropertyKind.RichText => RichText.Longest,
        _ => MostEntries,
    };

    /// <summary>The value as it may be stored; null where it says nothing.</summary>
    public JsonNode? Tidied(JsonNode? value) => (Kind, value) switch
    {
        (_, null) => null,
        (PropertyKind.RichText, _) => AsText(value) is { } html && RichText.Clean(html) is { Length: > 0 } clean ? clean : null,
        (PropertyKind.LongText, _) => AsText(value)?.ReplaceLineEndings("\n").Trim() is { Length: > 0 } text ? text : null,
        (PropertyKind.Text or PropertyKind.Choice or PropertyKind.Date or PropertyKind.Reference, _) => AsText(value) is { } text && VietnameseText.Normalize(text) is { Length: > 0 } words ? words : null,
        (PropertyKind.Boolean or PropertyKind.Number, JsonValue) => value.DeepClone(),
        (PropertyKind.Pictures or PropertyKind.References, JsonArray { Count: > 0 }) => value.DeepClone(),
        (PropertyKind.Picture or PropertyKind.Link or PropertyKind.DateRange or PropertyKind.Place, JsonObject { Count: > 0 } parts) => parts.Any(part => part.Value is not null && AsText(part.Value) is not "") ? value.DeepClone() : null,
        _ => null,
    };

    /// <param name="isComplete">Asks also for what is required.</param>
    public IEnumerable<BlockFault> Faults(JsonNode? value, bool isComplete)
    {
        if (value is null) return isComplete && Required ? [new(Field, "Required", $"Cần điền “{Label.Vi}”.", $"“{Label.En}” is needed.")] : [];
        return Kind switch
        {
            PropertyKind.Text or PropertyKind.LongText or PropertyKind.RichText => AsText(value)!.Length > Most ? [TooLong()] : [],
            PropertyKind.Choice => Choices!.Any(choice => choice.Value == AsText(value)) ? [] : [Wrong()],
            PropertyKind.Date => IsDay(value) ? [] : [Wrong()],
            PropertyKind.DateRange => RangeFaults(value.AsObject()),
            PropertyKind.Link => RichText.IsSafeLink(AsText(value["url"])) ? [] : [new(Field, "LinkWrong", "Liên kết này không dùng được.", "This link cannot be used.")],
            PropertyKind.Place => AsText(value["province"]) is { } province && Code().IsMatch(province) && AsText(value["commune"]) is null or { Length: 5 } ? [] : [Wrong()],
            PropertyKind.Picture => PictureFaults(value, Field),
            PropertyKind.Pictures => value.AsArray().Count > Most ? [TooLong()] : value.AsArray().SelectMany((picture, i) => PictureFaults(picture, FormattableString.Invariant($"{Field}[{i}]"))),
            PropertyKind.References => value.AsArray().Count > Most ? [TooLong()] : value.AsArray().Any(key => AsText(key) is null) ? [Wrong()] : [],
            PropertyKind.Reference => AsText(value)!.Length > 100 ? [Wrong()] : [],
            PropertyKind.Boolean => value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False ? [] : [Wrong()],
            PropertyKind.Number => value.GetValueKind() is System.Text.Json.JsonValueKind.Number ? [] : [Wrong()],
        };
    }

    public IEnumerable<Reference> References(JsonNode? value) => (Kind, value) switch
    {
        (PropertyKind.Reference, JsonValue) when AsText(value) is { } key => [new Reference(ReferenceKind!, key)],
        (PropertyKind.References, JsonArray keys) => keys.Select(AsText).OfType<string>().Select(key => new Reference(ReferenceKind!, key)),
        (PropertyKind.Picture, JsonObject) when AsText(value["media"]) is { Length: > 0 } key => [Reference.Media(key)],
        (PropertyKind.Pictures, JsonArray pictures) => pictures.Select(picture => AsText(picture?["media"])).OfType<string>().Select(Reference.Media),
        _ => [],
    };

    /// <summary>For comparison: what a person reads of it.</summary>
    public string WordsOf(JsonNode? value) => value switch
    {
        null => "",
        _ when Kind == PropertyKind.RichText => RichText.ToPlain(AsText(value) ?? ""),
        JsonValue => value.ToString(),
        JsonArray list => string.Join('\n', list.Select(WordsOfParts)),
        _ => WordsOfParts(value),
    };

    private static string WordsOfParts(JsonNode? value) => value is JsonObject parts ? string.Join(" · ", parts.Where(part => part.Value is not null).Select(part => part.Value!.ToString())) : value?.ToString() ?? "";

    private IEnumerable<BlockFault> RangeFaults(JsonObject range)
    {
        if (!IsDay(range["from"]) || (range["to"] is not null && !IsDay(range["to"]))) return [Wrong()];
        return string.CompareOrdinal(AsText(range["to"]) ?? AsText(range["from"]), AsText(range["from"])) < 0
            ? [new(Field, "RangeBackwards", "Ngày cuối đứng trước ngày đầu.", "The last day comes before the first.")]
            : [];
    }

    private IEnumerable<BlockFault> PictureFaults(JsonNode? picture, string field)
    {
        if (picture is not JsonObject parts) return [Wrong()];
        if (AsText(parts["media"]) is not { Length: > 0 }) return AsText(parts["art"]) is { } art && AltWords.DrawingName().IsMatch(art) ? [] : [new(field, "PictureMissing", "Bạn hãy chọn ảnh.", "Please choose a picture.")];
        return AltWords.FaultsOf($"{field}.alt", AsText(parts["alt"]) ?? "", parts["decorative"] is JsonValue value && value.TryGetValue<bool>(out var decorative) && decorative);
    }

    private BlockFault Wrong() => new(Field, "ValueWrong", $"“{Label.Vi}” chưa đúng.", $"“{Label.En}” is not right.");

    private BlockFault TooLong() => new(Field, "TooLong", $"“{Label.Vi}” dài quá {Most}.", $"“{Label.En}” is longer than {Most}.");

    private static string? AsText(JsonNode? value) => value is JsonValue plain && plain.TryGetValue<string>(out var text) ? text : null;

    private static bool IsDay(JsonNode? value) => DateOnly.TryParseExact(AsText(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"\A\d{2}\z")]
    private static partial Regex Code();
}
