using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>
/// One account for each kind of caller, in a demo market only, all with the password that the README names. Their addresses lie in the reserved
/// domain, so no mail can reach anybody.
/// </summary>
public sealed class DemoAccounts(MarketDb db, IPasswordHasher<User> hasher, ILookupNormalizer normalizer, TimeProvider clock)
{
    public const string Password = "cho-que-2026";

    public async Task OpenAsync(CancellationToken cancel) => await db.InTransactionAsync<bool>(async () =>
    {
        // Slow on purpose, and the same for all of them.
        var hash = new Lazy<string>(() => hasher.HashPassword(null!, Password));
        if (await TwoProducersAsync(cancel) is var (a, b) && await db.ClaimAsync("demo-accounts", "opened", cancel))
        {
            Open("quan-tri", "Quản trị (trình diễn)", Role.Administrator, Scope.Programme);
            Open("chuong-trinh", "Cán bộ chương trình (trình diễn)", Role.Officer, Scope.Programme);
            Open("tinh", "Cán bộ tỉnh (trình diễn)", Role.Officer, Scope.Province(a.Place.ProvinceCode));
            Open("xa", "Cán bộ xã (trình diễn)", Role.Officer, Scope.Commune(a.Place.ProvinceCode, a.Place.CommuneCode));
            Open("kiem-tra", "Người kiểm tra (trình diễn)", Role.Auditor, Scope.Programme);
            Open("chu-the-a", "Chủ thể A (trình diễn)", Role.ProducerOwner, ScopeOf(a));
            Open("nguoi-giup-a", "Người giúp của chủ thể A (trình diễn)", Role.ProducerHelper, ScopeOf(a));
            Open("chu-the-b", "Chủ thể B (trình diễn)", Role.ProducerOwner, ScopeOf(b));
        }

        // On its own: a demo market may be older than its sales points.
        if (await FirstSalesPointAsync(cancel) is { } point && await db.ClaimAsync("demo-keeper", "opened", cancel))
            Open("diem-ban", "Người giữ điểm bán (trình diễn)", Role.Keeper, point.Scope);
        await db.SaveChangesAsync(cancel);
        return true;

        void Open(string address, string name, Role role, Scope scope)
        {
            var now = clock.UtcNow();
            var user = new User(name, null, $"{address}@example.invalid", now) { PasswordHash = hash.Value, SecurityStamp = SecretCode.Draw(SecretCode.InLinks), LockoutEnabled = true };
            (user.NormalizedUserName, user.NormalizedEmail) = (normalizer.NormalizeName(user.UserName), normalizer.NormalizeEmail(user.Email));
            var grant = new Grant(user.Id, role, scope, null, now);
            user.Grants.Add(grant);
            db.Users.Add(user);
            db.AuditEntries.Add(new AuditEntry(now, "start", "AccountOpened", user.Subject));
            db.AuditEntries.Add(new AuditEntry(now, "start", "RightGranted", user.Subject, after: grant.Told));
        }
    }, cancel);

    private Task<SalesPoint?> FirstSalesPointAsync(CancellationToken cancel) =>
        db.SalesPoints.AsNoTracking().Where(point => point.IsDemo && point.Status == SalesPointStatus.Open && db.SalesPointGoods.Any(good => good.SalesPointId == point.Id)).OrderBy(point => point.Slug).FirstOrDefaultAsync(cancel);

    private static Scope ScopeOf(Producer producer) => Scope.Producer(producer.Place.ProvinceCode, producer.Place.CommuneCode, producer.Id);

    // Two whose commune is known, of different provinces; those with a name of their own first.
    private async Task<(Producer A, Producer B)?> TwoProducersAsync(CancellationToken cancel)
    {
        var known = db.Producers.AsNoTracking().Where(producer => producer.IsDemo && producer.Place.CommuneCode != null)
            .OrderBy(producer => producer.Name == Producer.Unnamed).ThenBy(producer => producer.Slug);
        if (await known.FirstOrDefaultAsync(cancel) is not { } a) return null;
        return await known.FirstOrDefaultAsync(producer => producer.Place.ProvinceCode != a.Place.ProvinceCode, cancel) is { } b ? (a, b) : null;
    }
}
