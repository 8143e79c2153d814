using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Floors;

/// <summary>Enters a floor that a person carries files to; it begins with the sheet of our own.</summary>
public sealed class OpenFloor(IChannelsDb db, TimeProvider clock)
{
    public const int LongestName = 100;

    public Task<Outcome<Floor>> HandleAsync(Person person, string? typed, CancellationToken cancel) => db.InTransactionAsync<Floor>(async () =>
    {
        if (person.ScopesFor(Act.ExportToFloors) is not [var scope, ..]) return NoRight.Here;
        var name = VietnameseText.Normalize(typed ?? "");
        if (name.Length is 0 or > LongestName) return new Refusal("NameWrong", "name", $"Ghi tên sàn, tối đa {LongestName} chữ.", $"Name the floor, in {LongestName} letters at most.");
        if (await db.Floors.AnyAsync(other => other.Name == name, cancel)) return new Refusal("NameTaken", "name", "Đã có sàn tên này.", "There is a floor of this name.");
        var floor = new Floor(name, scope, clock.UtcNow());
        db.Floors.Add(floor);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "FloorOpened", ChangeSubject.Floor(floor.Id), after: name));
        await db.SaveChangesAsync(cancel);
        return floor;
    }, cancel);
}

/// <summary>Which of our fields goes into which of the floor's columns. Said once; null brings back the sheet of our own.</summary>
public sealed class MapFloorColumns(IChannelsDb db, TimeProvider clock)
{
    public const int MostColumns = 100, LongestText = 200;

    public Task<Outcome<Floor>> HandleAsync(Person person, Guid id, long version, IReadOnlyList<FloorColumn>? columns, CancellationToken cancel) => db.InTransactionAsync<Floor>(async () =>
    {
        if (await db.Floors.FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } floor || !floor.IsFor(person, Act.ReadFloors)) return FloorRefusals.Unknown;
        if (!person.May(Act.ExportToFloors, floor.Scope)) return NoRight.Here;
        if (floor.Version != version) return FloorRefusals.Stale;
        columns = columns?.Select(column => new FloorColumn(VietnameseText.Normalize(column.Heading), string.IsNullOrEmpty(column.Field) ? null : column.Field, column.Fixed?.Trim())).ToList();
        if (columns is not null && Refuse(columns) is { } refusal) return refusal;
        var before = Told(floor);
        floor.Map(columns);
        if (before != Told(floor)) db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "FloorColumnsMapped", ChangeSubject.Floor(floor.Id), before, Told(floor)));
        await db.SaveChangesAsync(cancel);
        return floor;
    }, cancel);

    private static Refusal? Refuse(IReadOnlyList<FloorColumn> columns)
    {
        if (columns.Count is 0 or > MostColumns) return new Refusal("ColumnsWrong", "columns", $"Bảng cần từ 1 tới {MostColumns} cột.", $"A sheet has 1 to {MostColumns} columns.");
        if (columns.FirstOrDefault(column => column.Heading.Length > LongestText || column.Fixed?.Length > LongestText) is not null)
            return new Refusal("TextTooLong", "columns", $"Tên cột và chữ cố định tối đa {LongestText} chữ.", $"Headings and fixed texts have {LongestText} letters at most.");
        if (columns.Any(column => column.Field is { } field && !FloorSheet.Has(field))) return new Refusal("FieldUnknown", "columns", "Có cột nối vào mục chợ không có.", "A column asks for a field that the market does not have.");
        return columns.Any(column => column.Field == "sku" || column.Field == "name") ? null
            : new Refusal("NamelessRows", "columns", "Nối ít nhất một cột với mã SKU hoặc tên sản phẩm, nếu không sẽ không biết dòng nào của món nào.", "Map at least one column to the SKU or the name, or nobody can tell the rows apart.");
    }

    private static string Told(Floor floor) => floor.IsOwnSheet ? "own sheet 1" : string.Join('\n', floor.Columns.Select(column => $"{column.Heading}: {column.Field ?? $"“{column.Fixed}”"}"));
}

public static class FloorRefusals
{
    public static readonly Refusal Unknown = new("FloorUnknown", "", "Không có sàn này.", "There is no such floor.");
    public static readonly Refusal PackageUnknown = new("PackageUnknown", "", "Không có gói này.", "There is no such package.");
    public static readonly Refusal Stale = new("Stale", "", "Có người vừa sửa. Xem lại rồi lưu lần nữa.", "Somebody has just changed this. Look again and save once more.");
    public static readonly Refusal StarEnded = new("StarEnded", "", "Trong gói này có sao đã hết hạn. Hãy làm gói mới.", "A star in this package has ended. Please make a new one.");
}
