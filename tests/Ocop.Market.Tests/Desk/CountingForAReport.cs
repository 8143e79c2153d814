using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Reports;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Catalog.Fairs;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Desk;

public sealed class CountingForAReport
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Person Buyer = new(Guid.CreateVersion7(), "Người thử", []);

    [Theory, BothDatabases]
    public async Task Products_are_counted_by_the_stars_of_the_chosen_day(DatabaseProvider provider)
    {
        await using var desk = await FilledAsync(provider);
        // Tea has four, honey was upgraded to five; rice lapsed, mushrooms were revoked; silk, pottery and one of nobody’s have no decision.
        Assert.Equal((7, 1, 1, 0, 2, 2, 3), await StandingAsync(Today));
        // What was entered later without a decision was not there; what was decided by then was.
        Assert.Equal((4, 1, 1, 1, 3, 1, 0), await StandingAsync(new(2026, 3, 1)));
        Assert.Equal((4, 0, 1, 1, 2, 2, 0), await StandingAsync(new(2026, 6, 1)));
        // The last day of the rice, and the day after.
        Assert.Equal((4, 0, 2, 2, 4, 0, 0), await StandingAsync(new(2025, 3, 1)));
        Assert.Equal((4, 0, 1, 2, 3, 1, 0), await StandingAsync(new(2025, 3, 2)));
        Assert.Equal((0, 0, 0, 0, 0, 0, 0), await StandingAsync(new(2019, 1, 1)));

        var listed = await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Products, ReportBy.Group));
        Assert.Equal((6L, 1L), (Total(listed, "Đang hiện trên chợ"), Total(listed, "Đang ẩn")));
        // What was listed then, nobody kept.
        Assert.DoesNotContain("Đang ẩn", (await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Products, ReportBy.Group) with { Day = Today.AddDays(-1) })).Columns.Select(column => column.Heading.Vi));

        async Task<(long?, long?, long?, long?, long?, long?, long?)> StandingAsync(DateOnly day)
        {
            var report = await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Products, ReportBy.Province) with { Day = day });
            var byStars = await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Products, ReportBy.Stars) with { Day = day });
            Assert.Equal(new[] { "5 sao", "4 sao", "3 sao", "Hết hạn, thu hồi", "Chưa có quyết định" }.Select(heading => Total(report, heading)), byStars.Rows.Select(row => row.Numbers[0]));
            return (Total(report, "Tất cả"), Total(report, "5 sao"), Total(report, "4 sao"), Total(report, "3 sao"), Total(report, "Còn sao"), Total(report, "Hết hạn, thu hồi"), Total(report, "Chưa có quyết định"));
        }
    }

    /// <summary>A report reads a few columns of a decision; the page of a product reads all of it.</summary>
    [Theory, BothDatabases]
    public async Task A_report_counts_the_stars_that_the_decisions_give_on_every_day(DatabaseProvider provider)
    {
        await using var desk = await FilledAsync(provider);
        var random = new Random(7);
        await desk.Read(async db =>
        {
            foreach (var id in await db.Products.Select(product => product.Id).ToListAsync())
                foreach (var _ in Enumerable.Range(0, 6))
                {
                    var decision = new RecognitionDecision(id, random.Next(3, 6), null, null, null, new DateOnly(2020, 1, 1).AddDays(random.Next(0, 40) * 60), null, RecognitionState.New, false);
                    if (random.Next(3) == 0) decision.Revoke(decision.DecidedOn.AddDays(random.Next(0, 900)));
                    db.Add(decision);
                }

            return await db.SaveChangesAsync();
        });
        var products = await desk.Read(db => db.Products.AsNoTracking().Include(product => product.Decisions).ToListAsync());
        for (var day = new DateOnly(2020, 1, 1); day <= Today; day = day.AddDays(113))
        {
            var report = await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Products, ReportBy.Group) with { Day = day });
            Assert.Equal((day, products.Count(product => product.Decisions.StarsOn(day) == 5), products.Count(product => product.Decisions.StarsOn(day) == 4), products.Count(product => product.Decisions.StarsOn(day) == 3),
                products.Count(product => product.Decisions.EndedDecisionOn(day) is not null)), (day, (int)Total(report, "5 sao")!, (int)Total(report, "4 sao")!, (int)Total(report, "3 sao")!, (int)Total(report, "Hết hạn, thu hồi")!));
        }
    }

    [Theory, BothDatabases]
    public async Task Places_are_those_of_today_and_the_producers(DatabaseProvider provider)
    {
        await using var desk = await FilledAsync(provider);
        var report = await AskAsync(desk, DeskMarket.Province, Of(ReportSubject.Products, ReportBy.Commune));
        // Two old communes are one now, and the row has its name; the province stands above the table.
        Assert.Equal(2, Number(report, "xã Tân Cương", "Tất cả"));
        Assert.Equal(4, report.Rows.Sum(row => row.Numbers[0]));
        var all = await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Products, ReportBy.Commune));
        Assert.Equal(2, Number(all, "xã Tân Cương, Thái Nguyên", "Tất cả"));
        // A commune that was divided, of which nobody said which part; and a producer of whom no place is known.
        Assert.Equal(1, Number(all, "Chưa rõ xã, phường, Hà Nội", "Tất cả"));
        Assert.Equal(1, Number(all, "Chưa rõ nơi", "Tất cả"));
        Assert.Equal("Chưa rõ nơi", all.Rows[^1].Name.Vi);
        Assert.Equal("Chưa rõ tỉnh, thành", (await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Products, ReportBy.Province))).Rows[^1].Name.Vi);
    }

    [Theory, BothDatabases]
    public async Task Everybody_counts_what_lies_within_their_grants(DatabaseProvider provider)
    {
        await using var desk = await FilledAsync(provider);
        await PointsAsync(desk);
        Assert.Equal((7L, 6L, 3L), await AllAsync(DeskMarket.Auditor));
        Assert.Equal((7L, 6L, 3L), await AllAsync(DeskMarket.Administrator));
        Assert.Equal((4L, 4L, 3L), await AllAsync(DeskMarket.Province));
        Assert.Equal((1L, 1L, 2L), await AllAsync(desk.Commune));
        Assert.Equal((2L, 2L, 0L), await AllAsync(desk.OtherProvince));
        Assert.Equal((2L, 2L, 0L), await AllAsync(DeskMarket.Auditor, "01"));
        // Whoever names another province in the address gets nothing of it.
        Assert.Equal((0L, 0L, 0L), await AllAsync(desk.Commune, "01"));
        Assert.Equal((0L, 0L, 0L), await AllAsync(Buyer));
        Assert.Equal((0L, 0L, 0L), await AllAsync(DeskMarket.Holding(Role.ProducerOwner, desk.TeaMaker.Scope)));
        // Of a commune only its own row, and it is not one of those without a point.
        Assert.Equal((1, 0), (await AskAsync(desk, desk.Commune, Of(ReportSubject.SalesPoints, ReportBy.Commune))) is { Rows: [var own] } points ? (points.Rows.Count, own.Numbers[^1]) : default);

        async Task<(long?, long?, long?)> AllAsync(Person person, string? province = null) => (
            Total(await AskAsync(desk, person, Of(ReportSubject.Products, ReportBy.Province, province)), "Tất cả"),
            Total(await AskAsync(desk, person, Of(ReportSubject.Producers, ReportBy.Province, province)), "Tất cả"),
            Total(await AskAsync(desk, person, Of(ReportSubject.SalesPoints, ReportBy.Province, province)), "Tất cả điểm bán"));
    }

    [Theory, BothDatabases]
    public async Task Producers_stand_once_by_kind_stars_and_group(DatabaseProvider provider)
    {
        await using var desk = await FilledAsync(provider);
        var kinds = await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Producers, ReportBy.ProducerKind));
        Assert.Equal((3L, 1L), (Number(kinds, "Hợp tác xã", "Tất cả"), Number(kinds, "Hợp tác xã", "Có sản phẩm còn sao")));
        Assert.Equal((2L, 1L), (Number(kinds, "Hộ kinh doanh", "Tất cả"), Number(kinds, "Hộ kinh doanh", "Có sản phẩm còn sao")));
        // Producers whom a source does not name are nobody that one could count; it is said.
        Assert.Contains(kinds.Notes, note => note.Vi.Contains("1 sản phẩm", StringComparison.Ordinal));
        Assert.Equal([1, 1, 0, 4], (await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Producers, ReportBy.Stars))).Rows.Select(row => row.Numbers[0]));
        Assert.Equal([0, 2, 2, 0], (await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Producers, ReportBy.Stars) with { Day = new(2025, 3, 1) })).Rows.Select(row => row.Numbers[0]));

        await desk.Read(db =>
        {
            db.Add(new Product("Rượu chè thử", desk.TeaMaker.Id, "ruou-che-thu", desk.TeaMaker.Place, "do-uong", null, false, desk.Clock.UtcNow()));
            db.Add(new Producer("Chủ thể mới thử", ProducerKind.Farm, "chu-the-moi-thu", PlaceAsIssued.Unknown, false, desk.Clock.UtcNow()));
            return db.SaveChangesAsync();
        });
        var groups = await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Producers, ReportBy.Group));
        Assert.Equal((3L, 1L, 0L, 1L), (Number(groups, "Thực phẩm", "Tất cả"), Number(groups, "Nhiều nhóm", "Tất cả"), Number(groups, "Chưa phân nhóm", "Tất cả"), Number(groups, "Chưa có sản phẩm", "Tất cả")));
    }

    [Theory, BothDatabases]
    public async Task Sales_points_are_told_by_what_was_found_there_and_communes_by_having_none(DatabaseProvider provider)
    {
        await using var desk = await FilledAsync(provider);
        var (met, failed, _) = await PointsAsync(desk);
        var report = await AskAsync(desk, DeskMarket.Province, Of(ReportSubject.SalesPoints, ReportBy.Province));
        Assert.Equal((3L, 2L, 1L, 0L), (Total(report, "Tất cả điểm bán"), Total(report, "Đang mở"), Total(report, "Tạm nghỉ"), Total(report, "Đã đóng")));
        // Nobody has looked yet: that is neither of the two.
        Assert.Equal((0L, 0L, 2L), Standing(report));
        Assert.Equal((2L, 1L), (Total(report, "Nơi theo QĐ 920"), Total(report, "Nơi thêm theo QĐ 950")));
        var communes = await desk.Run<PlaceDirectory, int>(places => Task.FromResult(places.CommunesOf("19").Count));
        Assert.Equal(communes - 2, Total(report, "Xã chưa có điểm đang mở"));

        string[] national = ["place", "ocop-goods", "other-goods"];
        Assert.Equal(national, SalesPointCriteria.All.Where(criterion => criterion.IsNational).Select(criterion => criterion.Code));
        await CheckAsync(met, [.. national.Take(2).Select(code => new CriterionFinding(code, true, null))]);
        await CheckAsync(failed, [new("sign", false, null)]);
        Assert.Equal((0L, 0L, 2L), Standing(await AskAsync(desk, DeskMarket.Province, Of(ReportSubject.SalesPoints, ReportBy.Province))));
        await CheckAsync(met, [new("other-goods", true, null)]);
        await CheckAsync(failed, [new("place", false, "Ở nhà riêng")]);
        Assert.Equal((1L, 1L, 0L), Standing(await AskAsync(desk, DeskMarket.Province, Of(ReportSubject.SalesPoints, ReportBy.Province))));

        var kinds = await AskAsync(desk, DeskMarket.Province, Of(ReportSubject.SalesPoints, ReportBy.PointKind));
        Assert.Equal((8, 2L, 1L), (kinds.Rows.Count, Number(kinds, "Chợ, siêu thị, trung tâm thương mại (920/QĐ-BCT)", "Tất cả điểm bán"), Number(kinds, "Bưu điện, bưu điện văn hoá xã (950/QĐ-BCT)", "Tất cả điểm bán")));
        var rows = await AskAsync(desk, DeskMarket.Province, Of(ReportSubject.SalesPoints, ReportBy.Commune));
        Assert.Equal((communes, communes - 2), (rows.Rows.Count, rows.Rows.Count(row => row.Numbers[^1] == 1)));

        (long?, long?, long?) Standing(Report told) => (Total(told, "Đang mở, đạt tiêu chí"), Total(told, "Đang mở, chưa đạt"), Total(told, "Đang mở, chưa rõ"));
        async Task CheckAsync(SalesPoint point, IReadOnlyList<CriterionFinding> findings) => Assert.Succeeded(await desk.Run<CheckSalesPoint, Outcome<int>>(check => check.HandleAsync(DeskMarket.Province, point.Id, findings, default)));
    }

    [Theory, BothDatabases]
    public async Task Fairs_count_in_the_time_in_which_they_end_and_what_nobody_told_stays_empty(DatabaseProvider provider)
    {
        await using var market = await FairMarket.OpenAsync(provider, booths: 3);
        var desk = market.Desk;
        var application = await market.TeaAsksAsync();
        Assert.Succeeded(await market.AllotAsync(application, (await market.BoothsAsync())[0]));
        await market.RiceAsksAsync();
        await market.AnnounceAsync("Hội chợ hè 2027", new(2027, 6, 30), new(2027, 7, 1));
        Assert.Succeeded(await desk.Run((OpenFair it) => it.HandleAsync(DeskMarket.Province, FairKind.OcopOnly, "Bản nháp hội chợ", desk.Communes.Tea, default)));
        var sundays = await market.OpenMarketAsync("Chợ phiên thử", new() { Comes = "tuan", Weekdays = ["0"], From = "2027-01-03" });

        var half = Of(ReportSubject.Fairs, ReportBy.FairKind) with { From = new(2027, 1, 1), Until = new(2027, 6, 30) };
        var planned = await AskAsync(desk, DeskMarket.Province, half);
        // The spring fair and the market; the summer fair ends in the other half.
        Assert.Equal((0L, 2L, 3L, 1L), (Total(planned, "Đã tổ chức"), Total(planned, "Đang và sắp tổ chức"), Total(planned, "Gian hàng"), Total(planned, "Lượt chủ thể có gian")));
        Assert.Equal((3L, 26L), (Number(planned, "Hội chợ Xuân", "Số ngày"), Number(planned, "Chợ phiên", "Số ngày")));
        Assert.Null(Total(planned, "Lượt khách"));
        Assert.Equal(1, Number(await AskAsync(desk, DeskMarket.Province, half with { From = new(2027, 7, 1), Until = new(2027, 12, 31) }), "Hội chợ Xuân", "Đang và sắp tổ chức"));

        desk.Clock.SetLocal(2027, 2, 1, 8, 0, 0);
        var untold = await AskAsync(desk, DeskMarket.Province, half);
        Assert.Equal((2L, 0L, 1L), (Total(untold, "Đã tổ chức"), Total(untold, "Đang và sắp tổ chức"), Total(untold, "Chưa báo kết quả")));
        Assert.Null(Number(untold, "Hội chợ Xuân", "Doanh thu (đồng)"));
        Assert.Succeeded(await market.Run<TellResults>(async it => await it.HandleAsync(DeskMarket.Province, market.FairId, await market.VersionAsync(market.FairId), "1.200", "", "1.240.000.000", default)));
        // The sum of a market since it began cannot be cut into half-years.
        Assert.Succeeded(await market.Run<TellResults>(async it => await it.HandleAsync(DeskMarket.Province, sundays, await market.VersionAsync(sundays), "300", "2", "", default)));
        var told = await AskAsync(desk, DeskMarket.Province, half);
        Assert.Equal((1_500L, 2L, 1_240_000_000L, 0L), (Total(told, "Lượt khách"), Total(told, "Hợp đồng"), Total(told, "Doanh thu (đồng)"), Total(told, "Chưa báo kết quả")));
        Assert.Null(Number(told, "Hội chợ Xuân", "Hợp đồng"));
        Assert.Equal((1_200L, null), (await AskAsync(desk, DeskMarket.Province, half with { From = new(2027, 1, 10) })) is var part ? (Total(part, "Lượt khách"), Number(part, "Chợ phiên", "Lượt khách")) : default);

        Assert.True((await AskAsync(desk, desk.OtherProvince, half)).IsEmpty);
        Assert.True((await AskAsync(desk, Buyer, half)).IsEmpty);
        // A fair of the province is not the commune's, its market is.
        Assert.Equal([0, 0, 0, 1], (await AskAsync(desk, desk.Commune, half)).Rows.Select(row => row.Numbers[0]));
        Assert.Succeeded(await market.Run<CancelFair>(it => it.HandleAsync(DeskMarket.Province, sundays, "Lũ cuốn mất cầu", default)));
        Assert.Equal(1, Total(await AskAsync(desk, DeskMarket.Province, half), "Đã tổ chức"));
    }

    [Theory, BothDatabases]
    public async Task The_total_is_the_sum_of_the_rows_and_counted_apart_from_them(DatabaseProvider provider)
    {
        await using var desk = await FilledAsync(provider);
        await PointsAsync(desk);
        foreach (var person in new[] { DeskMarket.Auditor, DeskMarket.Province, desk.Commune })
            foreach (var subject in Enum.GetValues<ReportSubject>())
                foreach (var by in subject.Ways())
                    foreach (var day in new[] { Today, new(2025, 3, 1) })
                    {
                        var report = await AskAsync(desk, person, Of(subject, by) with { Day = day });
                        Assert.All(report.Columns.Index(), column => Assert.Equal((subject, by, column.Item.Heading.Vi, report.Total[column.Index] ?? 0), (subject, by, column.Item.Heading.Vi, report.Rows.Sum(row => row.Numbers[column.Index] ?? 0))));
                        if (subject is ReportSubject.Products or ReportSubject.Producers) Assert.True(report.Total[0] > 0, $"{subject} by {by} counts nothing.");
                        if (subject == ReportSubject.Fairs) continue;
                        // What is drawn is all of it, once: of sales points those that are open.
                        var drawn = report.Columns.Index().Where(column => column.Item.Tone is not null).Sum(column => report.Total[column.Index] ?? 0);
                        Assert.Equal((subject, by, report.Total[subject == ReportSubject.SalesPoints ? 1 : 0]), (subject, by, drawn));
                    }
    }

    [Theory, BothDatabases]
    public async Task The_workbook_holds_the_same_numbers_as_numbers_and_runs_nothing(DatabaseProvider provider)
    {
        await using var desk = await FilledAsync(provider);
        var report = await AskAsync(desk, DeskMarket.Auditor, Of(ReportSubject.Products, ReportBy.Province) with { Day = new(2026, 3, 1) });
        using var file = new MemoryStream();
        await ReportWorkbook.WriteAsync(file, report, new("=1+1", "@Cả nước", "-Người thử", desk.Clock.UtcNow()), words => words.Vi);
        file.Position = 0;
        Assert.Equal(["Sản phẩm theo tỉnh, thành"], Assert.Succeeded(await SheetHeadings.ReadAsync(file, default)));

        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(workbook).Select(fault => fault.Description));
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        var rows = sheet.Descendants<Row>().Select(row => row.Elements<Cell>().ToList()).ToList();
        Assert.Equal(("Tính đến ngày", new DateTime(2026, 3, 1)), (rows[1][0].InnerText, DateTime.FromOADate(double.Parse(rows[1][1].CellValue!.InnerText, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(["=1+1", "-Người thử"], rows[3].Take(2).Select(cell => cell.InnerText));
        Assert.All(rows.SelectMany(row => row).Where(cell => cell.InnerText.Length > 0 && !char.IsAsciiDigit(cell.InnerText[0])), cell => Assert.Equal(CellValues.InlineString, cell.DataType!.Value));
        Assert.Empty(sheet.Descendants<CellFormula>());
        Assert.Equal(6, sheet.Descendants<Pane>().Single().VerticalSplit!.Value);

        Assert.Equal(report.Columns.Select(column => column.Heading.Vi).Prepend("Tỉnh, thành"), rows[5].Select(cell => cell.InnerText));
        foreach (var (row, index) in report.Rows.Append(new ReportRow(new("Tổng cộng", ""), report.Total)).Select((row, index) => (row, index)))
        {
            Assert.Equal(row.Name.Vi, rows[6 + index][0].InnerText);
            Assert.Equal(row.Numbers, rows[6 + index].Skip(1).Select(cell => cell.DataType is null && cell.CellValue is { } value ? long.Parse(value.InnerText, System.Globalization.CultureInfo.InvariantCulture) : (long?)null));
        }
    }

    /// <summary>Beside the desk's three: mushrooms revoked, honey upgraded (both in communes that are one now), pottery of a divided commune, and one that no source names.</summary>
    private static async Task<DeskMarket> FilledAsync(DatabaseProvider provider)
    {
        var desk = await DeskMarket.OpenAsync(provider);
        await desk.Run<PlaceDirectory, int>(places => desk.Read(async db =>
        {
            var mushrooms = Add("Hộ nấm thử", ProducerKind.Household, places.AsIssued("Tân Cương", "Thành phố Thái Nguyên", "Thái Nguyên"), "Nấm thử", "thuc-pham");
            mushrooms.AddDecision(Decided(mushrooms, 3, new(2024, 5, 1)));
            var revoked = Decided(mushrooms, 5, new(2026, 1, 10));
            revoked.Revoke(new(2026, 6, 1));
            mushrooms.AddDecision(revoked);
            var honey = Add("Hộ mật ong thử", ProducerKind.Household, places.AsIssued("Thịnh Đức", "Thành phố Thái Nguyên", "Thái Nguyên"), "Mật ong thử", "duoc-lieu");
            honey.AddDecision(Decided(honey, 3, new(2024, 1, 1)));
            honey.AddDecision(Decided(honey, 5, new(2026, 7, 1)));
            Add("Xưởng gốm thử", ProducerKind.Workshop, places.AsIssued("Cống Vị", "Ba Đình", "Hà Nội"), "Gốm thử", "thu-cong");
            Add(Producer.Unnamed, ProducerKind.Unknown, PlaceAsIssued.Unknown, "Món chưa rõ", null).List(false);
            return await db.SaveChangesAsync();

            Product Add(string name, ProducerKind kind, PlaceAsIssued place, string title, string? group)
            {
                var producer = new Producer(name, kind, VietnameseText.Slug(name), place, false, desk.Clock.UtcNow());
                var product = new Product(title, producer.Id, VietnameseText.Slug(title), place, group, null, false, desk.Clock.UtcNow());
                db.AddRange(producer, product);
                return product;
            }

            RecognitionDecision Decided(Product product, int stars, DateOnly day) => new(product.Id, stars, RecognitionLevel.Province, "1/QĐ-UBND", "UBND tỉnh", day, "148", RecognitionState.New, false);
        }));
        return desk;
    }

    /// <summary>Two that are open in two communes, one that pauses beside the first.</summary>
    private static async Task<(SalesPoint First, SalesPoint Second, SalesPoint Pausing)> PointsAsync(DeskMarket desk)
    {
        return (await AddAsync(desk.Communes.Tea, "cho-sieu-thi", SalesPointStatus.Open), await AddAsync(desk.Communes.Rice, "buu-dien", SalesPointStatus.Open), await AddAsync(desk.Communes.Tea, "cho-sieu-thi", SalesPointStatus.Paused));

        async Task<SalesPoint> AddAsync(string commune, string kind, SalesPointStatus status)
        {
            var form = await desk.Run<PlaceDirectory, SalesPointForm>(places => Task.FromResult(new SalesPointForm("Quầy thử", kind, "19", places.Commune(commune)!.Name, "Số 1", null, null, null, [], null, status.ToString())));
            return Assert.Succeeded(await desk.Run<EditSalesPoint, Outcome<SalesPoint>>(edit => edit.HandleAsync(DeskMarket.Province, form, default)));
        }
    }

    private static ReportQuestion Of(ReportSubject subject, ReportBy by, string? province = null) => new(subject, by, province, Today, new(2026, 1, 1), new(2026, 12, 31));

    private static Task<Report> AskAsync(DeskMarket desk, Person person, ReportQuestion question) => desk.Run<DeskReports, Report>(reports => reports.AskAsync(person, question, default));

    private static long? Total(Report report, string column) => report.Total[IndexOf(report, column)];

    private static long? Number(Report report, string row, string column) => Assert.Single(report.Rows, found => found.Name.Vi == row).Numbers[IndexOf(report, column)];

    private static int IndexOf(Report report, string column) => Assert.Single(report.Columns.Index(), found => found.Item.Heading.Vi == column).Index;
}
