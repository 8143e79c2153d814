using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Search;

public sealed class SearchingWithBadInput
{
    private static readonly string[] Texts =
    [
        "", " ", "\"", "\"\"\"", "*", "a*", "NEAR(", "NEAR(ca phe, 2)", "AND", "AND OR NOT", "ca AND", "NOT ca", "folded_name:ca", "{folded_name} : ca", "-ca", "^ca", "ca + phe",
        "'", "' OR 1=1 --", "'; DROP TABLE search_rows; --", "ca' & phe", "ca & | ! phe", "ca:*", "ca <-> phe", "\\", "\\'", "%", "_", "%%%", "ca_phe", "🙂", "cà phê 🙂", "\0", "ca\0phe",
        "\u0001\u0002", "\ud83d", "cà\udc00phê", "\u202e\u200b", "漢字", "ไทย", "ﬁ½²Ⅷ", "İstanbul", "ẞ", "a\u0300\u0301\u0302\u0303", "1e5", "0x1F", "1.5 kg", "a@b.vn", "http://a.vn/b?c=d", "a-b-c", "../../etc", "@match", "$1", "{0}", "0heo",
        "á", "ạ", "\u0301", "mẹ ơi, NEAR/2", "null", "true",
    ];

    [Theory, BothDatabases]
    public async Task Never_throws(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        foreach (var text in Texts.Concat([new string('a', 10_000), string.Concat(Enumerable.Repeat("cà phê ", 1_500)), string.Concat(Enumerable.Repeat("🙂", 5_000)), string.Concat(Enumerable.Repeat("a ", 5_000))]))
        {
            var findings = await scene.FindAsync(text);
            Assert.InRange(findings.ProductIds.Count, 0, findings.Total);
            Assert.InRange((await scene.SuggestAsync(text)).Count, 0, 8);
        }

        Assert.Equal(27, (await scene.FindAsync(" ")).Total);
        Assert.Equal(0, (await scene.FindAsync("🙂")).Total);
    }

    [Theory, BothDatabases]
    public async Task Pages_out_of_reach_are_empty_or_the_nearest(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        foreach (var (page, size, shown) in new[] { (int.MaxValue, 24, 0), (int.MaxValue, int.MaxValue, 0), (-5, 24, 24), (int.MinValue, 10, 10), (0, 0, 1), (1, -7, 1), (1, int.MaxValue, 27), (2, 24, 3) })
        {
            var findings = await scene.FindAsync(new CatalogQuery { Page = page, PageSize = size });
            Assert.Equal((shown, 27), (findings.ProductIds.Count, findings.Total));
        }
    }

    [Theory, BothDatabases]
    public async Task Choices_that_do_not_exist_find_nothing(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        CatalogQuery[] queries =
        [
            new() { Group = "'\0%" }, new() { Sets = ["999"] }, new() { Provinces = ["\ud83d"] }, new() { Stars = [-1, 0, 99] },
            new() { Certifications = ["VietGap Haccp"] }, new() { Certifications = ["3"] }, new() { PriceBands = ["mien-phi"] },
        ];
        foreach (var query in queries) Assert.Equal(0, (await scene.FindAsync(query)).Total);
        Assert.Equal(27, (await scene.FindAsync(new CatalogQuery { Sort = (CatalogSort)77 })).Total);
    }

    [Theory, BothDatabases]
    public async Task Never_throws_on_random_text(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        var letters = "aăâđêộừ cphèò\"'*:()&|!<>-+^%_\\\0\u0301\ud83d\ude00漢0159\t,;@{}[]~".ToCharArray();
        var texts = Gen.Elements(letters).ArrayOf().Select(chars => new string(chars)).Sample(150, 40)
            .Concat(ArbMap.Default.GeneratorFor<string?>().Sample(60, 40));
        foreach (var text in texts)
            await scene.Market.InScopeAsync(async scope =>
            {
                var search = scope.GetRequiredService<ICatalogSearch>();
                var findings = await search.FindAsync(new CatalogQuery { Text = text }, CancellationToken.None);
                Assert.InRange(findings.ProductIds.Count, 0, findings.Total);
                Assert.NotNull(await search.SuggestAsync(text ?? "", 8, CancellationToken.None));
            });
    }
}
