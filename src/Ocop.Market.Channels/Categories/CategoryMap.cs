using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Categories;

/// <summary>
/// Where the goods of a set of Decision 148/QĐ-TTg stand in a platform's tree; an officer confirms it once. A new one ends the old one, and its version goes
/// into every hash of content: a change of the map sends all anew.
/// </summary>
public sealed class CategoryMap
{
    private readonly List<AttributeMap> _attributes = [];

    private CategoryMap() { }

    /// <param name="setCode">Of Decision 148; null maps all of the group that no set of it maps.</param>
    public CategoryMap(string channel, string groupSlug, string? setCode, string category, string categoryName, int number, string actor, DateOnly from, DateTime now) =>
        (Id, Channel, GroupSlug, SetCode, Category, CategoryName, Number, Actor, From, CreatedAt) = (Guid.CreateVersion7(), channel, groupSlug, setCode, category, categoryName, number, actor, from, now);

    public Guid Id { get; private set; }
    public string Channel { get; private set; } = "";
    public string GroupSlug { get; private set; } = "";
    public string? SetCode { get; private set; }

    /// <summary>The platform's number of the leaf, and its path in words.</summary>
    public string Category { get; private set; } = "";
    public string CategoryName { get; private set; } = "";

    /// <summary>The version of the map.</summary>
    public int Number { get; private set; }
    public string Actor { get; private set; } = "";
    public DateOnly From { get; private set; }

    /// <summary>The last day; null while it is the one.</summary>
    public DateOnly? Until { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public long Version { get; private set; }

    public IReadOnlyList<AttributeMap> Attributes => _attributes;

    public void Fill(IEnumerable<AttributeMap> attributes) => _attributes.AddRange(attributes);

    public void End(DateOnly last) => Until = last;
}

/// <summary>What stands in one field of the platform: one of our facts, a paper, or words that are the same for all goods of the set.</summary>
public sealed class AttributeMap
{
    private AttributeMap() { }

    public AttributeMap(Guid mapId, string attribute, string name, string? fact, string? words) => (Id, MapId, Attribute, Name, Fact, Words) = (Guid.CreateVersion7(), mapId, attribute, name, fact, words);

    public Guid Id { get; private set; }
    public Guid MapId { get; private set; }
    public string Attribute { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>A key of <see cref="ProductFact"/>; null where the words are fixed.</summary>
    public string? Fact { get; private set; }
    public string? Words { get; private set; }
}

/// <summary>A platform's answer that holds for days: its tree, the fields of a leaf, its limits, what came of the look for a shop's brand.</summary>
public sealed class OutsideData
{
    private OutsideData() { }

    public OutsideData(string channel, string subject, string text, DateTime now) => (Channel, Subject, Text, ReadAt) = (channel, subject, text, now);

    public string Channel { get; private set; } = "";

    /// <summary>"tree", "fields:ID", "limits:ID", "brand:SHOP:ID:NAME", "unread:SHOP:ID".</summary>
    public string Subject { get; private set; } = "";
    public string Text { get; private set; } = "";
    public DateTime ReadAt { get; private set; }

    public void Renew(string text, DateTime now) => (Text, ReadAt) = (text, now);
}
