using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Producers;

/// <summary>
/// A producer goes to another commune, and with it the paths by which rights on its things are granted. Its products keep the place that their
/// decisions name.
/// </summary>
public sealed class MoveProducer(ICatalogDb db, PlaceDirectory places, TimeProvider clock)
{
    /// <param name="communeCode">Of today's units.</param>
    public Task<Outcome<Producer>> HandleAsync(Person person, Guid producerId, string? communeCode, CancellationToken cancel) => db.InTransactionAsync<Producer>(async () =>
    {
        // The lock: two moves at once would leave paths behind.
        await db.Producers.Where(it => it.Id == producerId).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
        var producer = await db.Producers.FirstOrDefaultAsync(it => it.Id == producerId, cancel);
        if (producer is null) return new Refusal("ProducerUnknown", "", "Không có chủ thể này.", "There is no such producer.");
        if (places.Commune(communeCode) is not { } commune || places.Province(commune.ProvinceCode) is not { } province)
            return new Refusal("CommuneUnknown", "commune", "Chọn một xã, phường trong danh sách.", "Choose a commune of the list.");
        // Nobody gives things away to where one has no say, nor takes them from there.
        if (!person.May(Act.EditProducers, producer.Scope) || !person.May(Act.EditProducers, Scope.Commune(commune.ProvinceCode, commune.Code))) return NoRight.Here;
        if (producer.Place.CommuneCode == commune.Code) return producer;

        var before = producer.Scope;
        producer.MoveTo(new PlaceAsIssued(commune.Name, null, province.Name, province.Code, commune.Code, null));
        await MovePathsAsync(before.Path, producer.Scope.Path, cancel);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "ProducerMoved", producer.ChangeSubject, before.Path, producer.Scope.Path));
        await db.SaveChangesAsync(cancel);
        return producer;
    }, cancel);

    // Nothing lies below a producer, so a path is the whole of it.
    private async Task MovePathsAsync(string from, string to, CancellationToken cancel)
    {
        await db.Grants.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, to), cancel);
        await db.Invitations.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, to), cancel);
        await db.Documents.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, to), cancel);
        await db.MediaItems.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, to), cancel);
        await db.FakeReports.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, to), cancel);
        await db.MediaUploads.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, to), cancel);
    }
}
