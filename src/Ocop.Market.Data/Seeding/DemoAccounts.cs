using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Catalog.Producers;
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
        if (!await db.ClaimAsync("demo-accounts", "opened", cancel)) return false;
        if (await TwoProducersAsync(cancel) is not var (a, b)) return false;
        var (province, commune) = (Scope.Province(a.Place.ProvinceCode), Scope.Commune(a.Place.ProvinceCode, a.Place.CommuneCode));
        var (ofA, ofB) = (ScopeOf(a), ScopeOf(b));
        // Slow on purpose, and the same for all of them.
        var hash = hasher.HashPassword(null!, Password);
        Open("quan-tri", "Quản trị (trình diễn)", Role.Administrator, Scope.Programme);
        Open("chuong-trinh", "Cán bộ chương trình (trình diễn)", Role.Officer, Scope.Programme);
        Open("tinh", "Cán bộ tỉnh (trình diễn)", Role.Officer, province);
        Open("xa", "Cán bộ xã (trình diễn)", Role.Officer, commune);
        Open("kiem-tra", "Người kiểm tra (trình diễn)", Role.Auditor, Scope.Programme);
        Open("chu-the-a", "Chủ thể A (trình diễn)", Role.ProducerOwner, ofA);
        Open("nguoi-giup-a", "Người giúp của chủ thể A (trình diễn)", Role.ProducerHelper, ofA);
        Open("chu-the-b", "Chủ thể B (trình diễn)", Role.ProducerOwner, ofB);
        await db.SaveChangesAsync(cancel);
        return true;

        void Open(string address, string name, Role role, Scope scope)
        {
            var now = clock.UtcNow();
            var user = new User(name, null, $"{address}@example.invalid", now) { PasswordHash = hash, SecurityStamp = SecretCode.Draw(SecretCode.InLinks), LockoutEnabled = true };
            (user.NormalizedUserName, user.NormalizedEmail) = (normalizer.NormalizeName(user.UserName), normalizer.NormalizeEmail(user.Email));
            var grant = new Grant(user.Id, role, scope, null, now);
            user.Grants.Add(grant);
            db.Users.Add(user);
            db.AuditEntries.Add(new AuditEntry(now, "start", "AccountOpened", user.Subject));
            db.AuditEntries.Add(new AuditEntry(now, "start", "RightGranted", user.Subject, after: grant.Told));
        }
    }, cancel);

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
