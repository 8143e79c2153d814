using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Desk;

public sealed class KeepingToOnesScope
{
    [Theory, BothDatabases]
    public async Task Lists_hold_what_lies_below_a_grant_and_single_things_agree(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        Assert.Equal(["Chè đinh thử", "Gạo Bao Thai thử", "Lụa thử"], await Names(DeskMarket.Administrator));
        Assert.Equal(["Chè đinh thử", "Gạo Bao Thai thử"], await Names(DeskMarket.Province));
        Assert.Equal(["Chè đinh thử"], await Names(desk.Commune));
        Assert.Equal(["Lụa thử"], await Names(desk.OtherProvince));
        Assert.Empty(await Names(DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope)));
        Assert.Equal(["Gạo Bao Thai thử"], await Names(DeskMarket.Holding(Role.Officer, desk.RiceMaker.Scope)));

        foreach (var person in new[] { DeskMarket.Administrator, DeskMarket.Province, desk.Commune, desk.OtherProvince })
            foreach (var product in new[] { desk.Tea, desk.Rice, desk.Silk })
                Assert.Equal((await Names(person)).Contains(product.Name), await desk.Run<DeskProductPages, DeskProductPage?>(pages => pages.FindAsync(person, product.Id, default)) is not null);
        Assert.Equal([desk.TeaMaker.Name], (await desk.Run<DeskProducers, ListPage<DeskProducerRow>>(list => list.PageAsync(desk.Commune, new(), 1, default))).Rows.Select(row => row.Name));
        Assert.Null(await desk.Run<DeskProducers, Producer?>(list => list.FindAsync(desk.Commune, desk.RiceMaker.Id, default)));

        async Task<IEnumerable<string>> Names(Person person) => (await Page(desk, person, new())).Rows.Select(row => row.Name);
    }

    [Theory, BothDatabases]
    public async Task Filters_and_orders_are_answered_by_the_database(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        await IsFound(new() { Text = "che DINH" }, desk.Tea);
        await IsFound(new() { Text = "lua bao thai" }, desk.Rice);
        await IsFound(new() { Text = "SKU-lua-thu" }, desk.Silk);
        await IsFound(new() { Standing = Standing.Four }, desk.Tea);
        await IsFound(new() { Standing = Standing.Lapsed }, desk.Rice);
        await IsFound(new() { Standing = Standing.Undecided }, desk.Silk);
        await IsFound(new() { Standing = Standing.EndingSoon });
        await IsFound(new() { ProvinceCode = "01" }, desk.Silk);
        await IsFound(new() { IsListed = false });
        await IsFound(new() { IsInStock = true });
        await IsFound(new() { GroupSlug = "thuc-pham", IsInStock = false, IsDown = true }, desk.Silk, desk.Rice, desk.Tea);
        await IsFound(new() { Order = DeskProductOrder.ValidUntil }, desk.Rice, desk.Tea, desk.Silk);
        await IsFound(new() { Order = DeskProductOrder.ValidUntil, IsDown = true }, desk.Tea, desk.Rice, desk.Silk);

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Succeeded(await desk.Run<EditProducts, Outcome<int>>(edit => edit.HandleAsync(DeskMarket.Administrator, new([desk.Rice.Id], IsListed: false), default)));
        Assert.Equal(desk.Rice.Id, (await Page(desk, DeskMarket.Administrator, new() { Order = DeskProductOrder.Updated, IsDown = true })).Rows[0].Id);

        async Task IsFound(DeskProductFilter filter, params Product[] expected) =>
            Assert.Equal(expected.Select(product => product.Name), (await Page(desk, DeskMarket.Administrator, filter)).Rows.Select(row => row.Name));
    }

    [Theory, BothDatabases]
    public async Task The_log_tells_an_officer_only_of_the_things_of_their_scope(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        await desk.Read(async db =>
        {
            var now = desk.Clock.UtcNow();
            db.AuditEntries.AddRange(
                Entry("ProductEdited", desk.Tea.ChangeSubject), Entry("ProductEdited", desk.Rice.ChangeSubject),
                Entry("ProducerMoved", desk.TeaMaker.ChangeSubject), Entry("MailsResent", new("market", "mails")));
            return await db.SaveChangesAsync();

            AuditEntry Entry(string act, ChangeSubject subject) => new(now, "test", act, subject);
        });

        Assert.Equal(["HTX chè Đinh", "Chè đinh thử"], (await Log(desk.Commune, new())).Rows.Select(line => line.SubjectName));
        Assert.Equal(4, (await Log(DeskMarket.Auditor, new())).Total);
        Assert.Equal(0, (await Log(DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope), new())).Total);
        Assert.Equal(1, (await Log(DeskMarket.Auditor, new(Act: "ProducerMoved", From: new DateOnly(2026, 11, 23), Until: new DateOnly(2026, 11, 23), Actor: "test"))).Total);
        Assert.Equal(0, (await Log(DeskMarket.Auditor, new(From: new DateOnly(2026, 11, 24)))).Total);
        Assert.Equal(2, await desk.Run<AuditLog, int>(async log => await log.ReadAsync(desk.Commune, new(), default).CountAsync()));

        Task<ListPage<AuditLine>> Log(Person person, AuditFilter filter) => desk.Run<AuditLog, ListPage<AuditLine>>(log => log.PageAsync(person, filter, 1, default));
    }

    private static Task<ListPage<DeskProductRow>> Page(DeskMarket desk, Person person, DeskProductFilter filter) =>
        desk.Run<DeskProducts, ListPage<DeskProductRow>>(products => products.PageAsync(person, filter, 1, default));
}
