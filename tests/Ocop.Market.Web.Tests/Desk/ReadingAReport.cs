using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Desk;

public sealed partial class ReadingAReport
{
    private const string Path = "/quan-tri/bao-cao";
    private static readonly HeldRole Auditor = new(Role.Auditor, Scope.Programme), Commune = new(Role.Officer, Scope.Commune("19", "05503"));

    [Theory, BothDatabases]
    public async Task Every_table_opens_by_every_way_in_both_languages(DatabaseProvider provider)
    {
        await using var site = await OpenAsync(provider);
        var (visitor, guest) = (site.Visitor(), await site.SignedInAsync(Auditor));
        foreach (var (subject, ways) in new[] { ("san-pham", "tinh xa sao nhom loai-chu-the"), ("chu-the", "tinh xa sao nhom loai-chu-the"), ("diem-ban", "tinh xa loai-diem-ban"), ("hoi-cho", "tinh xa loai-hoi-cho") })
            foreach (var way in ways.Split(' '))
                foreach (var language in new[] { "", "/en" })
                {
                    var page = await guest.GetAsync(visitor, $"{language}{Path}?bang={subject}&theo={way}");
                    Assert.Equal((subject, way, HttpStatusCode.OK), (subject, way, page.Status));
                    Assert.Contains($"value=\"{way}\" selected", page.Html, StringComparison.Ordinal);
                    // No fair and no point yet; communes without a point are something to count.
                    Assert.Equal(subject != "hoi-cho" && way != "loai-diem-ban", page.Html.Contains("class=\"report__table\" role=\"region\" aria-labelledby=\"bang-so-lieu\" tabindex=\"0\"", StringComparison.Ordinal));
                }

        // Nothing was held this year: said in words, and nothing to take along.
        var empty = await guest.GetAsync(visitor, $"{Path}?bang=hoi-cho");
        Assert.Contains("Cả nước: chưa có gì để đếm. Từ ngày 01/01/2026 đến ngày 31/12/2026.", empty.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=xlsx", empty.Html, StringComparison.Ordinal);
        // A way that the table does not have is the usual one.
        Assert.Contains("value=\"tinh\" selected", (await guest.GetAsync(visitor, $"{Path}?bang=diem-ban&theo=sao")).Html, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_page_tells_its_day_and_prints_with_a_head(DatabaseProvider provider)
    {
        await using var site = await OpenAsync(provider);
        var (visitor, guest) = (site.Visitor(), await site.SignedInAsync(Auditor));
        var today = await guest.GetAsync(visitor, Path);
        Assert.Equal([["Tây Ninh", "1", "0", "0", "0", "0", "0", "1", "1", "0"], ["Thái Nguyên", "1", "0", "1", "0", "1", "0", "0", "1", "0"], ["Tổng cộng", "2", "0", "1", "0", "1", "0", "1", "2", "0"]], RowsOf(today.Html));
        Assert.Contains("Tính đến ngày 23/11/2026 · Cả nước", today.Html, StringComparison.Ordinal);
        Assert.Matches("(?s)<header class=\"report__letter only-print\">.*Hàng Quê.*Cả nước.*Lập lúc 09:00 23/11/2026.*Người lập: Người thử.*</header>", today.Html);
        Assert.Contains("data-print hidden", today.Html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"5 sao: 0; 4 sao: 1; 3 sao: 0; Hết hạn, thu hồi: 0; Chưa có quyết định: 0\"", today.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", today.Html, StringComparison.Ordinal);

        var past = await guest.GetAsync(visitor, $"{Path}?ngay=2025-02-28&theo=sao");
        Assert.Contains("Cả nước: chưa có gì để đếm. Tính đến ngày 28/02/2025.", past.Html, StringComparison.Ordinal);
        Assert.Equal(["4 sao", "1"], RowsOf((await guest.GetAsync(visitor, $"{Path}?ngay=2025-03-01&theo=sao")).Html)[1]);
    }

    [Theory, BothDatabases]
    public async Task A_day_that_makes_no_sense_is_refused_beside_its_field_and_no_number_is_shown(DatabaseProvider provider)
    {
        await using var site = await OpenAsync(provider);
        var (visitor, guest) = (site.Visitor(), await site.SignedInAsync(Auditor));
        foreach (var (query, field, words) in new[]
        {
            ("ngay=2026-11-24", "ngay", "Ngày này chưa tới"), ("ngay=hôm+qua", "ngay", "Ghi một ngày từ 07/05/2018 trở đi."), ("ngay=2017-01-01", "ngay", "Ghi một ngày từ 07/05/2018 trở đi."),
            ("bang=hoi-cho&tu=2026-07-01&den=2026-06-30", "den", "Ngày cuối trước ngày đầu."),
        })
        {
            var page = await guest.GetAsync(visitor, $"{Path}?{query}");
            Assert.Matches($"aria-invalid=\"true\" aria-describedby=\"f-{field}-problem\"", page.Html);
            Assert.Contains(words, page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("report__table", page.Html, StringComparison.Ordinal);
            Assert.Contains(words, (await guest.GetAsync(visitor, $"{Path}?{query}&handler=xlsx")).Html, StringComparison.Ordinal);
        }

        Assert.Contains("value=\"2026-11-24\"", (await guest.GetAsync(visitor, $"{Path}?ngay=2026-11-24")).Html, StringComparison.Ordinal);
        // A wrong day of products is nothing to a table of sales points.
        Assert.DoesNotContain("aria-invalid", (await guest.GetAsync(visitor, $"{Path}?bang=diem-ban&ngay=hôm+qua")).Html, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_workbook_is_the_table_of_the_page(DatabaseProvider provider)
    {
        await using var site = await OpenAsync(provider);
        var (visitor, guest) = (site.Visitor(), await site.SignedInAsync(Auditor));
        foreach (var query in new[] { "bang=san-pham&theo=nhom", "bang=chu-the&theo=tinh&ngay=2025-03-01", "bang=diem-ban&theo=xa&tinh=19" })
        {
            using var answer = await AskAsync(visitor, guest, $"{Path}?{query}&handler=xlsx");
            Assert.Equal((HttpStatusCode.OK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Matches("^bao-cao-(san-pham|chu-the|diem-ban)-202[56]-[0-9]{2}-[0-9]{2}[.]xlsx$", answer.Content.Headers.ContentDisposition!.FileName!);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            using var workbook = SpreadsheetDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), false);
            var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToArray()).ToList();
            var shown = RowsOf((await guest.GetAsync(visitor, $"{Path}?{query}")).Html);
            Assert.True(shown.Count > 1);
            Assert.Equal(shown, sheet.Skip(6).Take(shown.Count).Select(row => row.Select((cell, index) => index == 0 ? cell : Spoken(cell)).ToArray()));
            Assert.Equal("Người thử", sheet[3][1]);
        }
    }

    [Theory, BothDatabases]
    public async Task An_officer_of_a_commune_reads_and_takes_along_only_their_own(DatabaseProvider provider)
    {
        await using var site = await OpenAsync(provider);
        var (visitor, officer) = (site.Visitor(), await site.SignedInAsync(Commune));
        var page = await officer.GetAsync(visitor, Path);
        Assert.Equal([["xã Tân Cương", "1", "0", "1", "0", "1", "0", "0", "1", "0"], ["Tổng cộng", "1", "0", "1", "0", "1", "0", "0", "1", "0"]], RowsOf(page.Html));
        Assert.Contains("xã Tân Cương, Thái Nguyên", page.Html, StringComparison.Ordinal);
        // One province: nothing to choose.
        Assert.DoesNotContain("name=\"tinh\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("chưa có gì để đếm", (await officer.GetAsync(visitor, $"{Path}?tinh=80")).Html, StringComparison.Ordinal);
        using var file = await AskAsync(visitor, officer, $"{Path}?tinh=80&theo=tinh&handler=xlsx");
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(await file.Content.ReadAsByteArrayAsync()), false);
        Assert.DoesNotContain("Tây Ninh", workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.InnerText, StringComparison.Ordinal);

        foreach (var handler in new[] { "", "?handler=xlsx" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedInAsync()).GetAsync(visitor, Path + handler)).Status);
            Assert.StartsWith("/dang-nhap", (await new Guest().GetAsync(visitor, Path + handler)).Location, StringComparison.Ordinal);
        }
    }

    /// <summary>Tea with four stars in Tân Cương, rice cakes without a decision in Tây Ninh.</summary>
    private static async Task<MarketSite> OpenAsync(DatabaseProvider provider)
    {
        var site = await MarketSite.OpenAsync(provider);
        await site.InScopeAsync(async services =>
        {
            var (db, now) = (services.GetRequiredService<MarketDb>(), site.Clock.UtcNow());
            var tea = Add("Chè thử", new(null, null, null, "19", "05503", null));
            tea.AddDecision(new RecognitionDecision(tea.Id, 4, RecognitionLevel.Province, "1/QĐ-UBND", "UBND tỉnh", new(2025, 3, 1), "148", RecognitionState.New, false));
            Add("Bánh tráng thử", new(null, null, null, "80", null, null));
            await db.SaveChangesAsync();

            Product Add(string name, PlaceAsIssued place)
            {
                var producer = new Producer($"HTX {name}", ProducerKind.Cooperative, VietnameseText.Slug($"htx {name}"), place, false, now);
                var product = new Product(name, producer.Id, VietnameseText.Slug(name), place, "thuc-pham", null, false, now);
                db.AddRange(producer, product);
                return product;
            }
        });
        return site;
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient visitor, Guest guest, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"me={guest.Cookie("me")}");
        return visitor.SendAsync(request);
    }

    private static List<string[]> RowsOf(string html) =>
        [.. Line().Matches(html[html.IndexOf("<tbody>", StringComparison.Ordinal)..]).Select(row => CellOf().Matches(row.Value).Select(cell => cell.Groups[1].Value.Trim()).ToArray())];

    private static string Spoken(string cell) => cell.Length == 0 ? "" : long.Parse(cell, CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Line();

    [GeneratedRegex("<t[hd][^>]*>(.*?)</t[hd]>", RegexOptions.Singleline)]
    private static partial Regex CellOf();
}
