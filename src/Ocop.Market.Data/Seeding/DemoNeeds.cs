using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>What buyers of a demo market look for, marked in its words: open ones with days ahead of the first start, and one that ended in a deal. The phone number is none, and the address lies in the reserved domain.</summary>
public sealed class DemoNeeds(MarketDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <param name="LastDay">Days from the first start.</param>
    /// <param name="DealValue">Of one that is closed, in đồng.</param>
    private sealed record Sheet(string What, string Group, int Quantity, string Unit, NeedRhythm Rhythm, long? PriceWish, int[]? Months, int LastDay, BuyerKind Buyer, long? DealValue);

    public Task OpenAsync(string file, CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        if (!await db.ClaimAsync("demo-needs", "opened", cancel)) return false;
        // Where the demo's officer of a province looks after things.
        if ((await db.Grants.Where(grant => grant.Role == Role.Officer).Select(grant => grant.ScopePath).ToListAsync(cancel)).Select(path => Scope.Parse(path).ProvinceCode).OfType<string>().FirstOrDefault() is not { } home) return false;
        var (today, now) = (clock.Today(), clock.UtcNow());
        foreach (var (index, sheet) in JsonSerializer.Deserialize<List<Sheet>>(await File.ReadAllTextAsync(file, cancel), Json)!.Index())
        {
            var need = new Need((7_000_001 + index).ToString(CultureInfo.InvariantCulture), new NeedWords(sheet.What, sheet.Group, sheet.Quantity, sheet.Unit, sheet.Rhythm, sheet.PriceWish is { } price ? new Money(price) : null,
                Months.Of(sheet.Months ?? []), home, today.AddDays(sheet.LastDay), sheet.Buyer, "Bên mua minh hoạ", "Bộ phận mua hàng (minh hoạ)", "+84000000000", "ben-mua@example.invalid"), "vi", now);
            need.Open(now);
            if (sheet.DealValue is { } value) need.Close(new NeedResult(NeedOutcome.Deal, new Money(value), "Kết quả minh hoạ.", today), now);
            db.Needs.Add(need);
            db.AuditEntries.Add(new AuditEntry(now, "start", "NeedPosted", need.ChangeSubject, after: need.Number));
        }

        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);
}
