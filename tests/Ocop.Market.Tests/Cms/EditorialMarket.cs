using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Cms;

/// <summary>The engine alone, with one officer for each level, a producer's helper and somebody of another province.</summary>
internal sealed class EditorialMarket(TestMarket market) : IAsyncDisposable
{
    public static readonly Scope Province = Scope.Province("19"), Commune = Scope.Commune("19", "05542"), Holder = Scope.Producer("19", "05542", Guid.CreateVersion7());

    public static readonly Person Chief = Holding("Ban chương trình", Role.Administrator, Scope.Programme), ProvinceOfficer = Holding("Cán bộ tỉnh", Role.Officer, Province),
        CommuneOfficer = Holding("Cán bộ xã", Role.Officer, Commune), Helper = Holding("Người của chủ thể", Role.ProducerHelper, Holder),
        Stranger = Holding("Cán bộ tỉnh khác", Role.Officer, Scope.Province("20")), Auditor = Holding("Thanh tra", Role.Auditor, Scope.Programme);

    public StandingClock Clock => market.Clock;

    public static async Task<EditorialMarket> OpenAsync(DatabaseProvider provider, Action<IServiceCollection>? configure = null) =>
        new(await TestMarket.OpenAsync(provider, services =>
        {
            services.AddCms();
            configure?.Invoke(services);
        }));

    public Task<TResult> Run<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act) where TUseCase : notnull => market.InScopeAsync(scope => act(scope.GetRequiredService<TUseCase>()));

    public Task<T> Read<T>(Func<MarketDb, Task<T>> read) => Run(read);

    public Task<Document> Document(Guid id) => Read(db => db.Documents.AsNoTracking().SingleAsync(document => document.Id == id));

    /// <summary>Everything but the clock's traces: an act that was refused leaves it as it was.</summary>
    public async Task<string> Fingerprint(Guid id)
    {
        var document = await Document(id);
        return await Read(async db => string.Join(' ', document.Version, document.State, document.LiveRevisionId, document.ScheduledRevisionId, document.Slug, await db.Revisions.CountAsync(), await db.AuditEntries.CountAsync(), await db.DocumentComments.CountAsync(), await db.Redirects.CountAsync()));
    }

    public static DocumentContent Words(string title, string text = "Lời kể.") => new(title, null, "Tóm tắt.", [], [new TextBlock(text) { Id = new Guid(1, 0, 0, new byte[8]) }]);

    /// <param name="scope">Of the programme, where it is not said: then one step is enough.</param>
    public async Task<DocumentStand> Written(string title = "Mùa chè mới", Scope? scope = null, Person? by = null, string type = OwnTypes.Article, Func<string, DocumentContent>? content = null)
    {
        var made = Assert.Succeeded(await Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(by ?? Chief, new NewDocument(type, title, "vi", scope ?? Scope.Programme), default)));
        return await Saved(made.Id, content?.Invoke(title) ?? Words(title), by);
    }

    public async Task<DocumentStand> Saved(Guid id, DocumentContent content, Person? by = null)
    {
        var latest = (await Document(id)).LatestRevisionId;
        var answer = Assert.Succeeded(await Save(id, latest, content, by));
        Assert.Null(answer.Conflict);
        return answer.Stand;
    }

    public Task<Outcome<SaveAnswer>> Save(Guid id, Guid? baseRevision, DocumentContent content, Person? by = null) =>
        Run<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(by ?? Chief, id, baseRevision, content, null, default));

    public Task<Outcome<DocumentStand>> Submit(DocumentStand seen, Person by) => Run<SubmitDocument, Outcome<DocumentStand>>(submit => submit.HandleAsync(by, seen.Id, seen.Version, default));

    public Task<Outcome<DocumentStand>> Approve(DocumentStand seen, Person by) => Run<ApproveDocument, Outcome<DocumentStand>>(approve => approve.HandleAsync(by, seen.Id, seen.Version, seen.RevisionId!.Value, default));

    public Task<Outcome<DocumentStand>> Return(DocumentStand seen, Person by, string comment) => Run<ReturnDocument, Outcome<DocumentStand>>(act => act.HandleAsync(by, seen.Id, seen.Version, comment, default));

    public Task<Outcome<DocumentStand>> Publish(DocumentStand seen, Person? by = null) => Run<PublishDocument, Outcome<DocumentStand>>(publish => publish.HandleAsync(by ?? Chief, seen.Id, seen.Version, seen.RevisionId!.Value, default));

    public Task<Outcome<DocumentStand>> Schedule(DocumentStand seen, DateTime? goLive, DateTime? expire = null, Person? by = null) =>
        Run<ScheduleDocument, Outcome<DocumentStand>>(schedule => schedule.HandleAsync(by ?? Chief, seen.Id, seen.Version, goLive, expire, default));

    public Task<int> PublishDue() => Run<PublishDueDocuments, int>(due => due.HandleAsync(default));

    public Task<Outcome<SetStand>> OnSet<TUseCase>(Func<TUseCase, Task<Outcome<SetStand>>> act) where TUseCase : notnull => Run(act);

    public async Task<string?> LiveTitle(Guid id) => (await Document(id)).LiveRevisionId is { } live ? await Read(db => db.Revisions.Where(revision => revision.Id == live).Select(revision => revision.Title).SingleAsync()) : null;

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private static Person Holding(string name, Role role, Scope scope) => new(Guid.CreateVersion7(), name, [new HeldRole(role, scope)]);
}
