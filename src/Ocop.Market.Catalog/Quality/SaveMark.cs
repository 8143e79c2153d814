using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <param name="Id">Null for a new one, which says by its scope who keeps it.</param>
public sealed record MarkWish(Guid? Id, long Version, string? Scope, MarkKind? Kind, string? Name, string? Number, string? Owner, string? Area, DateOnly? From, DateOnly? Until);

/// <summary>Enters a mark into the register, or changes what was entered.</summary>
public sealed class SaveMark(ICatalogDb db, TimeProvider clock)
{
    public const int Longest = 200;

    internal static readonly Refusal Unknown = new("MarkUnknown", "", "Không có nhãn hiệu này.", "There is no such mark.");

    public Task<Outcome<Mark>> HandleAsync(Person person, MarkWish wish, CancellationToken cancel) => db.InTransactionAsync<Mark>(async () =>
    {
        var isCurrent = wish.Id is null || await db.Marks.Where(it => it.Id == wish.Id && it.Version == wish.Version).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var mark = wish.Id is null ? null : await db.Marks.FirstOrDefaultAsync(it => it.Id == wish.Id, cancel);
        if (wish.Id is not null && mark is null) return Unknown;
        if (mark is null && (!Scope.TryParse(wish.Scope, out var named) || named.ProducerId is not null || named.SalesPointId is not null)) return new Refusal("ScopeMissing", "scope", "Chọn nơi quản lý nhãn hiệu.", "Choose who keeps this mark.");
        var scope = mark?.Scope ?? Scope.Parse(wish.Scope!);
        if (!person.May(Act.EditQuality, scope)) return NoRight.Here;
        if (!isCurrent) return new Refusal("Stale", "", "Có người vừa sửa nhãn hiệu này. Xem lại rồi lưu lần nữa.", "Somebody has just changed this mark. Look again and save once more.");

        var words = (Name: VietnameseText.Normalize(wish.Name ?? ""), Number: VietnameseText.Normalize(wish.Number ?? ""), Owner: VietnameseText.Normalize(wish.Owner ?? ""), Area: VietnameseText.Normalize(wish.Area ?? ""));
        var refusals = Refusals(wish, words.Name, words.Number, words.Owner, words.Area).ToList();
        if (refusals.Count == 0 && await db.Marks.AnyAsync(other => other.Kind == wish.Kind && other.Number == words.Number && other.Id != wish.Id, cancel))
            refusals.Add(new("MarkKnown", "number", "Số này đã có trong sổ.", "This number is in the register already."));
        if (refusals.Count > 0) return Outcome<Mark>.Refused(refusals);

        var facts = new MarkFacts(wish.Kind!.Value, words.Name, words.Number, words.Owner, words.Area, wish.From!.Value, wish.Until);
        var before = mark is null ? null : Told(mark);
        if (mark is null) db.Marks.Add(mark = new Mark(facts, scope, clock.UtcNow()));
        else mark.Say(facts);
        if (before != Told(mark)) db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, before is null ? "MarkRecorded" : "MarkEdited", mark.ChangeSubject, before, Told(mark)));
        await db.SaveChangesAsync(cancel);
        return mark;
    }, cancel);

    private static IEnumerable<Refusal> Refusals(MarkWish wish, params string[] words)
    {
        if (wish.Kind is not { } kind || !Enum.IsDefined(kind)) yield return new("KindMissing", "kind", "Chọn loại.", "Choose the kind.");
        foreach (var (field, text) in new[] { "name", "number", "owner", "area" }.Zip(words))
            if (text.Length > Longest) yield return new("TooLong", field, $"Nhiều nhất {Longest} chữ.", $"{Longest} letters at most.");
            else if (text.Length == 0 && field != "area") yield return new("Missing", field, "Chưa ghi chỗ này.", "This is missing.");
        if (wish.From is not { } from) yield return new("DayMissing", "from", "Ghi ngày cấp.", "Give the day of the certificate.");
        else if (wish.Until < from) yield return new("EndsBefore", "until", "Hết hạn trước ngày cấp.", "It ends before it begins.");
    }

    private static string Told(Mark mark) => string.Create(CultureInfo.InvariantCulture,
        $"{mark.Kind}\nname: {mark.Name}\nnumber: {mark.Number}\nowner: {mark.Owner}\narea: {mark.Area}\nfrom: {mark.From:yyyy-MM-dd}\nuntil: {mark.Until:yyyy-MM-dd}");
}

public sealed record MarkUseWish(Guid MarkId, Guid? ProductId, Guid? ProducerId, DateOnly? From, DateOnly? Until);

/// <summary>Writes down who may use a mark. Whoever keeps the mark decides, for users in any place.</summary>
public sealed class AllowMarkUse(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<MarkUse>> HandleAsync(Person person, MarkUseWish wish, CancellationToken cancel) => db.InTransactionAsync<MarkUse>(async () =>
    {
        if (await db.Marks.AsNoTracking().FirstOrDefaultAsync(it => it.Id == wish.MarkId, cancel) is not { } mark) return SaveMark.Unknown;
        if (!person.May(Act.EditQuality, mark.Scope)) return NoRight.Here;
        if (await db.HolderAsync(wish.ProductId, wish.ProducerId, cancel) is not { } holder) return new Refusal("HolderUnknown", "holder", "Chọn chủ thể hoặc sản phẩm được dùng.", "Choose the producer or product that may use it.");
        if (wish.From is not { } from) return new Refusal("DayMissing", "useFrom", "Ghi ngày bắt đầu được dùng.", "Give the day from which it may be used.");
        if (wish.Until < from) return new Refusal("EndsBefore", "useUntil", "Ngày cuối trước ngày đầu.", "It ends before it begins.");
        if (await db.MarkUses.AnyAsync(use => use.MarkId == mark.Id && use.ProductId == wish.ProductId && use.ProducerId == wish.ProducerId && (use.Until == null || use.Until >= from), cancel))
            return new Refusal("UseKnown", "holder", "Nơi này đang được dùng nhãn hiệu rồi.", "This one may use the mark already.");

        var use = new MarkUse(mark.Id, wish.ProductId, wish.ProducerId, from, wish.Until);
        db.MarkUses.Add(use);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "MarkUseAllowed", mark.ChangeSubject, after: holder.Name));
        await db.SaveChangesAsync(cancel);
        return use;
    }, cancel);
}

/// <summary>Takes the permission back, from now on.</summary>
public sealed class WithdrawMarkUse(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<Mark>> HandleAsync(Person person, Guid useId, CancellationToken cancel) => db.InTransactionAsync<Mark>(async () =>
    {
        if (await db.MarkUses.FirstOrDefaultAsync(it => it.Id == useId, cancel) is not { } use || await db.Marks.AsNoTracking().FirstOrDefaultAsync(it => it.Id == use.MarkId, cancel) is not { } mark) return SaveMark.Unknown;
        if (!person.May(Act.EditQuality, mark.Scope)) return NoRight.Here;
        db.MarkUses.Remove(use);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "MarkUseWithdrawn", mark.ChangeSubject, before: (await db.HolderAsync(use.ProductId, use.ProducerId, cancel))?.Name));
        await db.SaveChangesAsync(cancel);
        return mark;
    }, cancel);
}
