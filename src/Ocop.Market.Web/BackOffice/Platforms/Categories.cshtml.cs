using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Platforms;

[Requires(Act.MapCategories)]
public sealed class CategoriesModel(CategoryBoard board, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/san-ngoai/nganh-hang";

    public IReadOnlyList<MappedSet> Sets { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Sets = await board.AllAsync(cancel);
}
