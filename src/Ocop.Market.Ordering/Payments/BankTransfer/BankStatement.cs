using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <param name="Line">Of the file.</param>
/// <param name="BookedAt">On the clock of Việt Nam; midnight where only a day is told.</param>
/// <param name="Reference">The bank's; null where the statement has none.</param>
/// <param name="TransactionId">The same in every statement, and in a webhook where there is a reference.</param>
public sealed record StatementCredit(int Line, DateTime BookedAt, Money Amount, string Memo, string? Reference, string TransactionId)
{
    public PaymentNotice Notice =>
        new(TransactionId, PaymentMemo.Find(Memo), null, Memo, new PaymentNews.Paid(TransactionId, Amount, "VND", VietnamTime.ToUtc(BookedAt)));
}

/// <summary>
/// The entries of the account as its bank exports them to CSV, for money of which no webhook told. Every bank has a layout of its own: lines of
/// address before the heading, one amount column or two, sums below.
/// </summary>
/// <param name="Credits">In the order of the file.</param>
/// <param name="Debits">How many rows of money that left were passed over.</param>
/// <param name="Refusals">Rows that nobody booked: each names its line.</param>
public sealed record BankStatement(IReadOnlyList<StatementCredit> Credits, int Debits, IReadOnlyList<Refusal> Refusals)
{
    private const int MostBytes = 5 * 1024 * 1024;
    private const int MostRows = 50_000;
    private const int LongestCell = 5_000;

