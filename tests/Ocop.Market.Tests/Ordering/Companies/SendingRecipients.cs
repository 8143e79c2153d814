using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering.Companies;

public sealed class SendingRecipients
{
    [Theory, BothDatabases]
    public async Task Places_are_understood_as_people_write_them(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, 0);
        var quote = Assert.Succeeded(await market.AskAsync())!;
        string[] written =
        [
            "Phường Cửa Nam,,Hà Nội", "P. Cua Nam,,TP. Ha Noi", "cửa nam,,Thành phố Hà Nội", "Tràng Tiền,Quận Hoàn Kiếm,Hà Nội", "xã Tân Cương,,tỉnh Thái Nguyên", "Lý Sơn,,Quảng Ngãi",
        ];
        var sheet = Assert.Succeeded(await market.SendAsync(quote, "Tên,SĐT,Địa chỉ,Phường/Xã,Quận/Huyện,Tỉnh/TP,Ngày giao,Ghi chú riêng\n".Replace("Tỉnh/TP", "Tỉnh/Thành phố", StringComparison.Ordinal)
            + string.Concat(written.Select((place, index) => FormattableString.Invariant($"Người {index},9120000{index:00},Số {index} phố Minh Hoạ,{place},{market.Day(5)},x\n")))));
        Assert.Equal(["00082", "00082", "00082", "00070", "05500", "21548"], sheet.Rows.Select(row => row.Right?.Address.CommuneCode ?? string.Join(' ', row.Faults.Select(fault => fault.Message.Vi))));
        Assert.All(sheet.Rows, row => Assert.Equal(1, row.Right!.Boxes));
        Assert.Equal("+84912000000", sheet.Rows[0].Right!.Recipient.Phone);
        Assert.Equal("Tràng Tiền, Quận Hoàn Kiếm", sheet.Rows[3].Right!.Address.CommuneAsTyped);
        Assert.Equal("Phường Hoàn Kiếm", sheet.Rows[3].Right!.Address.Commune);
    }

    [Theory, BothDatabases]
    public async Task Every_wrong_cell_is_named_and_a_divided_commune_is_a_choice(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, 0);
        var quote = Assert.Succeeded(await market.AskAsync())!;
        var ahead = market.Day(20);
        string[] rows =
        [
            $",0912000001,Số 1,Cửa Nam,Hà Nội,{ahead},,1", $"Người 2,12,Số 2,Cửa Nam,Hà Nội,{ahead},,1", $"Người 3,0912000003,,Cửa Nam,Hà Nội,{ahead},,1",
            $"Người 4,0912000004,Số 4,Không Có,Hà Nội,{ahead},,1", $"Người 5,0912000005,Số 5,Cửa Nam,Xứ Lạ,{ahead},,1", $"Người 6,0912000006,Số 6,Hàng Trống,Hà Nội,{ahead},,1",
            $"Người 7,0912000007,Số 7,Cửa Nam,Hà Nội,{market.Day(-1)},,1", $"Người 8,0912000008,Số 8,Cửa Nam,Hà Nội,{market.Day(61)},,1", $"Người 9,0912000009,Số 9,Cửa Nam,Hà Nội,{ahead},=HYPERLINK(1),1",
            $"Người 10,0912000010,Số 10,Cửa Nam,Hà Nội,{ahead},,không", $"Người 11,+84912000011,Số 11,Cửa Nam,Hà Nội,{ahead},,1", $"Người mười hai,0912000011,so 11,P. Cửa Nam,TP Hà Nội,{ahead},,1",
            $"Người 11,0912000013,Số 11,Cửa Nam,Hà Nội,{ahead},,1",
        ];
        var sheet = Assert.Succeeded(await market.SendAsync(quote, market.Sheet(rows.Length, index => rows[index - 1])));
        RecipientField?[] wrong =
        [
            RecipientField.Name, RecipientField.Phone, RecipientField.Street, RecipientField.Commune, RecipientField.Province, RecipientField.Commune, RecipientField.Day, RecipientField.Day, RecipientField.Card,
            RecipientField.Quantity, null, RecipientField.Phone, RecipientField.Name,
        ];
        Assert.Equal(wrong, sheet.Rows.Select(row => row.Faults.Count == 0 ? null : (RecipientField?)Assert.Single(row.Faults).Field));
        Assert.Equal(["00070", "00082"], sheet.Rows[5].Choices.Select(choice => choice.Commune.Code).Order());
        Assert.Contains("Trùng dòng 12", sheet.Rows[11].Faults[0].Message.Vi, StringComparison.Ordinal);

        // One is chosen, one dropped; what the page showed is old by then.
        var chosen = Assert.Succeeded(await market.Shop.Run((RecipientSheets sheets) => sheets.CorrectAsync(quote.Id, sheet.Sheet.Version, 7, new Dictionary<RecipientField, string> { [RecipientField.Commune] = "Phường Cửa Nam" }, default)));
        Assert.Equal("00082", chosen.Rows[5].Right!.Address.CommuneCode);
        var before = await market.Fingerprint();
        Assert.Refused("SheetIsNewer", await market.Shop.Run((RecipientSheets sheets) => sheets.CorrectAsync(quote.Id, sheet.Sheet.Version, 2, null, default)));
        Assert.Equal(before, await market.Fingerprint());
        var dropped = Assert.Succeeded(await market.Shop.Run((RecipientSheets sheets) => sheets.CorrectAsync(quote.Id, chosen.Sheet.Version, 2, null, default)));
        Assert.Equal(rows.Length - 1, dropped.Rows.Count);
    }

    [Theory, BothDatabases]
    public async Task Days_are_read_as_people_write_them_and_at_Tet_nobody_gets_a_parcel(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, 0);
        var quote = Assert.Succeeded(await market.AskAsync(market.Wish with { WishDay = "28/02/2027" }))!;
        string[] days = ["4.2.2027", "2027-02-09", "9-2-2027", "05/02/2027", "8/2/2027"];
        var sheet = Assert.Succeeded(await market.SendAsync(quote, market.Sheet(days.Length, index => market.Row(index).Replace(market.Day(20), days[index - 1], StringComparison.Ordinal))));
        Assert.Equal([false, false, false, true, true], sheet.Rows.Select(row => row.Faults.Count > 0));
        Assert.All(sheet.Wrong, row => Assert.Contains("Ngày giao được gần nhất sau Tết là 09/02/2027", Assert.Single(row.Faults) is { Field: RecipientField.Day } fault ? fault.Message.Vi : "", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task The_file_comes_back_with_its_errors_and_is_taken_again_once_mended(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, 0);
        var quote = Assert.Succeeded(await market.AskAsync())!;
        Assert.Succeeded(await market.SendAsync(quote, market.Sheet(3, index => index == 2 ? market.Row(2).Replace("091200000", "+", StringComparison.Ordinal) : market.Row(index))));
        foreach (var isWorkbook in new[] { true, false })
        {
            var found = (await market.Shop.Run((RecipientSheets sheets) => sheets.FindAsync(quote.Id, default)))!;
            Assert.Equal(3, Assert.Single(found.Wrong).Line);
            using var file = new MemoryStream();
            await RecipientFiles.WriteAsync(file, isWorkbook, found, default);
            if (!isWorkbook) Assert.Contains("Lỗi", Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
            // Taken as it is, the column of errors is not one of the company's own.
            var again = Assert.Succeeded(await market.SendAsync(quote, file.ToArray(), "sua.xlsx"));
            Assert.Equal(isWorkbook, again.Sheet.IsWorkbook);
            Assert.DoesNotContain("Lỗi", again.Sheet.Headings);
            Assert.Equal(3, Assert.Single(again.Wrong).Line);
            Assert.Equal(found.Rows.Select(row => row.Right), again.Rows.Select(row => row.Right));
        }

        var template = new MemoryStream();
        await RecipientFiles.WriteTemplateAsync(template, true, market.Today.AddDays(5), default);
        Assert.True(Assert.Succeeded(await market.SendAsync(quote, template.ToArray(), "mau.xlsx")).IsClean);
    }

    [Theory, BothDatabases]
    public async Task A_file_that_cannot_be_read_leaves_the_earlier_sheet_whole(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, 0);
        var quote = Assert.Succeeded(await market.AskAsync())!;
        Assert.Succeeded(await market.SendAsync(quote, market.Sheet(3)));
        var before = await market.Fingerprint();
        Assert.Refused("FileUnreadable", await market.SendAsync(quote, [], "rong.csv"));
        Assert.Refused("TooManyRows", await market.SendAsync(quote, market.Sheet(RecipientSheet.MostRows + 1)));
        Assert.Refused("FileTooLarge", await market.SendAsync(quote, new byte[(2 * 1024 * 1024) + 1], "to.csv"));
        Assert.Refused("FileUnreadable", await market.SendAsync(quote, Bomb(), "bom.xlsx"));
        Assert.Refused("FileUnreadable", await market.SendAsync(quote, [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "hong.xlsx"));
        Assert.Refused("NoRows", await market.SendAsync(quote, market.Sheet(0)));
        Assert.Contains((await market.SendAsync(quote, "Họ tên,Điện thoại\nA,B\n")).Refusals, refusal => refusal is { Reason: "ColumnMissing", Field: "file" });
        Assert.Equal(before, await market.Fingerprint());
        Assert.Succeeded(await market.SendAsync(quote, market.Sheet(RecipientSheet.MostRows)));
        Assert.Equal(1, await market.Shop.Read(db => db.RecipientSheets.CountAsync()));
    }

    private static byte[] Bomb()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open();
            var block = new byte[1024 * 1024];
            for (var written = 0; written < 200; written++) part.Write(block);
        }

        return file.ToArray();
    }
}
