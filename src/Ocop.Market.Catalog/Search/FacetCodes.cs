namespace Ocop.Market.Catalog.Search;

/// <summary>The words that rows share, as small numbers to count by.</summary>
public sealed class FacetCodes
{
    public WordCodes Groups { get; } = new();
    public WordCodes Sets { get; } = new();
    public WordCodes Provinces { get; } = new();
}

/// <summary>Gives each word a number, from 1, and never takes it back: rows of an hour ago still mean the same.</summary>
public sealed class WordCodes
{
    /// <summary>Of a word that no row has.</summary>
    public const ushort Unknown = ushort.MaxValue;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ushort> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _words = [""];

    /// <summary>Above every number given so far.</summary>
    public int Limit { get { lock (_gate) return _words.Count; } }

    public string this[int code] { get { lock (_gate) return _words[code]; } }

    public ushort Find(string word)
    {
        lock (_gate) return _codes.GetValueOrDefault(word, Unknown);
    }

    /// <summary>0 for none.</summary>
    public ushort Give(string? word)
    {
        if (word is null) return 0;
        lock (_gate)
        {
            if (_codes.TryGetValue(word, out var code)) return code;
            _codes.Add(word, code = checked((ushort)_words.Count));
            _words.Add(word);
            return code;
        }
    }
}
