using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.References;
using Ocop.Market.Cms.Revisions;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;
using static Ocop.Market.Tests.Cms.EditorialMarket;

namespace Ocop.Market.Tests.Cms;

public sealed class WritingAtTheSameTime
{
    [Theory, BothDatabases]
    public async Task The_slower_one_is_asked_to_bring_both_together_and_loses_nothing(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var start = await market.Written();
        var quick = Assert.Succeeded(await market.Save(start.Id, start.RevisionId, Words("Người nhanh"), ProvinceOfficerOfAll));
        Assert.Null(quick.Conflict);
        var slow = Assert.Succeeded(await market.Save(start.Id, start.RevisionId, Words("Người chậm")));
        var conflict = slow.Conflict!;
        Assert.Equal(("Người nhanh", "Người chậm", "Mùa chè mới"), (conflict.Theirs.Title, conflict.Yours.Title, conflict.Base!.Title));
        Assert.Equal("Người nhanh", (await market.Document(start.Id)).Title);

        var seen = (await market.Run<DocumentEditor, EditedDocument?>(editor => editor.FindAsync(Chief, start.Id, default)))!;
        Assert.True(seen.Draft!.IsStale);
        Assert.Equal("Người chậm", seen.Draft.Content.Title);
        // Brought together, it is saved on top of the other's and the draft is gone. Sent twice, it is one revision.
        for (var times = 0; times < 2; times++) Assert.Null(Assert.Succeeded(await market.Save(start.Id, conflict.TheirRevisionId, Words("Cả hai"))).Conflict);
        Assert.Equal((4, 0), await market.Read(async db => (await db.Revisions.CountAsync(), await db.Drafts.CountAsync())));
    }

    private static readonly Person ProvinceOfficerOfAll = new(Guid.CreateVersion7(), "Cán bộ chung", [new HeldRole(Role.Officer, Scope.Programme)]);

    [Theory, BothDatabases]
    public async Task What_is_typed_is_kept_for_each_without_a_revision(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var start = await market.Written();
        var before = await market.Fingerprint(start.Id);
        var kept = Assert.Succeeded(await Keep(Chief, "Đang gõ", null));
        kept = Assert.Succeeded(await Keep(Chief, "Đang gõ tiếp", kept.Version));
        Assert.Refused("DraftElsewhere", await Keep(Chief, "Cửa sổ khác", kept.Version - 1));
        Assert.Succeeded(await Keep(ProvinceOfficerOfAll, "Người kia gõ", null));
        Assert.Refused("NotAllowed", await Keep(Auditor, "Thanh tra gõ", null));
        Assert.Refused("DocumentUnknown", await Keep(Stranger, "Người ngoài gõ", null));
        Assert.Equal(before, await market.Fingerprint(start.Id));

        var seen = (await market.Run<DocumentEditor, EditedDocument?>(editor => editor.FindAsync(Chief, start.Id, default)))!;
        Assert.Equal(("Đang gõ tiếp", false, "Mùa chè mới"), (seen.Draft!.Content.Title, seen.Draft.IsStale, seen.Content.Title));
        Assert.Equal(["Cán bộ chung"], seen.OtherDrafts.Select(other => other.Name));

        Task<Outcome<KeptDraft>> Keep(Person by, string title, long? version) =>
            market.Run<AutosaveDraft, Outcome<KeptDraft>>(autosave => autosave.HandleAsync(by, start.Id, Words(title), start.RevisionId, start.Version, version, default));
    }

