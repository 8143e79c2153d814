using Ocop.Market.Accounts.Filters;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Desk;

public sealed class SavingFilters
{
    private const string List = "/quan-tri/san-pham";

    [Theory, BothDatabases]
    public async Task Each_keeps_their_own_and_a_name_means_one_thing(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        Assert.Succeeded(await Save(desk.Commune, "Hết hạn", "?hang=het"));
        var kept = Assert.Succeeded(await Save(desk.Commune, " Hết  hạn ", "hang=het&xep=-ten"));
        Assert.Equal("hang=het&xep=-ten", Assert.Single(await Of(desk.Commune)).Query);
        Assert.Empty(await Of(DeskMarket.Province));
        Assert.False(await Delete(DeskMarket.Province, kept.Id));
        Assert.True(await Delete(desk.Commune, kept.Id));
        Assert.Empty(await Of(desk.Commune));

        Assert.Refused("NameMissing", await Save(desk.Commune, " ", "hang=het"));
        Assert.Refused("NothingToSave", await Save(desk.Commune, "Tất cả", "?"));
        Assert.Refused("QueryTooLong", await Save(desk.Commune, "Dài", new string('a', 1001)));

        Task<Outcome<SavedFilter>> Save(Person person, string name, string query) => desk.Run<SaveFilter, Outcome<SavedFilter>>(save => save.HandleAsync(person, List, name, query, default));
        Task<IReadOnlyList<SavedFilter>> Of(Person person) => desk.Run<SavedFilters, IReadOnlyList<SavedFilter>>(filters => filters.OfAsync(person, List, default));
        Task<bool> Delete(Person person, Guid id) => desk.Run<DeleteFilter, bool>(delete => delete.HandleAsync(person, id, default));
    }
}
