namespace Ocop.Market.Web.Storefront;

/// <param name="Count">Products it leads to with the other conditions as they are.</param>
public sealed record FacetChoice(string Value, string Name, int Count, bool IsOn);

/// <param name="IsSingle">Only one at a time: a group.</param>
public sealed record Facet(string Title, string Field, IReadOnlyList<FacetChoice> Choices, bool IsSingle = false)
{
    public const int Shown = 6;

    /// <summary>Chosen ones first, so that none of them hides in the fold.</summary>
    public IEnumerable<FacetChoice> First => Choices.OrderByDescending(choice => choice.IsOn).Take(Shown);

    public IReadOnlyList<FacetChoice> Rest => [.. Choices.OrderByDescending(choice => choice.IsOn).Skip(Shown)];
}

/// <summary>A condition that is on, and the list without it.</summary>
public sealed record Chip(string Name, string Remove);
