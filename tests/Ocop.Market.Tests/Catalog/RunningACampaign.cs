using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog;

public sealed class RunningACampaign
{
    [Theory, BothDatabases]
    public async Task Several_run_side_by_side_in_their_order_and_begin_and_end_at_midnight_of_Viet_Nam(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        desk.Clock.SetLocal(2027, 1, 10, 9, 0, 0);
        await Published("Quà Tết Đinh Mùi", "2027-01-11", "2027-02-05", orderUntil: "2027-01-30", priority: 1);
        await Published("Mùa cam Cao Phong", "2026-12-01", "2027-01-31", priority: 2);
        await Published("Chưa xếp thứ tự", "2027-01-01", "2027-01-12");
        Assert.Equal(["Mùa cam Cao Phong", "Chưa xếp thứ tự"], await Running());
        Assert.Equal(["Quà Tết Đinh Mùi"], (await desk.Run<Campaigns, IReadOnlyList<Campaign>>(campaigns => campaigns.ComingAsync("vi", default))).Select(campaign => campaign.Document.Title));

        desk.Clock.SetLocal(2027, 1, 10, 23, 59, 59);
        Assert.Equal(2, (await Running()).Count);
        desk.Clock.SetLocal(2027, 1, 11, 0, 0, 0);
        Assert.Equal(["Quà Tết Đinh Mùi", "Mùa cam Cao Phong", "Chưa xếp thứ tự"], await Running());
        // The English pages show what nobody translated.
        Assert.Equal(3, (await desk.Run<Campaigns, IReadOnlyList<Campaign>>(campaigns => campaigns.RunningAsync("en", default))).Count);

        var tet = (await desk.Run<Campaigns, Campaign?>(campaigns => campaigns.FindAsync("qua-tet-dinh-mui", "vi", default)))!;
        // 30 January 2027 is the 23rd of the last lunar month, the day of the kitchen gods: the last to order by.
        Assert.Equal("23 tháng Chạp", LunarDate.Of(tet.OrderUntil!.Value).InWords);
        Assert.True(tet.TakesOrdersOn(new DateOnly(2027, 1, 30)));
        Assert.False(tet.TakesOrdersOn(new DateOnly(2027, 1, 31)));
        Assert.True(tet.RunsOn(new DateOnly(2027, 2, 5)));
        desk.Clock.SetLocal(2027, 2, 6, 0, 0, 0);
        Assert.Empty(await Running());

        async Task<List<string>> Running() => [.. (await desk.Run<Campaigns, IReadOnlyList<Campaign>>(campaigns => campaigns.RunningAsync("vi", default))).Select(campaign => campaign.Document.Title)];

        async Task Published(string title, string from, string to, string? orderUntil = null, int? priority = null)
        {
            var properties = new System.Text.Json.Nodes.JsonObject { ["days"] = new System.Text.Json.Nodes.JsonObject { ["from"] = from, ["to"] = to } };
            if (orderUntil is not null) properties["orderUntil"] = orderUntil;
            if (priority is { } number) properties["priority"] = number;
            var made = Assert.Succeeded(await desk.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(DeskMarket.Administrator, new NewDocument(DocumentTypes.Campaign, title, "vi", Scope.Programme), default)));
            var saved = Assert.Succeeded(await desk.Run<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(DeskMarket.Administrator, made.Id, made.RevisionId, new DocumentContent(title, null, "Tóm tắt.", properties, [new TextBlock("Lời.")]), null, default))).Stand;
            Assert.Succeeded(await desk.Run<PublishDocument, Outcome<DocumentStand>>(publish => publish.HandleAsync(DeskMarket.Administrator, saved.Id, saved.Version, saved.RevisionId!.Value, default)));
        }
    }

    [Theory, BothDatabases]
    public async Task Without_its_days_it_is_not_approved_and_a_producer_writes_none(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        Assert.Refused("NotAllowed", await desk.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope), new NewDocument(DocumentTypes.Campaign, "Quà của tôi", "vi", desk.TeaMaker.Scope), default)));
        var made = Assert.Succeeded(await desk.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(DeskMarket.Administrator, new NewDocument(DocumentTypes.Campaign, "Quà", "vi", Scope.Programme), default)));
        var outcome = await desk.Run<PublishDocument, Outcome<DocumentStand>>(publish => publish.HandleAsync(DeskMarket.Administrator, made.Id, made.Version, made.RevisionId!.Value, default));
        Assert.Contains(outcome.Refusals, refusal => refusal.Field == "properties.days");
        Assert.Equal(0, await desk.Read(db => db.Documents.CountAsync(document => document.LiveRevisionId != null)));
    }
}
