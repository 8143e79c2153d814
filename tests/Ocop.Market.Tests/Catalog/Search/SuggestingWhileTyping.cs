using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Search;

public sealed class SuggestingWhileTyping
{
    [Theory, BothDatabases]
    public async Task Offers_each_kind_with_its_page(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        Assert.Contains(new Suggestion("Cà phê rang mộc", SuggestionKind.Product, "/san-pham/ca-phe-rang-moc"), await scene.SuggestAsync("ca ph"));
        Assert.Contains(new Suggestion("Hợp tác xã Sông Xanh", SuggestionKind.Producer, "/chu-the/hop-tac-xa-song-xanh"), await scene.SuggestAsync("song xa"));
        Assert.Contains(new Suggestion("Đắk Lắk", SuggestionKind.Province, "/dia-phuong/dak-lak"), await scene.SuggestAsync("dak"));
        Assert.Contains(new Suggestion("Mỏ Cày, Vĩnh Long", SuggestionKind.Commune, "/dia-phuong/vinh-long/mo-cay"), await scene.SuggestAsync("mỏ c"));
        Assert.Contains(new Suggestion("Đồ uống", SuggestionKind.Group, "/nhom/do-uong"), await scene.SuggestAsync("do uo"));
    }

    [Theory, BothDatabases]
    public async Task Old_names_lead_to_what_is_there_now(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        Assert.Equal(new Suggestion("Bến Tre (nay là Vĩnh Long)", SuggestionKind.Province, "/dia-phuong/vinh-long"), (await scene.SuggestAsync("bến tre"))[0]);
        Assert.Contains(new Suggestion("Thịnh Đức (nay là Tân Cương, Thái Nguyên)", SuggestionKind.Commune, "/dia-phuong/thai-nguyen/tan-cuong"), await scene.SuggestAsync("thinh d"));
    }

    [Theory, BothDatabases]
    public async Task Names_that_begin_so_come_before_names_that_hold_it(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        var names = (await scene.SuggestAsync("mắm")).Select(suggestion => suggestion.Text).ToList();
        Assert.Equal("Mắm tép đồng", names[0]);
        Assert.Contains("Nước mắm nhĩ", names);
    }

    [Theory, BothDatabases]
    public async Task Keeps_the_limit_and_says_nothing_twice(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        foreach (var limit in new[] { int.MinValue, 0, 1, 3, 8, int.MaxValue })
        {
            var list = await scene.SuggestAsync("t", limit);
            Assert.InRange(list.Count, limit < 1 ? 0 : 1, Math.Clamp(limit, 0, SuggestionList.MostSuggestions));
            Assert.Equal(list.Count, list.Select(one => one.Text).Distinct().Count());
        }
    }
}