    /// <returns>Refused as a whole where it is no statement.</returns>
    public static async Task<Outcome<BankStatement>> ReadAsync(Stream file, CancellationToken cancel)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await file.ReadAsync(buffer, cancel) is var read and > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MostBytes) return Unreadable($"Tệp lớn hơn {MostBytes >> 20} MB. Hãy xuất sao kê theo khoảng ngày ngắn hơn.", $"The file is larger than {MostBytes >> 20} MB. Export a shorter period.");
        }

        var text = TextOf(copy.GetBuffer().AsSpan(0, (int)copy.Length));
        if (!text.Succeeded) return Outcome<BankStatement>.Refused(text.Refusals);

        (StatementColumns Columns, List<CsvRow> Rows)? best = null;
        foreach (var delimiter in ";,\t")
            if (await TableAsync(text.Value, delimiter, cancel) is { } table && table.Columns.Known > (best?.Columns.Known ?? 0)) best = table;
        if (best is not { } found)
            return Unreadable("Không tìm thấy dòng tiêu đề: cần cột ngày giao dịch, cột tiền vào (Ghi có hoặc Số tiền) và cột nội dung.",
                "No heading was found: there must be columns for the date, the money in (credit or amount) and the description.");
        if (found.Rows.Count > MostRows) return Unreadable($"Tệp có hơn {MostRows} dòng. Hãy xuất sao kê theo khoảng ngày ngắn hơn.", $"The file has more than {MostRows} rows. Export a shorter period.");
        if (HidesDirection(found.Columns, found.Rows))
            return Unreadable("Cột “Số tiền” không có dấu + hay − nên không biết tiền vào hay ra. Hãy xuất sao kê có cột Ghi có và Ghi nợ.",
                "The amounts have no sign, so nobody can tell money in from money out. Export a statement with columns for credit and debit.");
        return new Reading(found.Columns).Of(found.Rows);
    }

    private static Outcome<string> TextOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..])
            return Unreadable("Đây là tệp Excel. Hãy mở ra và lưu thành “CSV UTF-8”.", "This is a workbook. Open it and save it as “CSV UTF-8”.");
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };
        try
        {
            var text = encoding.GetString(bytes.StartsWith(encoding.Preamble) ? bytes[encoding.Preamble.Length..] : bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? NotText : text;
        }
        catch (DecoderFallbackException)
        {
            return NotText;
        }
    }

    private static Refusal NotText => Unreadable("Tệp không phải mã UTF-8. Trong Excel hãy chọn “CSV UTF-8”.", "The file is not UTF-8. In Excel choose “CSV UTF-8”.");

    /// <summary>The heading and all below it; null where there is none with this delimiter.</summary>
    private static async Task<(StatementColumns Columns, List<CsvRow> Rows)?> TableAsync(string text, char delimiter, CancellationToken cancel)
    {
        StatementColumns? columns = null;
        var rows = new List<CsvRow>();
        try
        {
            await foreach (var row in CsvText.ReadAsync(new StringReader(text), delimiter, LongestCell).WithCancellation(cancel))
            {
                if (columns is null) columns = StatementColumns.Of(row.Cells);
                // Every printed page begins with the heading again.
                else if (StatementColumns.Of(row.Cells) is null) rows.Add(row);
                if (rows.Count > MostRows) break;
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return columns is null ? null : (columns, rows);
    }

    private static bool HidesDirection(StatementColumns columns, List<CsvRow> rows) =>
        !columns.Has(StatementColumn.Credit) && !columns.Has(StatementColumn.Direction) && rows.Count > 0
        && !rows.Exists(row => StatementAmount.IsSigned(columns.Cell(row, StatementColumn.Amount)));

    private static Refusal Unreadable(string vi, string en) => new("StatementUnreadable", "file", vi, en);

    private sealed class Reading(StatementColumns columns)
    {
        private static readonly string[] DateForms =
            [.. ((string[])["d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd"]).SelectMany(day => (string[])[day, $"{day} H:mm:ss", $"{day} H:mm"]), "yyyy-MM-dd'T'HH:mm:ss"];

        private static readonly string[] SumWords = ["tong", "cong", "so du", "phat sinh", "total", "balance", "opening", "closing"];

        private readonly List<StatementCredit> _credits = [];
        private readonly List<Refusal> _refusals = [];
        private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
        private readonly Dictionary<(DateOnly, Money, string), int> _unnamed = [];
        private int _debits;

        public BankStatement Of(List<CsvRow> rows)
        {
            foreach (var row in rows) Take(row);
            return new BankStatement(_credits, _debits, _refusals);
        }

        private void Take(CsvRow row)
        {
            var date = columns.Cell(row, StatementColumn.Booked) is { Length: > 0 } booked ? booked : columns.Cell(row, StatementColumn.Effective);
            var isDated = DateTime.TryParseExact(date, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at);
            if (IsSum(row, isDated)) return;

            if (row.HasBadQuotes) Refuse(row, "dấu ngoặc kép đặt sai; các dòng ngay sau có thể cũng chưa được đọc.", "quotes are misplaced; the rows right below may be missing as well.");
            else if (row.Cells.Skip(columns.Width).Any(cell => !string.IsNullOrWhiteSpace(cell))) Refuse(row, $"có {row.Cells.Length} ô mà tiêu đề chỉ có {columns.Width}.", $"there are {row.Cells.Length} cells below {columns.Width} headings.");
            else if (!isDated) Refuse(row, $"“{date}” không phải ngày, ví dụ 24/02/2026.", $"“{date}” is no date such as 24/02/2026.");
            else if (columns.Cell(row, StatementColumn.Currency) is var currency && currency.ToUpperInvariant() is not ("" or "VND" or "VNĐ" or "Đ" or "₫")) Refuse(row, $"tiền tệ là “{currency}”, chỉ nhận đồng Việt Nam.", $"the currency is “{currency}”; only đồng are taken.");
            else if (AmountOf(row) is { } amount) Book(row, at, amount);
        }

        /// <summary>A sum, a balance brought forward, a line of address: whatever names no day or no money.</summary>
        private bool IsSum(CsvRow row, bool isDated)
        {
            var isIdle = columns.Cell(row, columns.Has(StatementColumn.Credit) ? StatementColumn.Credit : StatementColumn.Amount).Length == 0;
            var isNamed = row.Cells.Any(cell => SumWords.Any(word => $"{VietnameseText.Fold(cell)} ".StartsWith($"{word} ", StringComparison.Ordinal)));
            return isDated ? isNamed && isIdle && columns.Cell(row, StatementColumn.Debit).Length == 0 : isNamed || isIdle;
        }

        /// <summary>Below zero where money left; null where it was refused.</summary>
        private Money? AmountOf(CsvRow row)
        {
            if (!columns.Has(StatementColumn.Credit)) return OneAmountOf(row);
            if (Number(row, StatementColumn.Credit) is not { } credit || Number(row, StatementColumn.Debit) is not { } debit) return null;
            if (credit < Money.Zero) return Refuse(row, "số âm trong cột tiền vào.", "a negative amount in the credit column.");
            if (credit > Money.Zero && debit != Money.Zero) return Refuse(row, "vừa có tiền vào vừa có tiền ra.", "money in and money out at once.");
            if (credit == debit) return Refuse(row, "không có số tiền.", "there is no amount.");
            return credit > Money.Zero ? credit : Money.Zero - new Money(Math.Abs(debit.Amount));
        }

        private Money? OneAmountOf(CsvRow row)
        {
            if (Number(row, StatementColumn.Amount) is not { } amount) return null;
            if (amount == Money.Zero) return Refuse(row, "không có số tiền.", "there is no amount.");
            if (!columns.Has(StatementColumn.Direction)) return amount;
            var direction = columns.Cell(row, StatementColumn.Direction);
            return VietnameseText.Fold(direction) switch
            {
                "co" or "ghi co" or "c" or "cr" or "credit" or "+" => amount,
                "no" or "ghi no" or "d" or "dr" or "debit" or "-" => Money.Zero - new Money(Math.Abs(amount.Amount)),
                _ => Refuse(row, $"“{direction}” không nói là ghi có hay ghi nợ.", $"“{direction}” says neither credit nor debit."),
            };
        }

        private Money? Number(CsvRow row, StatementColumn column)
        {
            var cell = columns.Cell(row, column);
            return StatementAmount.Read(cell) ?? Refuse(row, $"“{cell}” không phải số tiền chẵn đồng, ví dụ 250.000.", $"“{cell}” is no amount of whole đồng such as 250.000.");
        }

        private void Book(CsvRow row, DateTime at, Money amount)
        {
            if (amount < Money.Zero)
            {
                _debits++;
                return;
            }

            var day = DateOnly.FromDateTime(at);
            var memo = columns.Cell(row, StatementColumn.Memo);
            var reference = columns.Cell(row, StatementColumn.Reference) is { Length: > 0 } told ? told : null;
            if (reference is { Length: > 100 })
                Refuse(row, "số tham chiếu dài hơn 100 ký tự.", "the reference has more than 100 letters.");
            else if (BankCredit.TransactionId(reference, day, amount) is not { } id)
                _credits.Add(new StatementCredit(row.Line, at, amount, memo, null, Unnamed(day, amount, memo)));
            else if (_lines.TryAdd(id, row.Line))
                _credits.Add(new StatementCredit(row.Line, at, amount, memo, reference, id));
            else
                Refuse(row, $"số tham chiếu “{reference}” đã có ở dòng {_lines[id]}; nếu là khoản khác, hãy ghi nhận bằng tay.", $"the reference “{reference}” stands on line {_lines[id]} already; if it is other money, book it by hand.");
        }

        /// <summary>The second of two alike on one day is another entry; in the next statement they count the same.</summary>
        private string Unnamed(DateOnly day, Money amount, string memo)
        {
            var ordinal = _unnamed[(day, amount, memo)] = _unnamed.GetValueOrDefault((day, amount, memo)) + 1;
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}\n{amount.Amount}\n{memo}\n{ordinal}")));
            return $"statement-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
        }

        private Money? Refuse(CsvRow row, string vi, string en)
        {
            _refusals.Add(new Refusal("StatementRow", "file", $"Dòng {row.Line}: {vi}", $"Line {row.Line}: {en}"));
            return null;
        }
    }
}
