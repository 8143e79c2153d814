using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;
using static Ocop.Market.Tests.Ordering.GiftBoxes.BuyingAGiftBox;

namespace Ocop.Market.Tests.Catalog;

public sealed class StatingAllergens
{
    [Theory, BothDatabases]
    public async Task Not_stated_none_and_some_are_three_things(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var owner = await MemberOf(market, market.Tea.ProductId);
        Assert.Null((await Product(market)).Allergens);
        Assert.Equal(Allergens.None, Assert.Succeeded(await State(market, owner, "none")).Allergens);
        Assert.Equal(Allergens.None, (await Product(market)).Allergens);

        foreach (var _ in new[] { 1, 2 }) Assert.Succeeded(await State(market, Officer, "some", "Peanuts", "Milk"));
        Assert.Equal(Allergens.Peanuts | Allergens.Milk, (await Product(market)).Allergens);
        Assert.Equal("lạc (đậu phộng), sữa", (await Product(market)).Allergens!.Value.Words().Vi);
        Assert.Null(Assert.Succeeded(await State(market, owner, "")).Allergens);
        Assert.Equal([null, "None", "Peanuts, Milk"], await market.Read(db => db.AuditEntries.Where(entry => entry.Act == "ProductAllergensStated").OrderBy(entry => entry.Id).Select(entry => entry.Before).ToListAsync()));
        Assert.True(await market.Read(db => db.Changes.AnyAsync(change => change.SubjectKind == ChangeSubject.ProductKind && change.SubjectId == market.Tea.ProductId.ToString())));
    }

    [Theory, BothDatabases]
    public async Task What_is_ticked_is_stated_although_the_choice_above_was_not_touched(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var owner = await MemberOf(market, market.Tea.ProductId);
        Assert.Succeeded(await State(market, owner, "", "Fish", "Milk"));
        Assert.Equal(Allergens.Fish | Allergens.Milk, (await Product(market)).Allergens);
    }

    [Theory, BothDatabases]
    public async Task A_statement_that_contradicts_itself_or_is_not_theirs_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var owner = await MemberOf(market, market.Tea.ProductId);
        Assert.Succeeded(await State(market, owner, "some", "Fish"));
        var (before, version) = (await market.Fingerprint(), (await Product(market)).Version);

        Assert.Equal("allergens", Assert.Refused("NothingTicked", await State(market, owner, "some")).Field);
        Assert.Refused("NothingTicked", await State(market, owner, "some", "Poison"));
        Assert.Refused("NoneAndSome", await State(market, owner, "none", "Fish"));
        Assert.Refused("StatementUnknown", await State(market, owner, "perhaps"));
        Assert.Refused("NoRight", await State(market, await MemberOf(market, market.Garlic.ProductId), "none"));
        Assert.Refused("NoRight", await State(market, new Person(Guid.CreateVersion7(), "Kiểm toán", [new HeldRole(Role.Auditor, Scope.Programme)]), "none"));
        Assert.Refused("Stale", await market.Run<StateAllergens, Outcome<Product>>(state => state.HandleAsync(owner, new AllergenForm(market.Tea.ProductId, version + 7, "none", []), default)));
        Assert.Refused("ProductUnknown", await market.Run<StateAllergens, Outcome<Product>>(state => state.HandleAsync(owner, new AllergenForm(Guid.CreateVersion7(), 0, "none", []), default)));
        Assert.Equal((before, Allergens.Fish), (await market.Fingerprint(), (await Product(market)).Allergens));
    }

    [Fact]
    public void Every_group_has_words_in_both_languages_and_no_two_share_a_bit()
    {
        Assert.Equal(14, AllergenWords.All.Count);
        Assert.Equal(Enum.GetValues<Allergens>().Where(one => one != Allergens.None), AllergenWords.All.Select(known => known.Allergen).Order());
        Assert.All(AllergenWords.All, known => Assert.True(known.Name.Vi.Length > 1 && known.Name.En.Length > 1));
    }

    private static Task<Product> Product(OrderingMarket market) => market.Read(db => db.Products.AsNoTracking().SingleAsync(product => product.Id == market.Tea.ProductId));

    private static async Task<Outcome<Product>> State(OrderingMarket market, Person person, string statement, params string[] ticked)
    {
        var version = (await Product(market)).Version;
        return await market.Run<StateAllergens, Outcome<Product>>(state => state.HandleAsync(person, new AllergenForm(market.Tea.ProductId, version, statement, ticked), default));
    }
}
