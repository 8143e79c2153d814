using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Seeding;
using Xunit;

namespace Ocop.Market.Tests.Catalog;

public sealed class ImportingAProductList
{
    private const string Header = "name_vi,producer_vi,producer_kind,commune,district,province,group,subgroup,stars,recognised_year,source";
    private const string Tea = "Chè Đinh,HTX Hảo Đạt,Hợp tác xã,Tân Cương,Thành phố Thái Nguyên,Thái Nguyên,Thực phẩm,\"Chè tươi, chè chế biến\",5,2024,nguồn";
    private const string Honey = "Mật ong,,,,,Bến Tre,,,,,nguồn";

    [Theory, BothDatabases]
    public async Task Takes_the_whole_file_and_the_same_file_again_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        var file = $"{Header}\n{Tea}\n{Honey}\n{Honey.Replace("Bến Tre", "Trà Vinh", StringComparison.Ordinal)}\n";

        var first = await market.ImportAsync(file);
        Assert.Equal((true, 3, 3, 0), (first.IsApplied, first.Rows, first.Created, first.ErrorCount));
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var tea = await db.Products.Include(product => product.Decisions).SingleAsync(product => product.Slug == "che-dinh");
            Assert.Equal(("148-11", "thuc-pham", "19"), (tea.SetCode, tea.GroupSlug, tea.Place.LegacyProvinceCode));
            var decision = Assert.Single(tea.Decisions);
            Assert.Equal((5, new DateOnly(2024, 1, 1), false, null), (decision.Stars, decision.DecidedOn, decision.IsDayKnown, decision.Number));
            Assert.Equal(5, (await db.SearchRows.SingleAsync(row => row.ProductId == tea.Id)).Stars);

