using Ocop.Market.Catalog.Search;

namespace Ocop.Market.Data.Search;

/// <summary>
/// The score of a row as one SQL expression. Rows that have all accents as they were typed come first. Then each part of the text counts by
/// its field (name, producer, place, certification, story); a synonym is worth a little more than half a word, and a word that stands
/// outside its fixed compounds more than one inside. Whole phrases in a name get something on top.
/// </summary>
internal sealed class ScoreExpression(ISearchDialect dialect, Action<string, string> addParameter)
{
    private int _parameters;

    public string Of(SearchText text) =>
        string.Join(" + ", text.Parts.Select(part => part.Exact is null ? OfFolded(part) : OfExact(part, part.Exact))
            .Concat(text.Parts.Where(part => part.Token is not null).Select(OfToken))
            .Append(OfAllAccents(text))
            .Append(OfPhrase(text)));

    /// <summary>For suggestions: names that begin with what was typed, with its accents before without.</summary>
    public string OfBeginning(SearchText text)
    {
        var exact = Parameter(SearchWord.Padded(text.Words.Select(word => word.Exact)).TrimEnd());
        var folded = Parameter(text.Phrase.TrimEnd());
        return $"CASE WHEN {At("name", exact)} = 1 THEN 3 WHEN {At("folded_name", folded)} = 1 THEN 2 WHEN {Has("folded_name", folded)} THEN 1 ELSE 0 END";
    }

    private string OfFolded(SearchPart part)
    {
        var word = Parameter(part.Phrase);
        var elsewhere = part.Prefix == PrefixReach.Everywhere ? Parameter(part.Beginning) : word;
        return $"""
             CASE WHEN {Has("folded_name", word)} THEN 100 {Beginning(part, 80)} {Synonym(part, 60)} WHEN {Has("folded_producer", elsewhere)} THEN 30
             WHEN {Has("folded_place", elsewhere)} THEN 20 WHEN {Has("folded_certifications", elsewhere)} THEN 10 ELSE 1 END
             """;
    }

    private string OfExact(SearchPart part, string typed)
    {
        var exact = Parameter(typed);
        var word = Parameter(part.Phrase);
        return $"""
             CASE WHEN {Has("name", exact)} THEN 100 ELSE
             CASE WHEN {Has("accented", exact)} THEN 50 ELSE 0 END
             + CASE {Synonym(part, 55)} WHEN {Has("folded_name", word)} THEN 40 {Beginning(part, 30)} WHEN {Has("folded_producer", word)} THEN 15
             WHEN {Has("folded_place", word)} THEN 8 WHEN {Has("folded_certifications", word)} THEN 4 ELSE 1 END END
             """;
    }

    private string OfToken(SearchPart part) => $"CASE WHEN {Has("folded_name", Parameter($" {part.Token} "))} THEN 30 ELSE 0 END";

    private string OfAllAccents(SearchText text)
    {
        var all = text.Parts.Where(part => part.Exact is not null).Select(part =>
        {
            var exact = Parameter(part.Exact!);
            var synonym = part.Token is null ? "" : $" OR {Has("folded_name", Parameter($" {part.Token} "))}";
            return $"({Has("name", exact)} OR {Has("accented", exact)}{synonym})";
        }).ToList();
        return all.Count == 0 ? "0" : $"CASE WHEN {string.Join(" AND ", all)} THEN 1000 ELSE 0 END";
    }

    private string OfPhrase(SearchText text)
    {
        var phrase = Parameter(text.Phrase);
        return $"CASE WHEN r.folded_name = {phrase} THEN 40 WHEN {At("folded_name", phrase)} = 1 THEN 25 WHEN {Has("folded_name", phrase)} THEN 20 ELSE 0 END";
    }

    private string Beginning(SearchPart part, int points) =>
        part.Prefix == PrefixReach.None ? "" : $"WHEN {Has("folded_name", Parameter(part.Beginning))} THEN {points}";

    private string Synonym(SearchPart part, int points) =>
        part.Token is null ? "" : $"WHEN {Has("folded_name", Parameter($" {part.Token} "))} THEN {points}";

    private string Has(string column, string parameter) => $"{At(column, parameter)} > 0";

    private string At(string column, string parameter) => $"{dialect.Position}(r.{column}, {parameter})";

    private string Parameter(string value)
    {
        var name = $"s{_parameters++}";
        addParameter(name, value);
        return "@" + name;
    }
}
