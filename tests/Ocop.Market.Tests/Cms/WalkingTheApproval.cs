using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;
using static Ocop.Market.Tests.Cms.EditorialMarket;

namespace Ocop.Market.Tests.Cms;

public sealed class WalkingTheApproval
{
    [Theory, BothDatabases]
    public async Task A_commune_writes_its_officer_takes_the_first_step_and_the_province_the_second(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var written = await market.Written(scope: Holder, by: Helper);
        var submitted = Assert.Succeeded(await market.Submit(written, Helper));
        Assert.Equal(ReviewState.Submitted, submitted.State);
        Assert.Equal([written.Id], (await Waiting(CommuneOfficer)).ToApprove.Select(line => line.Id));
        Assert.Empty((await Waiting(Stranger)).ToApprove);

        var first = Assert.Succeeded(await market.Approve(submitted, CommuneOfficer));
        Assert.Equal(ReviewState.FirstApproved, first.State);
        Assert.Refused("NotAllowed", await market.Approve(first, CommuneOfficer));
        Assert.Refused("NotApproved", await market.Publish(first, ProvinceOfficer));
        var second = Assert.Succeeded(await market.Approve(first, ProvinceOfficer));
        Assert.Equal(ReviewState.Approved, second.State);
        Assert.Null(await market.LiveTitle(written.Id));

        Assert.Succeeded(await market.Publish(second, CommuneOfficer));
        Assert.Equal("Mùa chè mới", await market.LiveTitle(written.Id));
        Assert.Equal(["DocumentCreated", "RevisionSaved", "DocumentSubmitted", "DocumentApprovedFirst", "DocumentApproved", "DocumentPublished"],
            await market.Read(db => db.AuditEntries.Where(entry => entry.SubjectId == written.Id.ToString()).OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));

        Task<WaitingWork> Waiting(Person by) => market.Run<WaitingForMe, WaitingWork>(waiting => waiting.ReadAsync(by, default));
    }

    [Theory, BothDatabases]
    public async Task The_second_step_is_for_somebody_else(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var first = Assert.Succeeded(await market.Approve(await market.Written(scope: Commune), ProvinceOfficer));
        var before = await market.Fingerprint(first.Id);
        Assert.Refused("SamePerson", await market.Approve(first, ProvinceOfficer));
        Assert.Equal(before, await market.Fingerprint(first.Id));
        Assert.Succeeded(await market.Approve(first, Chief));
    }

    [Theory, BothDatabases]
    public async Task Returned_with_a_comment_it_is_mended_and_comes_again(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var submitted = Assert.Succeeded(await market.Submit(await market.Written(scope: Holder, by: Helper), Helper));
        Assert.Refused("CommentMissing", await market.Return(submitted, CommuneOfficer, " "));
        Assert.Refused("NotAllowed", await market.Return(submitted, Helper, "Thôi"));
        var returned = Assert.Succeeded(await market.Return(submitted, CommuneOfficer, "Thiếu tên người hái."));
        Assert.Equal(ReviewState.Returned, returned.State);
        Assert.Equal([returned.Id], (await market.Run<WaitingForMe, WaitingWork>(waiting => waiting.ReadAsync(Helper, default))).ReturnedToMe.Select(line => line.Id));

        var mended = await market.Saved(returned.Id, Words("Mùa chè mới", "Bà con xã hái."), Helper);
        Assert.Refused("DocumentChanged", await market.Submit(returned, Helper));
        Assert.Succeeded(await market.Submit(mended, Helper));
        var seen = (await market.Run<DocumentEditor, EditedDocument?>(editor => editor.FindAsync(Helper, mended.Id, default)))!;
        Assert.Equal([CommentKind.Submitted, CommentKind.Returned, CommentKind.Submitted], seen.Comments.Select(comment => comment.Kind));
        Assert.Equal("Thiếu tên người hái.", seen.Comments[1].Text);
        Assert.Equal((true, false, false), (seen.Rights.MayWrite, seen.Rights.MayApprove, seen.Rights.MayPublish));
    }

    [Theory, BothDatabases]
    public async Task Nobody_approves_a_revision_unseen(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var submitted = Assert.Succeeded(await market.Submit(await market.Written(scope: Holder, by: Helper), Helper));
        var newer = await market.Saved(submitted.Id, Words("Mùa chè mới", "Lời khác hẳn."), Helper);
        Assert.Equal(ReviewState.Draft, newer.State);
        Assert.Refused("DocumentChanged", await market.Approve(submitted, CommuneOfficer));
        Assert.Refused("RevisionMovedOn", await market.Approve(newer with { RevisionId = submitted.RevisionId }, CommuneOfficer));
    }

