using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>The numbered places of the floor. One that somebody was given stays.</summary>
public sealed class SetBooths(ICatalogDb db, FairTurn turn)
{
    public const int Most = 120;
    private const int LongestNumber = 8;

    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, long version, IReadOnlyList<BoothRow> rows, CancellationToken cancel) => turn.TakeAsync(person, fairId, version, "BoothsSet", async _ =>
    {
        var groups = await db.ProductGroups.Select(group => group.Slug).ToListAsync(cancel);
        var kept = await db.Booths.Where(booth => booth.FairId == fairId).ToListAsync(cancel);
        var (told, unmet, stays) = (new List<(Booth? Known, BoothFacts Facts)>(), new List<Refusal>(), new HashSet<Guid>());
        foreach (var (index, row) in rows.Index().Where(row => FairFields.Line(row.Item.Number).Length > 0))
        {
            var field = FormattableString.Invariant($"booth-{index}");
            var number = FairFields.Line(row.Number);
            var known = kept.FirstOrDefault(booth => booth.Id == row.Id);
            if (known is not null) stays.Add(known.Id);
            if (number.Length > LongestNumber || told.Any(other => other.Facts.Number == number)) unmet.Add(new("NumberWrong", field, $"Số gian “{number}” bị trùng hoặc dài quá 8 chữ.", $"The booth number “{number}” occurs twice or is longer than 8 letters."));
            else if (FairFields.Number(row.Size, 1, 1000) is not { } size) unmet.Add(new("SizeWrong", field, "Diện tích từ 1 đến 1.000 m².", "The size is 1 to 1,000 m²."));
            else if (FairFields.Dong(row.Fee) is not { } fee) unmet.Add(new("FeeWrong", field, "Phí là số đồng, ví dụ 1.500.000.", "The fee is in đồng, for example 1.500.000."));
            else if (FairFields.Number(row.X, 0, 100) is not { } x || FairFields.Number(row.Y, 0, 100) is not { } y) unmet.Add(new("SpotWrong", field, "Vị trí trên mặt bằng tính từ 0 đến 100 phần trăm.", "The place on the plan is 0 to 100 percent."));
            else if (row.Group is { Length: > 0 } group && !groups.Contains(group)) unmet.Add(new("GroupUnknown", field, "Chọn một nhóm hàng trong danh sách.", "Choose a group of the list."));
            else told.Add((known, new BoothFacts(number, size, fee, x, y, string.IsNullOrEmpty(row.Group) ? null : row.Group)));
        }

        if (told.Count > Most) unmet.Add(TooMany);
        var gone = kept.Where(booth => !stays.Contains(booth.Id)).ToList();
        var goneIds = gone.Select(booth => booth.Id).ToList();
        var given = await db.BoothApplications.Where(application => application.BoothId != null && goneIds.Contains(application.BoothId.Value)).Select(application => application.BoothId).Distinct().ToListAsync(cancel);
        foreach (var booth in gone.Where(booth => given.Contains(booth.Id)))
            unmet.Add(new("BoothGiven", "", $"Gian {booth.Number} đã giao cho chủ thể. Chuyển họ sang gian khác trước khi bỏ.", $"Booth {booth.Number} was given to a producer. Move them before you remove it."));
        if (unmet.Count > 0) return Outcome<string>.Refused(unmet);

        // Numbers may change places: unique within the fair at the end, not at each step of the way.
        foreach (var (known, facts) in told.Where(row => row.Known is not null && row.Known.Number != row.Facts.Number)) known!.Describe(facts with { Number = "~" + known.Id.ToString("n")[^6..] });
        db.Booths.RemoveRange(gone);
        await db.SaveChangesAsync(cancel);
        foreach (var (known, facts) in told)
        {
            if (known is null) db.Booths.Add(new Booth(fairId, facts));
            else if (known.Facts != facts) known.Describe(facts);
        }

        return FormattableString.Invariant($"{told.Count} booths");
    }, cancel);

    internal static readonly Refusal TooMany = new("TooManyBooths", "count", "Mỗi hội chợ có nhiều nhất 120 gian.", "A fair has 120 booths at most.");
}

/// <summary>Many booths of one size at once, numbered on from the last and laid out in rows across the plan.</summary>
public sealed class MakeBooths(ICatalogDb db, FairTurn turn)
{
    private const int Edge = 8;

    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, string? count, string? size, string? fee, CancellationToken cancel) => turn.TakeAsync(person, fairId, null, "BoothsSet", async _ =>
    {
        var kept = await db.Booths.Where(booth => booth.FairId == fairId).Select(booth => booth.Number).ToListAsync(cancel);
        var (wanted, square, dong) = (FairFields.Number(count, 1, SetBooths.Most), FairFields.Number(size, 1, 1000), FairFields.Dong(fee));
        if (wanted is null || wanted + kept.Count > SetBooths.Most) return SetBooths.TooMany;
        if (square is null) return new Refusal("SizeWrong", "size", "Diện tích từ 1 đến 1.000 m².", "The size is 1 to 1,000 m².");
        if (dong is null) return new Refusal("FeeWrong", "fee", "Phí là số đồng, ví dụ 1.500.000.", "The fee is in đồng, for example 1.500.000.");

        var columns = (int)Math.Ceiling(Math.Sqrt(wanted.Value * 1.6));
        var lines = (wanted.Value + columns - 1) / columns;
        var numbers = Enumerable.Range(1, SetBooths.Most * 2).Select(number => number.ToString("00", System.Globalization.CultureInfo.InvariantCulture)).Where(number => !kept.Contains(number));
        foreach (var (index, number) in numbers.Take(wanted.Value).Index())
            db.Booths.Add(new Booth(fairId, new BoothFacts(number, square.Value, dong.Value, Spread(index % columns, columns), Spread(index / columns, lines), null)));
        return FormattableString.Invariant($"{wanted} more booths");
    }, cancel);

    private static int Spread(int place, int of) => of == 1 ? 50 : Edge + place * (100 - 2 * Edge) / (of - 1);
}
