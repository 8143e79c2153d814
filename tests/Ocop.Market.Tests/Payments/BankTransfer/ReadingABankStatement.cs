using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ocop.Market.Doubles.Bank;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.BankTransfer;

public sealed class ReadingABankStatement
{
    private const string TwoColumns = "Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung\n";

    [Fact]
    public async Task Two_languages_in_one_heading_below_an_address()
    {
        var statement = await ReadAsync("""
            NGÂN HÀNG MẪU,,,,,,
            "SAO KÊ TÀI KHOẢN
            STATEMENT OF ACCOUNT",,,,,,
            Số tài khoản/Account No:,1017595600,,,,,

            "STT
            No.","Ngày giao dịch
            Transaction date","Số tham chiếu
            Reference No.","Số tiền ghi nợ
            Debit","Số tiền ghi có
            Credit","Số dư
            Balance","Nội dung chi tiết
            Transactions in detail"
            1,05/03/2026,,,,"1,000,000",Số dư đầu kỳ
            2,05/03/2026,5078 - 83921,,"250,000","1,250,000","MBVCB.123.OCK7M492PX.CT tu 0123, NGUYEN VAN A"
            3,06/03/2026,5078 - 83999,"1,100",,"1,248,900",Phi dich vu

            ,Tổng cộng,,"1,100","250,000",,
            "Ghi chú: số liệu để tham khảo",,,,,,
            """);

        Assert.Empty(statement.Refusals);
        Assert.Equal(1, statement.Debits);
        var credit = Assert.Single(statement.Credits);
        Assert.Equal((new DateTime(2026, 3, 5), new Money(250_000), "5078 - 83921"), (credit.BookedAt, credit.Amount, credit.Reference));
        Assert.Equal(new PaymentNotice("5078 - 83921", "OCK7M492PX", null, "MBVCB.123.OCK7M492PX.CT tu 0123, NGUYEN VAN A",
            new PaymentNews.Paid("5078 - 83921", new Money(250_000), "VND", new DateTime(2026, 3, 4, 17, 0, 0, DateTimeKind.Utc))), credit.Notice);
    }