    [Theory, BothDatabases]
    public async Task Outside_their_scope_people_see_and_do_nothing(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var written = await market.Written(scope: Holder, by: Helper);
        var before = await market.Fingerprint(written.Id);
        Assert.Refused("NotAllowed", await market.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(Helper, new NewDocument(OwnTypes.Article, "Tin", "vi", Commune), default)));
        Assert.Refused("NotAllowed", await market.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(ProvinceOfficer, new NewDocument(OwnTypes.Page, "Trang", "vi", Scope.Programme), default)));
        Assert.Refused("ScopeTooDeep", await market.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(Chief, new NewDocument(OwnTypes.Page, "Trang", "vi", Province), default)));
        Assert.Refused("DocumentUnknown", await market.Save(written.Id, written.RevisionId, Words("Cướp lời"), Stranger));
        Assert.Refused("NotAllowed", await market.Save(written.Id, written.RevisionId, Words("Thanh tra sửa"), Auditor));
        Assert.Refused("NotAllowed", await market.Publish(written, Helper));
        Assert.Refused("NotAllowed", await market.Schedule(written, market.Clock.UtcNow().AddDays(1), by: Helper));
        Assert.Null(await market.Run<DocumentEditor, EditedDocument?>(editor => editor.FindAsync(Stranger, written.Id, default)));
        Assert.Equal(0, (await List(Stranger)).Total);
        Assert.Equal(1, (await List(Helper)).Total);
        Assert.Equal(before, await market.Fingerprint(written.Id));

        Task<DocumentPage> List(Person by) => market.Run<DocumentList, DocumentPage>(list => list.ReadAsync(by, new DocumentQuestion(), default));
    }

    [Theory, BothDatabases]
    public async Task What_is_not_complete_is_not_submitted_and_each_fault_stands_beside_its_field(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var written = await market.Written();
        var bare = await market.Saved(written.Id, Words("Tin") with { Summary = "", Blocks = [new Ocop.Market.Cms.Blocks.PictureBlock("scene-doi-che", "")] });
        var refused = await market.Submit(bare, Chief);
        Assert.Equal(["summary", "blocks[0].alt"], refused.Refusals.Select(refusal => refusal.Field));
        Assert.Equal("title", Assert.Refused("Required", await market.Save(written.Id, bare.RevisionId, Words(" "))).Field);
    }

    [Theory, BothDatabases]
    public async Task A_small_correction_is_live_at_once_logged_word_for_word_and_leaves_the_draft_alone(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var live = Assert.Succeeded(await market.Publish(await market.Written()));
        var published = (await market.Document(live.Id)).PublishedAt;
        var draft = await market.Saved(live.Id, Words("Mùa chè muộn"));
        market.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Refused("CommentMissing", await Correct(Chief, draft, Words("Mùa chè mới", "Gọi 0912 345 678."), ""));
        Assert.Refused("NotAllowed", await Correct(Auditor, draft, Words("Mùa chè mới", "Gọi 0912 345 678."), "Sai số"));
        Assert.Refused("NothingChanged", await Correct(Chief, draft, Words("Mùa chè mới"), "Sai số"));
        Assert.Succeeded(await Correct(Chief, draft, Words("Mùa chè mới", "Gọi 0912 345 678."), "Sai số điện thoại"));

        var document = await market.Document(live.Id);
        Assert.Equal((draft.RevisionId, ReviewState.Draft, published, "Mùa chè muộn"), (document.LatestRevisionId, document.State, document.PublishedAt, document.Title));
        Assert.Contains("0912 345 678", await market.Read(db => db.Revisions.Where(revision => revision.Id == document.LiveRevisionId).Select(revision => revision.Blocks).SingleAsync()), StringComparison.Ordinal);
        var entry = await market.Read(db => db.AuditEntries.SingleAsync(entry => entry.Act == "DocumentCorrected"));
        Assert.Contains("Lời kể.", entry.Before, StringComparison.Ordinal);
        Assert.Contains("0912 345 678", entry.After, StringComparison.Ordinal);

        Task<Outcome<DocumentStand>> Correct(Person by, DocumentStand seen, DocumentContent content, string reason) =>
            market.Run<CorrectDocument, Outcome<DocumentStand>>(correct => correct.HandleAsync(by, seen.Id, seen.Version, live.RevisionId!.Value, content, reason, default));
    }
}
