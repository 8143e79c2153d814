using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Platforms;

[Requires(Act.MapCategories)]
public sealed class CategoriesModel(CategoryBoard board, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/san-ngoai/nganh-hang";

    private IReadOnlyList<MappedSet> _all = [];

    public string? Channel => Channels.FirstOrDefault(channel => channel == Asked("san"));

    public IReadOnlyList<string> Channels => [.. _all.Select(set => set.Channel).Distinct()];

    public IReadOnlyList<MappedSet> Sets => [.. _all.Where(set => Channel is null || set.Channel == Channel)];

    public async Task OnGetAsync(CancellationToken cancel) => _all = await board.AllAsync(cancel);

    public bool IsMappedByGroup(MappedSet set) => set.SetCode is not null && _all.Any(group => group is { SetCode: null, Map: not null } && (group.Channel, group.GroupSlug) == (set.Channel, set.GroupSlug));
}
