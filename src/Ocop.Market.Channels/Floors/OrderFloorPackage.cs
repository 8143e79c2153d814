using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Floors;

/// <param name="Products">Null: all that the filter finds.</param>
/// <param name="OnlyChanged">Leave out what the floor has already, word for word.</param>
public sealed record PackageWish(Guid FloorId, FloorFilter Filter, IReadOnlyList<Guid>? Products, bool OnlyChanged);

/// <summary>Chooses what a package is to hold; the job makes it.</summary>
public sealed class OrderFloorPackage(IChannelsDb db, FloorGoods goods, TimeProvider clock)
{
    public const int MostProducts = 5000;

    public Task<Outcome<FloorPackage>> HandleAsync(Person person, PackageWish wish, CancellationToken cancel) => db.InTransactionAsync<FloorPackage>(async () =>
    {
        if (await db.Floors.FirstOrDefaultAsync(it => it.Id == wish.FloorId, cancel) is not { } floor || !floor.IsFor(person, Act.ReadFloors)) return FloorRefusals.Unknown;
        if (!floor.IsFor(person, Act.ExportToFloors)) return NoRight.Here;

        var found = goods.Found(person, Act.ExportToFloors, floor.Id, wish.Filter)
            .Where(product => product.IsListed && !db.FloorListings.Any(listing => listing.FloorId == wish.FloorId && listing.ProductId == product.Id && listing.State == ListingState.RemovalRequested));
        if (wish.Products is { } chosen) found = found.Where(product => chosen.Contains(product.Id));
        var ids = await found.OrderBy(product => product.FoldedName).ThenBy(product => product.Id).Select(product => product.Id).Take(MostProducts + 1).ToListAsync(cancel);
        if (ids.Count == 0) return new Refusal("NothingChosen", "", "Không có sản phẩm nào để đóng gói.", "There is no product to pack.");
        if (ids.Count > MostProducts) return new Refusal("TooMany", "", $"Một gói tối đa {MostProducts} sản phẩm. Hãy lọc theo tỉnh hoặc nhóm.", $"A package holds {MostProducts} products at most. Filter by province or group.");

        var now = clock.UtcNow();
        // Holds the floor's row: two orders at once would count to the same number.
        await db.Floors.Where(it => it.Id == floor.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, it => it.ScopePath), cancel);
        var number = await db.FloorPackages.Where(other => other.FloorId == floor.Id).MaxAsync(other => (int?)other.Number, cancel) ?? 0;
        var package = new FloorPackage(floor.Id, number + 1, person.Actor, person.ScopesFor(Act.ExportToFloors) is [var only] ? only : Scope.Programme, ids.Count, wish.OnlyChanged, now);
        var known = (await db.FloorListings.Where(listing => listing.FloorId == floor.Id).Select(listing => listing.ProductId).ToListAsync(cancel)).ToHashSet();
        db.FloorPackages.Add(package);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "FloorPackageOrdered", ChangeSubject.Floor(floor.Id), after: FormattableString.Invariant($"package: {package.Number}\nproducts: {ids.Count}")));
        await db.SaveChangesAsync(cancel);
        await db.InsertAsync([.. ids.Select(id => new FloorPackageItem(package.Id, id))], now, cancel);
        await db.InsertAsync([.. ids.Where(id => !known.Contains(id)).Select(id => new FloorListing(floor.Id, id, now))], now, cancel);
        return package;
    }, cancel);
}

/// <summary>Notes whom a package was given to; from then on its rows are the floor's.</summary>
public sealed class HandOverPackage(IChannelsDb db, EndedStars ended, TimeProvider clock)
{
    public const int LongestTo = 200;

    public Task<Outcome<FloorPackage>> HandleAsync(Person person, Guid floorId, Guid id, string? typed, CancellationToken cancel) => db.InTransactionAsync<FloorPackage>(async () =>
    {
        if (await db.FloorPackages.FirstOrDefaultAsync(it => it.Id == id && it.FloorId == floorId, cancel) is not { } package || !package.IsFor(person, Act.ReadFloors)) return FloorRefusals.PackageUnknown;
        if (!package.IsFor(person, Act.ExportToFloors)) return NoRight.Here;
        var (to, now) = (VietnameseText.Normalize(typed ?? ""), clock.UtcNow());
        if (package.State != PackageState.Ready || package.HandedOverAt is not null) return new Refusal("NotReady", "", "Gói chưa xong, hoặc đã bàn giao rồi.", "The package is not ready, or has been handed over already.");
        if (to.Length is 0 or > LongestTo) return new Refusal("ToMissing", "to", $"Ghi giao cho ai, tối đa {LongestTo} chữ.", $"Say who took it, in {LongestTo} letters at most.");
        if (await ended.AreInAsync(id, cancel)) return FloorRefusals.StarEnded;

        package.HandOver(to, person.Actor, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "FloorPackageHandedOver", ChangeSubject.Floor(floorId), after: FormattableString.Invariant($"package: {package.Number}\nto: {to}\nrows: {package.Rows}")));
        await db.SaveChangesAsync(cancel);
        // What was exported again since then waits for its own hand-over.
        var taken = db.FloorListings.Where(listing => listing.FloorId == floorId && listing.State == ListingState.Exported
            && db.FloorPackageItems.Any(item => item.PackageId == id && item.ProductId == listing.ProductId && item.Hash == listing.RowHash));
        await taken.Where(listing => listing.OutsideLink != null).ExecuteUpdateAsync(set => set.SetProperty(it => it.State, ListingState.Live).SetProperty(it => it.HandedOverAt, now).SetProperty(it => it.ChangedAt, now).SetProperty(it => it.Version, it => it.Version + 1), cancel);
        await taken.ExecuteUpdateAsync(set => set.SetProperty(it => it.State, ListingState.HandedOver).SetProperty(it => it.HandedOverAt, now).SetProperty(it => it.ChangedAt, now).SetProperty(it => it.Version, it => it.Version + 1), cancel);
        return package;
    }, cancel);
}

/// <summary>Whether a package tells of stars that are gone since it was made: lapsed, revoked, or replaced by another decision.</summary>
public sealed class EndedStars(IChannelsDb db, TimeProvider clock)
{
    public Task<bool> AreInAsync(Guid packageId, CancellationToken cancel)
    {
        var today = clock.Today();
        return db.FloorPackageItems.Where(item => item.PackageId == packageId && item.DecisionId != null)
            .AnyAsync(item => !db.RecognitionDecisions.Any(decision => decision.Id == item.DecisionId && decision.ValidUntil >= today && (decision.RevokedOn == null || decision.RevokedOn > today)
                && !db.RecognitionDecisions.Any(later => later.ProductId == decision.ProductId && later.DecidedOn > decision.DecidedOn && later.DecidedOn <= today)), cancel);
    }
}