    [Fact]
    public async Task Semicolons_points_and_a_clock()
    {
        var statement = await ReadAsync("Ngày hiệu lực;Ngày GD;Mã giao dịch;Phát sinh nợ;Phát sinh có;Số dư;Diễn giải\r\n"
            + "06/03/2026;05/03/2026 07:03:12;FT26064000001\\BNK;0;250.000;1.250.000;OCK7M492PX; \r\n06/03/2026;06/03/2026 08:00;FT26065000002;50.000;0;1.200.000;Rut tien\r\n", new UTF8Encoding(true));

        Assert.Empty(statement.Refusals);
        Assert.Equal(1, statement.Debits);
        var credit = Assert.Single(statement.Credits);
        Assert.Equal((new DateTime(2026, 3, 5, 7, 3, 12), "FT26064000001", 2), (credit.BookedAt, credit.TransactionId, credit.Line));
        Assert.Equal(new DateTime(2026, 3, 5, 0, 3, 12, DateTimeKind.Utc), Assert.IsType<PaymentNews.Paid>(credit.Notice.News).At);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tabs_in_English_as_Utf16(bool bigEndian)
    {
        var statement = await ReadAsync("Account No\t1017595600\nPosting Date\tValue Date\tTransaction No\tDebit Amount\tCredit Amount\tCurrency\tDescription\n"
            + "2026-03-05\t2026-03-06\tTXN00012345\t\t250000.00\tVND\tIBFT OCK7M492PX\n2026-03-05\t2026-03-06\tTXN00012346\t\t12.00\tUSD\tinterest\n", new UnicodeEncoding(bigEndian, byteOrderMark: true));

        var credit = Assert.Single(statement.Credits);
        Assert.Equal(("TXN00012345", "OCK7M492PX", new Money(250_000)), (credit.TransactionId, credit.Notice.Reference, credit.Amount));
        AssertRefused("Dòng 4: tiền tệ là “USD”", statement);
    }

    [Fact]
    public async Task One_column_with_signs_and_no_reference()
    {
        var statement = await ReadAsync("Thời gian,Số tiền,Mô tả\n2026-03-05 07:03:12,+250.000,OCK7M492PX\n05/03/2026 09:00:00,-50.000,mua hang\n2026-03-05T10:00:00,+ 99.000 VND,chuc mung\n");
        Assert.Empty(statement.Refusals);
        Assert.Equal(1, statement.Debits);
        Assert.Equal([250_000, 99_000], statement.Credits.Select(credit => credit.Amount.Amount));
        Assert.All(statement.Credits, credit => Assert.StartsWith("statement-", credit.TransactionId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_column_beside_the_word_for_its_way()
    {
        var statement = await ReadAsync("Date,Ref,D/C,Amount,Remarks\n05/03/2026,FT000000001,C,\"250,000\",OCK7M492PX\n05/03/2026,FT000000002,D,\"50,000\",mua\n05/03/2026,FT000000003,?,\"50,000\",mua\n");
        Assert.Equal("FT000000001", Assert.Single(statement.Credits).TransactionId);
        Assert.Equal(1, statement.Debits);
        AssertRefused("Dòng 4: “?” không nói là ghi có hay ghi nợ.", statement);
    }

    [Fact]
    public async Task Columns_named_by_one_word_and_printed_page_after_page()
    {
        var statement = await ReadAsync("No.,Ngày,Số CT,Nợ,Có,Nội dung\n1,5/3/2026,CT00000001,,250000,OCK7M492PX\nNo.,Ngày,Số CT,Nợ,Có,Nội dung\n2,6/3/2026,CT00000002,,1000,khac\n");
        Assert.Empty(statement.Refusals);
        Assert.Equal(["CT00000001", "CT00000002"], statement.Credits.Select(credit => credit.TransactionId));
    }

    [Fact]
    public async Task What_three_notifiers_and_two_statements_tell_is_one_entry()
    {
        var clock = StandingClock.At(2026, 3, 5);
        var bank = new BankDouble(http: null!, BankVectors.Account, clock);
        var entry = bank.Receive(250_000, "OCK7M492PX");
        var first = await ReadAsync(bank.Statement());
        clock.Advance(TimeSpan.FromDays(1));
        bank.Receive(99_000, "chuc mung");
        bank.Send(1_100, "phi");
        var second = await ReadAsync(bank.Statement());

        var sePay = new SePayNotifications(BankVectors.Options(options => options.SePay.ApiKey = "key"));
        var told = Assert.Succeeded(sePay.Verify(SePayDouble.WithKey(entry, "key").Message(clock.UtcNow())))[0];

        Assert.Empty(second.Refusals);
        Assert.Equal((2, 1), (second.Credits.Count, second.Debits));
        Assert.Equal(told.News, first.Credits[0].Notice.News);
        Assert.Equal(first.Credits[0].Notice, second.Credits[0].Notice);
        Assert.Equal(told.Reference, second.Credits[0].Notice.Reference);
    }

    [Fact]
    public async Task Entries_without_a_reference_are_the_same_in_the_next_statement()
    {
        const string Heading = "Ngày giao dịch,Ghi có,Nội dung\n";
        const string Day = "05/03/2026,250.000,tien che\n05/03/2026,250.000,tien che\n05/03/2026,99.000,tien che\n";
        var first = await ReadAsync(Heading + Day);
        var second = await ReadAsync(Heading + "04/03/2026,250.000,tien che\n" + Day);

        Assert.Equal(3, first.Credits.Select(credit => credit.TransactionId).Distinct().Count());
        Assert.Equal(first.Credits.Select(credit => credit.TransactionId), second.Credits.Skip(1).Select(credit => credit.TransactionId));
        Assert.DoesNotContain(second.Credits[0].TransactionId, first.Credits.Select(credit => credit.TransactionId));
    }

    [Theory]
    [InlineData("250.000", 250_000)]
    [InlineData("250,000", 250_000)]
    [InlineData("250000.00", 250_000)]
    [InlineData("250000,0", 250_000)]
    [InlineData("+250.000", 250_000)]
    [InlineData("1.250.000,00", 1_250_000)]
    [InlineData("1,250,000.00 VND", 1_250_000)]
    [InlineData("1 250 000", 1_250_000)]
    [InlineData("250.000 đ", 250_000)]
    [InlineData("'250000", 250_000)]
    [InlineData("7", 7)]
    public async Task Amounts_as_banks_write_them(string written, long amount) =>
        Assert.Equal(amount, Assert.Single((await ReadAsync($"{TwoColumns}05/03/2026,FT000000001,,\"{written}\",x\n")).Credits).Amount.Amount);

    [Theory]
    [InlineData("05/03/2026,FT000000001,,2.5E+05,x", "Dòng 2: “2.5E+05” không phải số tiền chẵn đồng, ví dụ 250.000.")]
    [InlineData("05/03/2026,FT000000001,,250.000.5,x", "Dòng 2: “250.000.5” không phải số tiền chẵn đồng, ví dụ 250.000.")]
    [InlineData("05/03/2026,FT000000001,,\"250,5\",x", "Dòng 2: “250,5” không phải số tiền chẵn đồng, ví dụ 250.000.")]
    [InlineData("05/03/2026,FT000000001,,\"1,250.000\",x", "Dòng 2: “1,250.000” không phải số tiền chẵn đồng, ví dụ 250.000.")]
    [InlineData("05/03/2026,FT000000001,,-250.000,x", "Dòng 2: số âm trong cột tiền vào.")]
    [InlineData("05/03/2026,FT000000001,1.000,250.000,x", "Dòng 2: vừa có tiền vào vừa có tiền ra.")]
    [InlineData("05/03/2026,FT000000001,0,0,x", "Dòng 2: không có số tiền.")]
    [InlineData("31/02/2026,FT000000001,,250.000,x", "Dòng 2: “31/02/2026” không phải ngày, ví dụ 24/02/2026.")]
    [InlineData(",FT000000001,,250.000,x", "Dòng 2: “” không phải ngày, ví dụ 24/02/2026.")]
    [InlineData("05/03/2026,FT000000001,,250,000,x", "Dòng 2: có 6 ô mà tiêu đề chỉ có 5.")]
    [InlineData("05/03/2026,FT000000001,,250.000,\"x", "Dòng 2: dấu ngoặc kép đặt sai; các dòng ngay sau có thể cũng chưa được đọc.")]
    public async Task A_row_that_cannot_be_read_is_told_by_its_line(string row, string words)
    {
        var statement = await ReadAsync(TwoColumns + row);
        Assert.Empty(statement.Credits);
        AssertRefused(words, statement);
    }

    [Fact]
    public async Task A_bad_row_does_not_hold_up_the_others()
    {
        var statement = await ReadAsync($"{TwoColumns}05/03/2026,FT000000001,,250.000,a\nhôm qua,FT000000002,,250.000,b\n05/03/2026,FT000000003,,99.000,c\n05/03/2026,FT000000001,,5.000,d\n");
        Assert.Equal(["FT000000001", "FT000000003"], statement.Credits.Select(credit => credit.TransactionId));
        Assert.Equal(["Dòng 3: “hôm qua” không phải ngày, ví dụ 24/02/2026.", "Dòng 5: số tham chiếu “FT000000001” đã có ở dòng 2; nếu là khoản khác, hãy ghi nhận bằng tay."], statement.Refusals.Select(refusal => refusal.Message.Vi));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sku,quantity\nA,1\n")]
    [InlineData("Ngày giao dịch,Ghi có\n05/03/2026,1.000\n")]
    [InlineData("Ngày giao dịch,Nội dung\n05/03/2026,x\n")]
    [InlineData("Ngày giao dịch,Số tiền,Nội dung\n05/03/2026,250.000,vao hay ra\n")]
    [InlineData("PK\u0003\u0004 a workbook")]
    [InlineData("Ngày giao dịch,Ghi có,Nội dung\n05/03/2026,1.000,\0\n")]
    public async Task What_is_no_statement_is_refused_whole(string text) => Assert.Refused("StatementUnreadable", await BankStatement.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), default));

    [Fact]
    public async Task An_old_encoding_is_refused_whole() =>
        Assert.Contains("UTF-8", Assert.Refused("StatementUnreadable", await BankStatement.ReadAsync(new MemoryStream(Encoding.Latin1.GetBytes("Ngày giao dich,Ghi có,Noi dung\n")), default)).Message.Vi, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_without_an_end_is_refused_whole() =>
        Assert.Contains("5 MB", Assert.Refused("StatementUnreadable", await BankStatement.ReadAsync(new MemoryStream(new byte[6 * 1024 * 1024]), default)).Message.Vi, StringComparison.Ordinal);

    [Fact]
    public void Any_bytes_are_read_or_refused() => Prop.ForAll<byte[], bool>((bytes, hasHeading) =>
    {
        byte[] file = [.. hasHeading ? Encoding.UTF8.GetBytes(TwoColumns) : [], .. bytes];
        return BankStatement.ReadAsync(new MemoryStream(file), default).IsCompletedSuccessfully;
    }).QuickCheckThrowOnFailure();

    private static void AssertRefused(string words, BankStatement statement) =>
        Assert.StartsWith(words, Assert.Single(statement.Refusals).Message.Vi, StringComparison.Ordinal);

    private static Task<BankStatement> ReadAsync(string text, Encoding? encoding = null) =>
        ReadAsync([.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? new UTF8Encoding(false)).GetBytes(text)]);

    private static async Task<BankStatement> ReadAsync(byte[] file) => Assert.Succeeded(await BankStatement.ReadAsync(new MemoryStream(file), default));
}
