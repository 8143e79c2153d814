using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;
using static Ocop.Market.Tests.Cms.EditorialMarket;

namespace Ocop.Market.Tests.Cms;

public sealed class GoingLiveByTheClock
{
    [Theory, BothDatabases]
    public async Task A_schedule_pins_the_approved_revision_and_the_live_page_stays_until_then(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var live = Assert.Succeeded(await market.Publish(await market.Written("Bản đầu")));
        var second = await market.Saved(live.Id, Words("Bản hai"));
        Assert.Refused("AlreadyLive", await market.Schedule(second, market.Clock.UtcNow().AddHours(2)));
        var approved = Assert.Succeeded(await market.Approve(second, Chief));
        Assert.Refused("TimeWrong", await market.Schedule(approved, market.Clock.UtcNow().AddMinutes(-1)));
        Assert.Refused("TimeWrong", await market.Schedule(approved, market.Clock.UtcNow().AddHours(2), market.Clock.UtcNow().AddHours(1)));
        var at = market.Clock.UtcNow().AddHours(2);
        var scheduled = Assert.Succeeded(await market.Schedule(approved, at, at.AddHours(2)));
        await market.Saved(live.Id, Words("Bản ba, chưa duyệt"));

        Assert.Equal(0, await market.PublishDue());
        Assert.Equal("Bản đầu", await market.LiveTitle(live.Id));
        var entries = await market.Run<Calendar, IReadOnlyList<CalendarEntry>>(calendar => calendar.BetweenAsync(Chief, VietnamTime.DayOf(at), VietnamTime.DayOf(at), default));
        Assert.Equal([(CalendarKind.GoesLive, "Bản hai"), (CalendarKind.GoesDown, "Bản ba, chưa duyệt")], entries.Where(entry => entry.MayCancel).Select(entry => (entry.Kind, entry.Title)));
        Assert.Equal(scheduled.RevisionId, entries.Single(entry => entry.Kind == CalendarKind.GoesLive).RevisionId);

        market.Clock.Set(at);
        Assert.Equal(1, await market.PublishDue());
        Assert.Equal("Bản hai", await market.LiveTitle(live.Id));
        Assert.Equal(0, await market.PublishDue());
        market.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await market.PublishDue());
        Assert.Null(await market.LiveTitle(live.Id));
        Assert.Equal("job:publish-due", await market.Read(db => db.AuditEntries.OrderByDescending(entry => entry.Id).Select(entry => entry.Actor).FirstAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_schedule_and_one_overtaken_by_hand_do_nothing(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var at = market.Clock.UtcNow().AddHours(1);
        var cancelled = Assert.Succeeded(await market.Schedule(Assert.Succeeded(await market.Approve(await market.Written("Huỷ"), Chief)), at));
        Assert.Succeeded(await market.Run<CancelSchedule, Outcome<DocumentStand>>(cancel => cancel.HandleAsync(Chief, cancelled.Id, cancelled.Version, default)));
        var scheduled = Assert.Succeeded(await market.Schedule(Assert.Succeeded(await market.Approve(await market.Written("Cũ"), Chief)), at, at.AddDays(1)));
        var newer = Assert.Succeeded(await market.Publish(await market.Saved(scheduled.Id, Words("Mới"))));

        market.Clock.Set(at.AddDays(2));
        Assert.Equal(0, await market.PublishDue());
        Assert.Null(await market.LiveTitle(cancelled.Id));
        Assert.Equal("Mới", await market.LiveTitle(newer.Id));
    }

    [Theory, BothDatabases]
    public async Task What_should_have_gone_up_and_down_while_no_server_ran_is_down(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var at = market.Clock.UtcNow().AddHours(1);
        var seen = Assert.Succeeded(await market.Schedule(Assert.Succeeded(await market.Approve(await market.Written(), Chief)), at, at.AddHours(1)));
        market.Clock.Set(at.AddDays(1));
        Assert.Equal(2, await market.PublishDue());
        Assert.Null(await market.LiveTitle(seen.Id));
    }

    [Theory, BothDatabases]
    public async Task One_that_fails_is_noted_and_the_others_go_on(DatabaseProvider provider)
    {
        var trouble = new Trouble();
        await using var market = await OpenAsync(provider, services => services.AddSingleton<IFollowsPublishing>(trouble));
        var at = market.Clock.UtcNow().AddHours(1);
        var stands = new List<DocumentStand>();
        foreach (var title in new[] { "Một", "Hai", "Ba" })
            stands.Add(Assert.Succeeded(await market.Schedule(Assert.Succeeded(await market.Approve(await market.Written(title), Chief)), at)));
        trouble.With = stands[1].Id;

        market.Clock.Set(at);
        Assert.Equal(2, await market.PublishDue());
        Assert.Equal(("Một", null, "Ba"), (await market.LiveTitle(stands[0].Id), await market.LiveTitle(stands[1].Id), await market.LiveTitle(stands[2].Id)));
        var failed = await market.Document(stands[1].Id);
        Assert.Contains("không ghi được", failed.LastFailure, StringComparison.Ordinal);
        Assert.Equal([failed.Id], (await market.Run<WaitingForMe, WaitingWork>(waiting => waiting.ReadAsync(Chief, default))).Failed.Select(line => line.Id));

        // It rests for a while, then goes up by itself and the note is gone.
        trouble.With = null;
        Assert.Equal(0, await market.PublishDue());
        market.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await market.PublishDue());
        Assert.Null((await market.Document(failed.Id)).LastFailure);
    }

    [Theory, BothDatabases]
    public async Task A_set_goes_live_as_a_whole_or_not_at_all(DatabaseProvider provider)
    {
        var part = new Part();
        await using var market = await OpenAsync(provider, services => services.AddSingleton<ICampaignPart>(part));
        var documents = new List<DocumentStand>();
        foreach (var title in new[] { "Một", "Hai", "Ba" }) documents.Add(Assert.Succeeded(await market.Approve(await market.Written(title), Chief)));
        var draft = await market.Written("Chưa duyệt");
        var set = Assert.Succeeded(await market.OnSet<CreateSet>(create => create.HandleAsync(Chief, "Tết", default)));
        Assert.Refused("NotAllowed", await market.OnSet<CreateSet>(create => create.HandleAsync(ProvinceOfficer, "Tết", default)));
        foreach (var document in documents) set = Assert.Succeeded(await market.OnSet<AddToSet>(add => add.HandleAsync(Chief, set.Id, set.Version, document.Id, default)));
        Assert.Refused("NotApproved", await market.OnSet<AddToSet>(add => add.HandleAsync(Chief, set.Id, set.Version, draft.Id, default)));
        Assert.Refused("SetChanged", await market.OnSet<AddToSet>(add => add.HandleAsync(Chief, set.Id, set.Version + 1, documents[0].Id, default)));

        // Written on after it was pinned: that does not come along.
        await market.Saved(documents[0].Id, Words("Một, viết thêm"));
        var lines = await market.Run<SetPublication, IReadOnlyList<DryRunLine>>(publication => publication.DryRunAsync(set.Id, default));
        Assert.Equal(["Ba", "Hai", "Một", "Hộp quà Tết"], lines.Select(line => line.Title));
        var at = market.Clock.UtcNow().AddDays(1);
        set = Assert.Succeeded(await market.OnSet<PlanSet>(plan => plan.HandleAsync(Chief, set.Id, set.Version, at, default)));

        market.Clock.Set(at);
        part.Refuses = true;
        Assert.Equal(0, await market.PublishDue());
        Assert.Equal(0, await market.Read(db => db.Documents.CountAsync(document => document.LiveRevisionId != null)));
        Assert.Contains("Hộp hết hàng", (await market.Read(db => db.PublishingSets.SingleAsync())).LastFailure, StringComparison.Ordinal);

        part.Refuses = false;
        market.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await market.PublishDue());
        Assert.Equal(("Một", "Hai", "Ba"), (await market.LiveTitle(documents[0].Id), await market.LiveTitle(documents[1].Id), await market.LiveTitle(documents[2].Id)));
        Assert.Equal((1, SetState.Published), (part.Applied, (await market.Read(db => db.PublishingSets.SingleAsync())).State));
        Assert.Equal(0, await market.PublishDue());
    }

    private sealed class Trouble : IFollowsPublishing
    {
        public Guid? With { get; set; }

        public Task FollowAsync(Document document, DocumentContent? live, CancellationToken cancel) =>
            document.Id == With ? throw new InvalidOperationException("Hàng tìm kiếm không ghi được.") : Task.CompletedTask;
    }

    private sealed class Part : ICampaignPart
    {
        public bool Refuses { get; set; }

        public int Applied { get; private set; }

        public string Kind => "box";

        public Task<IReadOnlyList<DryRunLine>> DescribeAsync(Guid setId, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<DryRunLine>>([new DryRunLine(Kind, "Hộp quà Tết", new("Mở bán.", "Goes on sale."))]);

        public Task<Outcome<int>> ApplyAsync(Guid setId, string actor, CancellationToken cancel) => Task.FromResult<Outcome<int>>(
            Refuses ? new Refusal("BoxSoldOut", "", "Hộp hết hàng.", "The box is sold out.") : ++Applied);
    }
}
