using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Desk;

public sealed class EditingProducts
{
    [Theory, BothDatabases]
    public async Task Hiding_many_takes_them_from_the_shelf_and_leaves_a_line_for_each(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        Assert.Equal(2, Assert.Succeeded(await Edit(desk, DeskMarket.Province, new([desk.Tea.Id, desk.Rice.Id], IsListed: false))));
        Assert.Equal([desk.Silk.Id], await desk.Read(db => db.SearchRows.Where(row => row.IsListed).Select(row => row.ProductId).ToListAsync()));
        var entry = await desk.Read(db => db.AuditEntries.SingleAsync(entry => entry.Act == "ProductHidden" && entry.SubjectId == desk.Tea.Id.ToString()));
        Assert.Equal((DeskMarket.Province.Actor, "visible\ngroup: thuc-pham", "hidden\ngroup: thuc-pham"), (entry.Actor, entry.Before, entry.After));
        Assert.Contains(desk.Tea.Id.ToString(), await desk.Read(db => db.Changes.Select(change => change.SubjectId).ToListAsync()));
        Assert.Equal(0, Assert.Succeeded(await Edit(desk, DeskMarket.Province, new([desk.Tea.Id], IsListed: false))));
    }

    [Theory, BothDatabases]
    public async Task One_that_is_not_ones_own_refuses_all(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        Assert.Refused("NoRight", await Edit(desk, DeskMarket.Province, new([desk.Tea.Id, desk.Silk.Id], IsListed: false)));
        Assert.Refused("NoRight", await Edit(desk, DeskMarket.Auditor, new([desk.Tea.Id], IsListed: false)));
        Assert.Refused("NoRight", await Edit(desk, DeskMarket.Administrator, new([desk.Tea.Id, Guid.CreateVersion7()], IsListed: false)));
        Assert.Refused("NoneChosen", await Edit(desk, DeskMarket.Administrator, new([], IsListed: false)));
        Assert.Refused("GroupUnknown", await Edit(desk, DeskMarket.Administrator, new([desk.Tea.Id], GroupSlug: "khong-co")));
        Assert.Equal(3, await desk.Read(db => db.SearchRows.CountAsync(row => row.IsListed)));
        Assert.Equal(0, await desk.Read(db => db.AuditEntries.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Words_and_prices_are_saved_together_and_a_stale_form_overwrites_nothing(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var version = await Version(desk);
        Assert.Succeeded(await Save(desk, desk.Commune, version, "Chè đinh mới", "120.000"));
        var saved = await desk.Read(db => db.Products.Include(it => it.Variants).SingleAsync(it => it.Id == desk.Tea.Id));
        Assert.Equal(("Chè đinh mới", "che dinh moi", new Money(120_000)), (saved.Name, saved.FoldedName, saved.Variants[0].Price));
        Assert.Equal(120_000, await desk.Read(db => db.SearchRows.Where(row => row.ProductId == desk.Tea.Id).Select(row => row.Price).SingleAsync()));

        Assert.Refused("Stale", await Save(desk, desk.Commune, version, "Chè của người kia", "1"));
        version = await Version(desk);
        Assert.Refused("NameMissing", await Save(desk, desk.Commune, version, " … ", "120.000"));
        Assert.Refused("PriceWrong", await Save(desk, desk.Commune, version, "Chè", "-5"));
        Assert.Refused("NoRight", await Save(desk, desk.OtherProvince, version, "Chè", "5"));
        Assert.Refused("NoRight", await Save(desk, DeskMarket.Auditor, version, "Chè", "5"));
        Assert.Equal(version, await Version(desk));
        Assert.Equal(1, await desk.Read(db => db.AuditEntries.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_decision_gives_stars_for_36_months_and_its_revocation_takes_them(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var paper = new NewDecision(desk.Silk.Id, 5, "77/QĐ-BNN", "Bộ Nông nghiệp", new DateOnly(2026, 11, 20));
        var decision = Assert.Succeeded(await Record(desk.OtherProvince, paper));
        Assert.Equal((RecognitionLevel.Ministry, new DateOnly(2029, 11, 20), "148+1489", RecognitionState.New), (decision.Level!.Value, decision.ValidUntil, decision.CriteriaVersion!, decision.State));
        Assert.Equal(5, await Stars());

        Assert.Refused("DecisionKnown", await Record(desk.OtherProvince, paper));
        Assert.Refused("DayAhead", await Record(desk.OtherProvince, paper with { DecidedOn = new DateOnly(2026, 11, 24) }));
        Assert.Refused("NumberMissing", await Record(desk.OtherProvince, paper with { Number = " " }));
        Assert.Refused("NoRight", await Record(DeskMarket.Province, paper));
        // Stars are the province's to give, on its own communes too.
        Assert.Refused("NoRight", await Record(desk.Commune, paper with { ProductId = desk.Tea.Id }));

        Assert.Refused("NoRight", await Revoke(DeskMarket.Auditor, "78/QĐ-BNN"));
        Assert.Refused("ReasonMissing", await Revoke(desk.OtherProvince, ""));
        Assert.Succeeded(await Revoke(desk.OtherProvince, "78/QĐ-BNN"));
        Assert.Equal(new DateOnly(2026, 11, 22), await desk.Read(db => db.SearchRows.Where(row => row.ProductId == desk.Silk.Id).Select(row => row.StarsUntil).SingleAsync()));
        Assert.Refused("RevokedAlready", await Revoke(desk.OtherProvince, "78/QĐ-BNN"));
        Assert.Equal(["RecognitionRecorded", "RecognitionRevoked"], await desk.Read(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));
        Assert.All(await desk.Read(db => db.AuditEntries.Select(entry => entry.Actor).ToListAsync()), actor => Assert.Equal(desk.OtherProvince.Actor, actor));

        Task<Outcome<RecognitionDecision>> Record(Person person, NewDecision paper) => desk.Run<RecordDecision, Outcome<RecognitionDecision>>(record => record.HandleAsync(person, paper, default));
        Task<Outcome<RecognitionDecision>> Revoke(Person person, string reason) =>
            desk.Run<RevokeDecision, Outcome<RecognitionDecision>>(revoke => revoke.HandleAsync(person, decision.Id, new DateOnly(2026, 11, 23), reason, default));
        Task<int?> Stars() => desk.Read(db => db.SearchRows.Where(row => row.ProductId == desk.Silk.Id).Select(row => row.Stars).SingleAsync());
    }

    [Theory, BothDatabases]
    public async Task A_contact_is_checked_and_a_producer_moves_only_where_one_has_a_say_on_both_sides(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        Assert.Refused("EmailWrong", await Contact(desk.Commune, "chè@vi-du", "0912345678"));
        Assert.Refused("NoRight", await Contact(desk.OtherProvince, "che@vi-du.vn", null));
        Assert.Equal("+84912345678", Assert.Succeeded(await Contact(desk.Commune, "che@vi-du.vn", "0912 345 678")).Phone);

        await desk.Read(async db =>
        {
            var member = new User("Thành viên thử", "+84912345679", null, desk.Clock.UtcNow());
            member.Grants.Add(new Grant(member.Id, Role.ProducerOwner, desk.TeaMaker.Scope, null, desk.Clock.UtcNow()));
            db.Users.Add(member);
            return await db.SaveChangesAsync();
        });
        Assert.Refused("NoRight", await Move(desk.Commune, desk.Communes.Rice));
        Assert.Refused("CommuneUnknown", await Move(DeskMarket.Province, "khong-co"));
        Assert.Equal(desk.Communes.Rice, Assert.Succeeded(await Move(DeskMarket.Province, desk.Communes.Rice)).Place.CommuneCode);
        Assert.Null(await desk.Run<DeskProducers, Producer?>(list => list.FindAsync(desk.Commune, desk.TeaMaker.Id, default)));
        Assert.Equal(Scope.Producer("19", desk.Communes.Rice, desk.TeaMaker.Id).Path, await desk.Read(db => db.Grants.Select(grant => grant.ScopePath).SingleAsync()));
        Assert.Equal(["ProducerContactEdited", "ProducerMoved"], await desk.Read(db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));

        async Task<Outcome<Producer>> Contact(Person person, string email, string? phone)
        {
            var version = await desk.Read(db => db.Producers.Where(it => it.Id == desk.TeaMaker.Id).Select(it => it.Version).SingleAsync());
            return await desk.Run<EditContact, Outcome<Producer>>(edit => edit.HandleAsync(person, new(desk.TeaMaker.Id, version, email, phone), default));
        }

        Task<Outcome<Producer>> Move(Person person, string commune) => desk.Run<MoveProducer, Outcome<Producer>>(move => move.HandleAsync(person, desk.TeaMaker.Id, commune, default));
    }

    private static Task<Outcome<int>> Edit(DeskMarket desk, Person person, ProductsEdit edit) => desk.Run<EditProducts, Outcome<int>>(products => products.HandleAsync(person, edit, default));

    private static Task<long> Version(DeskMarket desk) => desk.Read(db => db.Products.Where(it => it.Id == desk.Tea.Id).Select(it => it.Version).SingleAsync());

    private static Task<Outcome<Product>> Save(DeskMarket desk, Person person, long version, string name, string price) => desk.Run<EditProduct, Outcome<Product>>(edit =>
        edit.HandleAsync(person, new(desk.Tea.Id, version, name, "Hái một tôm.", [new(desk.Tea.Variants[0].Id, price)]), default));
}
