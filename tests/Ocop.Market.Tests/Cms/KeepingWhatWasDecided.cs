using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Previews;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.References;
using Ocop.Market.Cms.Revisions;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;
using static Ocop.Market.Tests.Cms.EditorialMarket;

namespace Ocop.Market.Tests.Cms;

/// <summary>What somebody with the right decided about a public page is not undone on a side way.</summary>
public sealed class KeepingWhatWasDecided
{
    [Theory, BothDatabases]
    public async Task The_address_of_a_live_page_does_not_move_with_a_save_of_its_other_language(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var live = Assert.Succeeded(await market.Publish(await market.Written("Tin mới")));
        var english = Assert.Succeeded(await market.Run<TranslateDocument, Outcome<DocumentStand>>(translate => translate.HandleAsync(Chief, live.Id, default)));
        Assert.Refused("SlugOfLivePage", await market.Save(english.Id, english.RevisionId, Words("News") with { Slug = "news" }));
        Assert.Equal("tin-moi", (await market.Document(live.Id)).Slug);

        // A draft moves, and the log tells.
        var draft = await market.Written("Nháp");
        Assert.Succeeded(await market.Save(draft.Id, draft.RevisionId, Words("Nháp") with { Slug = "ban-nhap" }));
        Assert.Equal(1, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "DocumentMoved" && entry.After == "ban-nhap")));
    }

    [Theory, BothDatabases]
    public async Task A_set_puts_no_older_text_over_what_was_published_after_it_was_put_together(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var (one, two) = (Assert.Succeeded(await market.Approve(await market.Written("Một"), Chief)), Assert.Succeeded(await market.Approve(await market.Written("Hai"), Chief)));
        var set = Assert.Succeeded(await market.OnSet<CreateSet>(create => create.HandleAsync(Chief, "Tết", default)));
        foreach (var document in new[] { one, two }) set = Assert.Succeeded(await market.OnSet<AddToSet>(add => add.HandleAsync(Chief, set.Id, set.Version, document.Id, default)));
        market.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Succeeded(await market.Publish(await market.Saved(one.Id, Words("Một, sửa gấp"))));
        var lines = await market.Run<SetPublication, IReadOnlyList<DryRunLine>>(publication => publication.DryRunAsync(set.Id, default));
        Assert.Contains("bản ấy ở lại", lines.Single(line => line.DocumentId == one.Id).WhatHappens.Vi, StringComparison.Ordinal);
        Assert.Succeeded(await market.Run<PublishSet, Outcome<bool>>(publish => publish.HandleAsync(Chief, set.Id, set.Version, default)));
        Assert.Equal(("Một, sửa gấp", "Hai"), (await market.LiveTitle(one.Id), await market.LiveTitle(two.Id)));
    }

    [Theory, BothDatabases]
    public async Task Whoever_would_undo_a_small_correction_is_told_first(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var live = Assert.Succeeded(await market.Publish(await market.Written("Số cũ")));
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        var draft = Assert.Succeeded(await market.Approve(await market.Saved(live.Id, Words("Bài viết lại")), Chief));
        var written = market.Clock.UtcNow();
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        var document = await market.Document(live.Id);
        Assert.Contains("nhớ sửa cả ở đó", ConsequenceOf.Correcting(document).Vi, StringComparison.Ordinal);
        Assert.DoesNotContain("chưa có", ConsequenceOf.Publishing(document, written).Vi, StringComparison.Ordinal);
        Assert.Succeeded(await market.Run<CorrectDocument, Outcome<DocumentStand>>(correct => correct.HandleAsync(Chief, live.Id, document.Version, document.LiveRevisionId!.Value, Words("Số mới"), "Sai số điện thoại.", default)));

        document = await market.Document(live.Id);
        Assert.Contains("mà bản này chưa có", ConsequenceOf.Publishing(document, written).Vi, StringComparison.Ordinal);
        Assert.Contains("mà bản này chưa có", ConsequenceOf.Scheduling(document, written, market.Clock.UtcNow().AddDays(1), null).Vi, StringComparison.Ordinal);
        Assert.DoesNotContain("chưa có", ConsequenceOf.Publishing(document, market.Clock.UtcNow()).Vi, StringComparison.Ordinal);
        Assert.Equal((await market.Document(draft.Id)).ApprovedRevisionId, draft.RevisionId);
    }

    [Theory, BothDatabases]
    public async Task Words_typed_in_another_window_outlive_a_save_and_late_ones_do_not_lie_over_it(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var start = await market.Written();
        var phone = Assert.Succeeded(await Keep("Gõ trên điện thoại", start.RevisionId, null));
        Assert.Null(Assert.Succeeded(await SaveFrom("Gõ ở bàn", start.RevisionId, draft => draft.Version == phone.Version + 1)).Conflict);
        var seen = (await market.Run<DocumentEditor, EditedDocument?>(editor => editor.FindAsync(Chief, start.Id, default)))!;
        Assert.Equal(("Gõ trên điện thoại", true, "Gõ ở bàn"), (seen.Draft!.Content.Title, seen.Draft.IsStale, seen.Content.Title));
        // Now the phone saves: both texts are brought together.
        Assert.Equal("Gõ ở bàn", Assert.Succeeded(await SaveFrom("Gõ trên điện thoại", start.RevisionId, draft => draft.Version == phone.Version)).Conflict!.Theirs.Title);

        await market.Run<DiscardDraft, int>(discard => discard.HandleAsync(Chief, start.Id, default));
        Assert.Refused("SavedMeanwhile", await Keep("Chữ tới muộn", start.RevisionId, null));
        var latest = (await market.Document(start.Id)).LatestRevisionId;
        Assert.Succeeded(await Keep("Gõ tiếp", latest, null));

        Task<Outcome<KeptDraft>> Keep(string title, Guid? on, long? version) => market.Run<AutosaveDraft, Outcome<KeptDraft>>(autosave => autosave.HandleAsync(Chief, start.Id, Words(title), on, start.Version, version, default));
        Task<Outcome<SaveAnswer>> SaveFrom(string title, Guid? on, Func<Draft, bool> isOwn) => market.Run<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(Chief, start.Id, on, Words(title), null, isOwn, default));
    }

    [Theory, BothDatabases]
    public async Task A_photo_that_a_pinned_or_an_old_revision_shows_is_not_lost(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var photo = await market.Read(async db =>
        {
            var item = new MediaItem(new string('a', 32), new PhotoFacts(new PictureSize(800, 600), "image/jpeg", "", 1), "che.jpg", Scope.Programme, "", Chief.Id, market.Clock.UtcNow());
            db.MediaItems.Add(item);
            await db.SaveChangesAsync();
            return item;
        });
        var shown = Words("Đồi chè") with { Blocks = [new PictureBlock("", "Đồi chè", Media: photo.Id.ToString()) { Id = new Guid(2, 0, 0, new byte[8]) }] };
        var start = await market.Written();
        var approved = Assert.Succeeded(await market.Approve(await market.Saved(start.Id, shown), Chief));
        Assert.Succeeded(await market.Schedule(approved, market.Clock.UtcNow().AddDays(1)));
        await market.Saved(start.Id, Words("Không còn ảnh"));
        Assert.Equal(1, await Uses());

        // In the bin all the same, by an earlier version of the program: restoring the text brings its photo back.
        await market.Read(db => db.MediaItems.ExecuteUpdateAsync(set => set.SetProperty(item => item.DeletedAt, market.Clock.UtcNow())));
        Assert.Succeeded(await market.Run<RestoreRevision, Outcome<DocumentStand>>(async restore => await restore.HandleAsync(Chief, start.Id, (await market.Document(start.Id)).Version, approved.RevisionId!.Value, default)));
        Assert.Null((await market.Read(db => db.MediaItems.AsNoTracking().SingleAsync())).DeletedAt);

        Task<int> Uses() => market.Read(db => db.DocumentReferences.CountAsync(line => line.Kind == Reference.MediaKind && line.Key == photo.Id.ToString()));
    }

    [Theory, BothDatabases]
    public async Task What_stands_in_a_set_is_not_binned_behind_its_back_and_there_is_one_home_page(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var written = await market.Written("Của chủ thể", Holder, Helper);
        var approved = Assert.Succeeded(await market.Approve(Assert.Succeeded(await market.Approve(Assert.Succeeded(await market.Submit(written, Helper)), CommuneOfficer)), ProvinceOfficer));
        var set = Assert.Succeeded(await market.OnSet<CreateSet>(create => create.HandleAsync(Chief, "Tết", default)));
        set = Assert.Succeeded(await market.OnSet<AddToSet>(add => add.HandleAsync(Chief, set.Id, set.Version, approved.Id, default)));
        Assert.Refused("NotAllowed", await Bin(Helper, approved.Id));
        set = Assert.Succeeded(await market.OnSet<PlanSet>(plan => plan.HandleAsync(Chief, set.Id, set.Version, market.Clock.UtcNow().AddDays(1), default)));
        Assert.Refused("InPlannedSet", await Bin(Chief, approved.Id));

        // Who shapes nothing of the whole sees no set; who does, sees one that failed.
        var (first, last) = (VietnamTime.DayOf(market.Clock.UtcNow()), VietnamTime.DayOf(market.Clock.UtcNow().AddDays(2)));
        Assert.Empty(await market.Run<Calendar, IReadOnlyList<CalendarEntry>>(calendar => calendar.BetweenAsync(CommuneOfficer, first, last, default)));
        Assert.Single(await market.Run<Calendar, IReadOnlyList<CalendarEntry>>(calendar => calendar.BetweenAsync(Chief, first, last, default)));
        await market.Read(db => db.PublishingSets.ExecuteUpdateAsync(row => row.SetProperty(it => it.LastFailureAt, market.Clock.UtcNow())));
        Assert.Equal("Tết", Assert.Single((await market.Run<WaitingForMe, WaitingWork>(waiting => waiting.ReadAsync(Chief, default))).FailedSets).Name);
        Assert.Empty((await market.Run<WaitingForMe, WaitingWork>(waiting => waiting.ReadAsync(CommuneOfficer, default))).FailedSets);

        var home = await market.Written("Trang chủ", type: OwnTypes.HomePage);
        Assert.Succeeded(await Bin(Chief, home.Id));
        await market.Written("Trang chủ khác", type: OwnTypes.HomePage);
        Assert.Refused("OnlyOne", await market.Run<TakeFromBin, Outcome<DocumentStand>>(async take => await take.HandleAsync(Chief, home.Id, (await market.Document(home.Id)).Version, default)));

        async Task<Outcome<DocumentStand>> Bin(Person by, Guid id) => await market.Run<MoveToBin, Outcome<DocumentStand>>(async bin => await bin.HandleAsync(by, id, (await market.Document(id)).Version, default));
    }

    [Theory, BothDatabases]
    public async Task A_revision_that_a_preview_link_shows_is_not_thinned_out(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var start = await market.Written();
        Assert.Succeeded(await market.Run<MakePreviewLink, Outcome<MadePreviewLink>>(make => make.HandleAsync(Chief, start.Id, start.RevisionId, 7, default)));
        var between = (await market.Saved(start.Id, Words("Giữa"))).RevisionId;
        for (var i = 0; i <= ThinOutRevisions.Newest; i++) await market.Saved(start.Id, Words($"Bản {i}"));
        Assert.True(await market.Run<ThinOutRevisions, int>(thin => thin.HandleAsync(default)) > 0);
        Assert.Equal((1, 0), await market.Read(async db => (await db.Revisions.CountAsync(revision => revision.Id == start.RevisionId), await db.Revisions.CountAsync(revision => revision.Id == between))));
    }
}
