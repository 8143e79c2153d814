namespace Ocop.Market.Web.Shared;

/// <summary>A name shortened at a word, so that a card keeps its height. What is left out is still read aloud.</summary>
public readonly record struct ShortName(string Shown, string Rest)
{
    public bool IsCut => Rest.Length > 0;

    public static ShortName Of(string name, int letters = 35)
    {
        if (name.Length <= letters) return new(name, "");
        var end = name.LastIndexOf(' ', letters);
        if (end <= 0) return new(name, "");
        return new(name[..end].TrimEnd(',', '-', '–', '(', ' '), name[end..]);
    }
}
