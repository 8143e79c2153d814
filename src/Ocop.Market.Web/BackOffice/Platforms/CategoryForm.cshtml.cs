using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Platforms;

/// <summary>Where a set's goods stand in a platform's tree, and what fills its fields. The officer confirms; nothing is mapped by a guess.</summary>
[Requires(Act.MapCategories)]
public sealed class CategoryFormModel(CategoryBoard board, MapCategory map, OutsideCatalogue outside, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public MappedSet Set { get; private set; } = null!;
    public IReadOnlyList<(OutsideCategory Leaf, string Path)> Suggested { get; private set; } = [];

    /// <summary>It was read; else there is nothing to suggest from.</summary>
    public bool HasTree { get; private set; }
    public IReadOnlyList<OutsideField> Fields { get; private set; } = [];

    public static string PathOf(MappedSet set) => $"{CategoriesModel.Path}/{set.Channel}/{set.GroupSlug}{(set.SetCode is null ? "" : $"/{set.SetCode}")}";

    public async Task<IActionResult> OnGetAsync(string channel, string group, string? set, CancellationToken cancel) => await ReadAsync(channel, group, set, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string channel, string group, string? set, string? category, int number, CancellationToken cancel)
    {
        if (!await ReadAsync(channel, group, set, cancel)) return NotFound();
        // Another leaf has other fields: they are read first, and filled in the second step.
        var isSame = category == Set.Map?.Category;
        List<AttributeWish> fields = isSame ? [.. Fields.Select(field => Wish(field.Id)).OfType<AttributeWish>()] : [];
        var mapped = await map.HandleAsync(Person, new CategoryWish(channel, group, set, category ?? "", fields, number), cancel);
        if (mapped.Succeeded) return Again(isSame ? words["Đã lưu. Mọi món của bộ được gửi lại.", "Saved. All goods of the set are sent anew."] : words["Đã xếp ngành hàng. Các ô của sàn hiện ở dưới khi đọc xong.", "Mapped. The platform’s fields appear below once they are read."]);
        return Refuse(mapped.Refusals);
    }

    private AttributeWish? Wish(string field) => Request.Form[$"field-{field}"].ToString() switch
    {
        "words" => new AttributeWish(field, null, Request.Form[$"words-{field}"]),
        { Length: > 5 } fact when fact.StartsWith("fact:", StringComparison.Ordinal) => new AttributeWish(field, fact["fact:".Length..], null),
        // A value of the platform's own list needs no second word.
        _ when Request.Form[$"words-{field}"].ToString() is { Length: > 0 } typed => new AttributeWish(field, null, typed),
        _ => null,
    };

    private async Task<bool> ReadAsync(string channel, string group, string? set, CancellationToken cancel)
    {
        if ((await board.AllAsync(cancel)).FirstOrDefault(it => it.Channel == channel && it.GroupSlug == group && it.SetCode == set) is not { } found) return false;
        Set = found;
        Suggested = await board.SuggestAsync(found, Asked("q"), cancel);
        HasTree = await outside.TreeAsync(channel, cancel) is not null;
        Fields = found.Map is null ? [] : await outside.AttributesAsync(channel, found.Map.Category, cancel) ?? [];
        return true;
    }
}