    [Theory, BothDatabases]
    public async Task Who_has_it_open_is_seen_for_a_minute(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var start = await market.Written();
        Assert.Empty((await Note(Chief)).Others);
        Assert.Equal(["Ban chương trình"], (await Note(ProvinceOfficerOfAll)).Others.Select(other => other.Name));
        market.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(["Cán bộ chung"], (await Note(Chief)).Others.Select(other => other.Name));
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await Note(Chief)).Others);

        async Task<EditingNews> Note(Person by) => Assert.Succeeded(await market.Run<NoteEditing, Outcome<EditingNews>>(note => note.HandleAsync(by, start.Id, default)));
    }

    [Theory, BothDatabases]
    public async Task Restoring_makes_a_new_revision_and_leaves_the_live_page(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var first = await market.Written("Bản đầu");
        var second = Assert.Succeeded(await market.Publish(await market.Saved(first.Id, Words("Bản hai"))));
        Assert.Refused("RevisionUnknown", await Restore(second, Guid.CreateVersion7()));
        Assert.Refused("DocumentChanged", await Restore(second with { Version = second.Version - 1 }, first.RevisionId!.Value));
        var restored = Assert.Succeeded(await Restore(second, first.RevisionId!.Value));
        Assert.Equal(("Bản hai", "Bản đầu"), (await market.LiveTitle(first.Id), (await market.Document(first.Id)).Title));
        Assert.DoesNotContain(restored.RevisionId, new[] { first.RevisionId, second.RevisionId });

        Task<Outcome<DocumentStand>> Restore(DocumentStand seen, Guid revision) => market.Run<RestoreRevision, Outcome<DocumentStand>>(restore => restore.HandleAsync(Chief, seen.Id, seen.Version, revision, default));
    }

    [Theory, BothDatabases]
    public async Task Revisions_are_thinned_out_but_never_one_that_counts(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var first = Assert.Succeeded(await market.Publish(await market.Written("Bản hiển thị")));
        for (var i = 0; i < 60; i++)
        {
            market.Clock.Advance(TimeSpan.FromMinutes(1));
            await market.Saved(first.Id, Words($"Nháp {i}"));
        }

        // 62 in all: the one made with the document, the live one and sixty. Of the twelve oldest stay the live one and the last of that day.
        Assert.Equal(10, await market.Run<ThinOutRevisions, int>(thin => thin.HandleAsync(default)));
        Assert.Equal("Bản hiển thị", await market.LiveTitle(first.Id));
        Assert.Equal(0, await market.Run<ThinOutRevisions, int>(thin => thin.HandleAsync(default)));
    }

    [Theory, BothDatabases]
    public async Task What_shows_a_thing_is_known_before_it_is_deleted(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var shared = Assert.Succeeded(await market.Publish(await market.Written("Lời chào chung", type: OwnTypes.Shared)));
        var page = await market.Written("Trang dùng");
        page = await market.Saved(page.Id, Words("Trang dùng") with { Blocks = [new SharedBlock(shared.Id), new PictureBlock("", "Đồi chè buổi sáng", Media: "anh-1")] });

        Assert.Equal([(page.Id, "Khối 1: Khối dùng chung", false)], (await Uses(Reference.Document(shared.Id))).Select(use => (use.DocumentId, use.Path, use.IsLive)));
        Assert.Succeeded(await market.Publish(page));
        Assert.True(Assert.Single(await Uses(Reference.Media("anh-1"))).IsLive);
        var live = (await market.Run<Ocop.Market.Cms.Publishing.LiveDocuments, Ocop.Market.Cms.Publishing.LiveDocument?>(documents => documents.FindAsync(OwnTypes.Article, "trang-dung", "vi", default)))!;
        Assert.Equal(["Lời kể."], live.Blocks.OfType<TextBlock>().Select(block => block.Text));

        var binned = Assert.Succeeded(await market.Run<MoveToBin, Outcome<DocumentStand>>(bin => bin.HandleAsync(Chief, shared.Id, shared.Version, default)));
        Assert.Refused("StillUsed", await market.Run<DeleteForGood, Outcome<DocumentStand>>(delete => delete.HandleAsync(Chief, binned.Id, binned.Version, default)));

        Task<IReadOnlyList<Use>> Uses(Reference reference) => market.Run<WhereUsed, IReadOnlyList<Use>>(used => used.OfAsync(Chief, reference, default));
    }

    [Fact]
    public void Two_texts_are_compared_field_by_field_and_block_by_block()
    {
        var type = OwnTypes.All.Single(type => type.Alias == OwnTypes.Article);
        Block[] blocks = [new HeadingBlock("Một") { Id = Id(1) }, new TextBlock("Bà con hái chè từ sáng sớm") { Id = Id(2) }, new QuoteBlock("Chè là của đất") { Id = Id(3) }, new TextBlock("Bỏ đi") { Id = Id(4) }];
        var before = Words("Mùa chè") with { Blocks = blocks };
        var after = before with { Title = "Mùa chè mới", Blocks = [blocks[2], blocks[0], new TextBlock("Bà con hái chè khi trời còn tối") { Id = Id(2) }, new HeadingBlock("Thêm") { Id = Id(5) }] };
        after.Properties["source"] = new System.Text.Json.Nodes.JsonObject { ["url"] = "/nguon" };

        var comparison = Comparison.Between(type, before with { Properties = [] }, after);
        Assert.Equal([("title", Difference.Changed), ("properties.source", Difference.Added)], comparison.Fields.Where(field => field.Kind != Difference.Same).Select(field => (field.Field, field.Kind)));
        Assert.Equal([(3, Difference.Same, true), (1, Difference.Same, false), (2, Difference.Changed, false), (5, Difference.Added, false), (4, Difference.Removed, false)],
            comparison.Blocks.Select(block => (block.Id.ToByteArray()[0], block.Kind, block.HasMoved)).Select(it => ((int)it.Item1, it.Kind, it.HasMoved)).OrderBy(it => it.Kind == Difference.Removed));
        var words = comparison.Blocks.Single(block => block.Kind == Difference.Changed).Words;
        Assert.Equal("Bà con hái chè ", words[0].Text);
        Assert.Equal("Bà con hái chè khi trời còn tối", string.Concat(words.Where(run => run.Kind != Difference.Removed).Select(run => run.Text)));
        Assert.Equal("Bà con hái chè từ sáng sớm", string.Concat(words.Where(run => run.Kind != Difference.Added).Select(run => run.Text)));
        Assert.True(Comparison.Between(type, before, before).SaysTheSame);

        static Guid Id(int number) => new(number, 0, 0, new byte[8]);
    }
}