            // Two products without a producer have two, each of its own.
            var unnamed = await db.Producers.Where(producer => producer.Name == Producer.Unnamed).ToListAsync();
            Assert.Equal(2, unnamed.Count);
            Assert.All(unnamed, producer => Assert.True(producer.IsUnnamed));
            Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Act == "ProductsImported"));
        });

        var before = await market.InScopeAsync(FingerprintAsync);
        var second = await market.ImportAsync(file);
        Assert.Equal((true, 0, 0, 3), (second.IsApplied, second.Created, second.Updated, second.Unchanged));
        Assert.Equal(before, await market.InScopeAsync(FingerprintAsync));
    }

    [Theory, BothDatabases]
    public async Task Finds_the_product_again_however_it_is_written(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        await market.ImportAsync($"{Header}\n{Tea}\n");
        var before = await market.InScopeAsync(FingerprintAsync);

        var decomposed = $"{Header}\n{Tea}\n".Normalize(NormalizationForm.FormD);
        var semicolons = $"{Header.Replace(',', ';')}\nChè Đinh;HTX Hảo Đạt;Hợp tác xã;Tân Cương;Thành phố Thái Nguyên;Thái Nguyên;Thực phẩm;Chè tươi, chè chế biến;5;2024;nguồn\n";
        foreach (var file in new[] { Encoding.UTF8.GetBytes(decomposed), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(semicolons)] })
        {
            var report = await market.ImportAsync(file);
            Assert.Equal((true, 1, ""), (report.IsApplied, report.Unchanged, string.Join(";", report.Errors)));
        }

        Assert.Equal(before, await market.InScopeAsync(FingerprintAsync));
    }

    [Theory, BothDatabases]
    public async Task Brings_a_known_product_up_to_date(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        const string more = Header + ",decision_number,decision_date,decision_authority,pack,net_content,net_unit,weight_g,price,gtin";
        await market.ImportAsync($"{Header}\n{Tea}\n");

        var told = await market.ImportAsync($"{more}\n{Tea},12/QĐ-UBND,15/03/2024,UBND tỉnh,hộp,100,g,160,390.000,2000000000008\n");
        Assert.Equal((1, ""), (told.Updated, string.Join(";", told.Errors)));
        await market.ImportAsync($"{more}\n{Tea},12/QĐ-UBND,2024-03-15,UBND tỉnh,hộp,100,g,160,410000,2000000000008\n");

        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var product = await db.Products.Include(product => product.Decisions).Include(product => product.Variants).SingleAsync();
            var decision = Assert.Single(product.Decisions);
            Assert.Equal((new DateOnly(2024, 3, 15), true, "12/QĐ-UBND"), (decision.DecidedOn, decision.IsDayKnown, decision.Number));
            var variant = Assert.Single(product.Variants);
            Assert.Equal((410_000, 160, "2000000000008"), (variant.Price.Amount, variant.WeightGrams, variant.Gtin));
            Assert.Contains(await db.AuditEntries.Select(entry => entry.After).ToListAsync(), after => after?.Contains("390.000", StringComparison.Ordinal) == true);
            Assert.Equal(410_000, (await db.SearchRows.SingleAsync()).Price);
        });
    }

    public static TheoryData<string, string, string> BadCells => new()
    {
        { "stars", "6", "Hạng sao" },
        { "stars", "0", "Hạng sao" },
        { "recognised_year", "1999", "Năm phải từ" },
        { "recognised_year", "2031", "Năm phải từ" },
        { "recognised_year", "hai nghìn", "số nguyên" },
        { "decision_date", "31/02/2024", "Không có ngày này" },
        { "decision_date", "01/01/2030", "tương lai" },
        { "gtin", "2000000000009", "GTIN" },
        { "price", "-5", "lớn hơn 0" },
        { "price", "nhiều", "số nguyên" },
        { "weight_g", "1,5", "số nguyên" },
        { "province", "Atlantis", "tỉnh, thành phố" },
        { "province", "", "Thiếu tỉnh" },
        { "name_vi", "", "Thiếu tên" },
        { "name_vi", "=HYPERLINK(\"\"x\"\")", "công thức" },
        { "description", "+cmd", "công thức" },
        { "producer_vi", "@SUM(A1)", "công thức" },
        { "description", "-2+3", "công thức" },
        { "producer_kind", "Vương quốc", "loại chủ thể" },
        { "group", "Vũ khí", "sáu nhóm" },
        { "subgroup", "Rượu trắng", "nhóm khác" },
    };

    [Fact]
    public async Task A_bad_cell_refuses_the_file_and_says_where_and_why()
    {
        await using var market = await SeededMarket.OpenAsync(DatabaseProvider.Sqlite);
        foreach (var (column, value, reason) in BadCells.Select(row => row.Data)) await RefusesAsync(market, column, value, reason);
    }

    [Fact]
    public async Task A_bad_cell_refuses_the_file_on_postgres_too()
    {
        if (TestDatabase.PostgresServer is null) Assert.Skip("OCOP_TEST_POSTGRES is not set");
        await using var market = await SeededMarket.OpenAsync(DatabaseProvider.Postgres);
        foreach (var (column, value, reason) in BadCells.Select(row => row.Data).Take(3)) await RefusesAsync(market, column, value, reason);
    }

    private static async Task RefusesAsync(TestMarket market, string column, string value, string reason)
    {
        var cells = new Dictionary<string, string>
        {
            ["name_vi"] = "Chè", ["producer_vi"] = "HTX A", ["producer_kind"] = "Hợp tác xã", ["commune"] = "", ["district"] = "", ["province"] = "Bến Tre",
            ["group"] = "Thực phẩm", ["subgroup"] = "Chè tươi, chè chế biến", ["stars"] = "4", ["recognised_year"] = "2024", ["source"] = "nguồn",
            ["decision_date"] = "", ["gtin"] = "2000000000008", ["pack"] = "hộp", ["weight_g"] = "100", ["price"] = "50000", ["description"] = "Ngon",
        };
        cells[column] = value;
        var row = string.Join(",", cells.Values.Select(cell => $"\"{cell}\""));
        var before = await market.InScopeAsync(FingerprintAsync);

        var report = await market.ImportAsync($"{string.Join(",", cells.Keys)}\n{row}\n");
        Assert.False(report.IsApplied);
        var error = Assert.Single(report.Errors);
        Assert.Equal((2, column), (error.Line, error.Column));
        Assert.Contains(reason, error.Reason.Vi, StringComparison.Ordinal);
        Assert.NotEmpty(error.Reason.En);
        Assert.Equal(before, await market.InScopeAsync(FingerprintAsync));
    }

    [Theory, BothDatabases]
    public async Task One_bad_row_refuses_all_unless_the_good_ones_are_asked_for(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        var file = $"{Header}\n{Tea}\n{Honey.Replace("Bến Tre", "Atlantis", StringComparison.Ordinal)}\n{Tea}\n";
        var before = await market.InScopeAsync(FingerprintAsync);

        var refused = await market.ImportAsync(file);
        Assert.Equal((false, 3, 2), (refused.IsApplied, refused.Rows, refused.BadRows));
        Assert.Contains(refused.Errors, error => error.Line == 4 && error.Reason.Vi.Contains("dòng 2", StringComparison.Ordinal));
        Assert.Equal(before, await market.InScopeAsync(FingerprintAsync));

        using var reportFile = new MemoryStream();
        var kept = await market.ImportAsync(file, request => request with { KeepGood = true, ReportFile = reportFile });
        Assert.Equal((true, 1, 2), (kept.IsApplied, kept.Created, kept.BadRows));
        var written = Encoding.UTF8.GetString(reportFile.ToArray()).TrimStart('\ufeff').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"{Header},loi,error", written[0]);
        Assert.EndsWith("nguồn,,", written[1], StringComparison.Ordinal);
        Assert.Contains("province: Không có tỉnh", written[2], StringComparison.Ordinal);
        Assert.Contains("There is no such province", written[2], StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_dry_run_does_everything_and_leaves_nothing(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        var before = await market.InScopeAsync(FingerprintAsync);
        var report = await market.ImportAsync($"{Header}\n{Tea}\n", request => request with { DryRun = true });
        Assert.Equal((false, true, 1), (report.IsApplied, report.IsClean, report.Created));
        Assert.Equal(before, await market.InScopeAsync(FingerprintAsync));
    }

    [Fact]
    public async Task What_is_no_product_list_is_refused_as_a_whole()
    {
        await using var market = await SeededMarket.OpenAsync(DatabaseProvider.Sqlite);
        var before = await market.InScopeAsync(FingerprintAsync);
        var good = Encoding.UTF8.GetBytes($"{Header}\n{Tea}\n");
        (byte[] File, string Reason)[] files =
        [
            ([], "Tệp rỗng"),
            ("PK\u0003\u0004xyz"u8.ToArray(), "Excel"),
            (Encoding.Unicode.GetPreamble(), "UTF-16"),
            ([.. good, 0, 1, 2], "ký tự rỗng"),
            ([.. good, 0xC3, 0x28], "UTF-8"),
            (Encoding.UTF8.GetBytes("name_vi,producer_vi\nChè,HTX\n"), "Thiếu cột"),
            (Encoding.UTF8.GetBytes($"{Header},gia\n{Tea},1\n"), "Không có cột nào tên “gia”"),
            (Encoding.UTF8.GetBytes($"{Header},price,price\n{Tea},1,1\n"), "hai lần"),
            (Encoding.UTF8.GetBytes($"{Header}\n\"{new string('a', 30_000)}"), "quá dài"),
            ([.. good, .. Encoding.UTF8.GetBytes(new string('\n', 51 * 1024 * 1024))], "quá lớn"),
        ];
        foreach (var (file, reason) in files)
        {
            var report = await market.ImportAsync(file, request => request with { KeepGood = true });
            Assert.False(report.IsApplied);
            Assert.Contains(report.Errors, error => error.Reason.Vi.Contains(reason, StringComparison.Ordinal));
            Assert.Equal(before, await market.InScopeAsync(FingerprintAsync));
        }
    }

    [Theory, BothDatabases]
    public async Task A_taken_sku_is_refused(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        const string more = Header + ",sku,pack,weight_g,price";
        Assert.True((await market.ImportAsync($"{more}\n{Tea},CHE-1,hộp,160,390000\n")).IsApplied);
        var report = await market.ImportAsync($"{more}\n{Honey},CHE-1,chai,700,120000\n");
        Assert.Equal((false, "sku"), (report.IsApplied, Assert.Single(report.Errors).Column));
    }

    [Fact]
    public async Task A_product_proposed_for_five_stars_shows_four()
    {
        await using var market = await SeededMarket.OpenAsync(DatabaseProvider.Sqlite);
        await market.ImportAsync($"{Header}\n{Tea.Replace(",5,2024", ",tiềm năng 5 sao,2024", StringComparison.Ordinal)}\n");
        Assert.Equal(4, await market.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().RecognitionDecisions.Select(decision => decision.Stars).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task The_scan_marks_what_has_ended_once(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        await market.ImportAsync($"{Header}\n{Tea}\n");
        Task<int> ScanAsync() => market.InScopeAsync(scope => scope.GetRequiredService<ScanRecognitions>().HandleAsync(CancellationToken.None));
        Task<int> SoonAsync(int days) => market.InScopeAsync(async scope => (await scope.GetRequiredService<RecognitionsEndingSoon>().WithinAsync(days, CancellationToken.None)).Count);

        // Recognised 1 January 2024, so valid to the end of 1 January 2027.
        market.Clock.SetLocal(2027, 1, 1, 23, 59, 59);
        Assert.Equal((0, 1), (await ScanAsync(), await SoonAsync(0)));
        market.Clock.SetLocal(2027, 1, 2, 0, 0, 0);
        var changes = await market.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Changes.CountAsync());
        Assert.Equal((1, 0), (await ScanAsync(), await SoonAsync(60)));
        Assert.Equal(0, await ScanAsync());
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            Assert.Equal(RecognitionState.Lapsed, (await db.RecognitionDecisions.SingleAsync()).State);
            Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Act == "RecognitionLapsed"));
            Assert.True(await db.Changes.CountAsync() > changes);
        });
    }

    private static async Task<string> FingerprintAsync(IServiceProvider scope)
    {
        var db = scope.GetRequiredService<MarketDb>();
        return $"{await db.Products.CountAsync()} {await db.Products.SumAsync(product => product.Version)} {await db.Producers.CountAsync()} {await db.Variants.CountAsync()} "
            + $"{await db.RecognitionDecisions.CountAsync()} {await db.SearchRows.CountAsync()} {await db.Changes.CountAsync()} {await db.AuditEntries.CountAsync()}";
    }
}
