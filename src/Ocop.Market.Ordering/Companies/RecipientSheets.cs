using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Companies;

/// <summary>A sheet with what is right and wrong in it today.</summary>
public sealed record CheckedSheet(RecipientSheet Sheet, IReadOnlyList<CheckedRecipient> Rows)
{
    public IReadOnlyList<CheckedRecipient> Wrong { get; } = [.. Rows.Where(row => row.Right is null)];

    public int Boxes => Rows.Sum(row => row.Right?.Boxes ?? 0);

    public bool IsClean => Wrong.Count == 0 && Rows.Count > 0;
}

/// <summary>The recipients of one quote: taken in whole or not at all, corrected row by row, given back with what is wrong written in.</summary>
public sealed class RecipientSheets(IOrderingDb db, RecipientRows rows, TimeProvider clock)
{
    private static readonly Refusal Closed = new("SheetClosed", "file", "Báo giá này đã đặt hàng hoặc đã khép, danh sách không đổi được nữa.", "This quote was ordered or has ended; its recipients can no longer be changed.");
    private static readonly Refusal Stale = new("SheetIsNewer", "", "Danh sách vừa đổi ở nơi khác. Xem lại bảng mới rồi sửa.", "The sheet has just been changed elsewhere. Look at the new one, then correct it.");

    /// <summary>Null before anything was sent.</summary>
    public async Task<CheckedSheet?> FindAsync(Guid quoteId, CancellationToken cancel)
    {
        if (await db.RecipientSheets.AsNoTracking().FirstOrDefaultAsync(sheet => sheet.QuoteId == quoteId, cancel) is not { } sheet) return null;
        return Checked(sheet, await db.Quotes.AsNoTracking().SingleAsync(quote => quote.Id == quoteId, cancel));
    }

    internal CheckedSheet Checked(RecipientSheet sheet, Quote quote) => new(sheet, rows.Check(sheet.Headings, sheet.Rows, quote.LastDay));

    /// <summary>Instead of what was sent before.</summary>
    public async Task<Outcome<CheckedSheet>> TakeAsync(Guid quoteId, Stream file, string fileName, CancellationToken cancel)
    {
        var read = await SheetTables.ReadAsync(file, RecipientSheet.MostRows, cancel);
        if (!read.Succeeded) return Outcome<CheckedSheet>.Refused(read.Refusals);
        var table = read.Value;
        if (RecipientColumns.Problems(table.Headings) is { Count: > 0 } problems) return Outcome<CheckedSheet>.Refused(problems);
        if (table.Rows.Count == 0) return new Refusal("NoRows", "file", "Bảng chưa có người nhận nào.", "The sheet has no recipients yet.");
        return await db.InTransactionAsync<CheckedSheet>(async () =>
        {
            if (await OpenAsync(quoteId, cancel) is not { } quote) return Closed;
            var sheet = await db.RecipientSheets.FirstOrDefaultAsync(it => it.QuoteId == quoteId, cancel);
            if (sheet is null) db.RecipientSheets.Add(sheet = new RecipientSheet(quoteId));
            // The column of an earlier report is written anew.
            int[] kept = [.. Enumerable.Range(0, table.Headings.Count).Where(index => VietnameseText.Fold(table.Headings[index]) != VietnameseText.Fold(RecipientColumns.Errors))];
            sheet.Replace(Named(fileName), table.IsWorkbook, [.. kept.Select(index => table.Headings[index])],
                [.. table.Rows.Select(row => new RecipientCells(row.Line, [.. kept.Select(index => Cut(row.Cells[index]))]))], clock.UtcNow());
            var found = Checked(sheet, quote);
            Audit(quote, "RecipientsSent", FormattableString.Invariant($"{found.Rows.Count} rows, {found.Wrong.Count} wrong"));
            await db.SaveChangesAsync(cancel);
            return found;
        }, cancel);
    }

    /// <param name="version">Of the sheet that the page showed.</param>
    /// <param name="cells">What was typed; a field that is not named stays. Null drops the row.</param>
    public Task<Outcome<CheckedSheet>> CorrectAsync(Guid quoteId, long version, int line, IReadOnlyDictionary<RecipientField, string>? cells, CancellationToken cancel) => db.InTransactionAsync<CheckedSheet>(async () =>
    {
        if (await OpenAsync(quoteId, cancel) is not { } quote) return Closed;
        var sheet = await db.RecipientSheets.FirstOrDefaultAsync(it => it.QuoteId == quoteId, cancel);
        if (sheet?.Version != version || sheet.Rows.FirstOrDefault(row => row.Line == line) is not { } row) return Stale;
        var where = RecipientColumns.Places(sheet.Headings);
        var corrected = row.Cells.ToArray();
        foreach (var (field, text) in cells ?? new Dictionary<RecipientField, string>())
            if (where.TryGetValue(field, out var column)) corrected[column] = Cut(text);
        sheet.Correct(line, cells is null ? null : corrected);
        Audit(quote, cells is null ? "RecipientDropped" : "RecipientCorrected", FormattableString.Invariant($"row {line}"));
        await db.SaveChangesAsync(cancel);
        return Checked(sheet, quote);
    }, cancel);

    private async Task<Quote?> OpenAsync(Guid quoteId, CancellationToken cancel) =>
        await db.Quotes.Where(quote => quote.Id == quoteId).LockAsync(cancel)
        && await db.Quotes.AsNoTracking().SingleAsync(quote => quote.Id == quoteId, cancel) is { } quote && quote.State.TakesRecipients() ? quote : null;

    // Numbers only: whoever reads the log need not know whom a company gives to.
    private void Audit(Quote quote, string act, string after) => db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "company", act, quote.ChangeSubject, after: after));

    // What other programs leave in a cell cannot be written into a workbook again.
    private static string Cut(string cell) => new string([.. cell.Where(letter => !char.IsControl(letter)).Take(500)]);

    private static string Named(string fileName) => VietnameseText.Normalize(fileName) is { Length: > 0 and <= 200 } name ? name : "nguoi-nhan";
}
