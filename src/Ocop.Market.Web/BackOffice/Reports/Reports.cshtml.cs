using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Reports;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.BackOffice.Reports;

/// <summary>Tables of products, producers, sales points and fairs: to look at, to print, and as a workbook.</summary>
[Requires(Act.ReadReports)]
public sealed class ReportsModel(DeskReports reports, PlaceDirectory places, SiteOptions site, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/bao-cao", SubjectField = "bang", ByField = "theo", ProvinceField = "tinh", DayField = "ngay", FromField = "tu", UntilField = "den";

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>More rows than that are in the file only.</summary>
    public const int MostRows = 400;

    public static readonly IReadOnlyList<(ReportSubject Subject, string Name)> Subjects =
        [(ReportSubject.Products, "san-pham"), (ReportSubject.Producers, "chu-the"), (ReportSubject.SalesPoints, "diem-ban"), (ReportSubject.Fairs, "hoi-cho")];

    private static readonly Dictionary<ReportBy, string> Ways = new()
    {
        [ReportBy.Province] = "tinh", [ReportBy.Commune] = "xa", [ReportBy.Stars] = "sao", [ReportBy.Group] = "nhom",
        [ReportBy.ProducerKind] = "loai-chu-the", [ReportBy.PointKind] = "loai-diem-ban", [ReportBy.FairKind] = "loai-hoi-cho",
    };

    public ReportQuestion Question { get; private set; } = null!;

    /// <summary>Null where the days that were asked for make no sense; then <see cref="Problems"/> say why.</summary>
    public Report? Report { get; private set; }
    public IReadOnlyList<Refusal> Problems { get; private set; } = [];
    public DateTime Now { get; } = clock.UtcNow();
    public DateOnly Today => VietnamTime.DayOf(Now);

    public string SubjectName => NameOf(Question.Subject);

    public IReadOnlyList<(string Value, string Label)> WaysToAsk => [.. Question.Subject.Ways().Select(by => (Ways[by], words[by.Words()]))];

    public string WayName => Ways[Question.By];

    /// <summary>Empty where there is nothing to choose.</summary>
    public IReadOnlyList<(string Value, string Label)> Provinces { get; private set; } = [];

    /// <summary>What part of the programme the table speaks of, in words.</summary>
    public string ScopeWords
    {
        get
        {
            var scopes = Person.ScopesFor(Act.ReadReports);
            if (Question.ProvinceCode is not { } code) return scopes.Contains(Scope.Programme) ? words["Cả nước", "The whole country"] : Told(scopes);
            return scopes.Any(scope => scope.Holds(Scope.Province(code))) ? places.Province(code)?.Name ?? code : Told(scopes.Where(scope => scope.ProvinceCode == code));
        }
    }

    /// <summary>The days for which reports are asked most: the ends of half-years, and half-years.</summary>
    public IEnumerable<(LocalText Name, string Link)> Usual => Question.Subject switch
    {
        ReportSubject.SalesPoints => [],
        ReportSubject.Fairs => [HalfYear(Today.Year, 1), HalfYear(Today.Year, 7), Year(Today.Year), Year(Today.Year - 1)],
        _ => [(new("Hôm nay", "Today"), LinkTo(Question with { Day = Today })), .. HalfYearEnds().Select(day => (new LocalText($"Hết {words.Date(day)}", $"End of {words.Date(day)}"), LinkTo(Question with { Day = day })))],
    };

    public static string NameOf(ReportSubject subject) => Subjects.First(known => known.Subject == subject).Name;

    public string LinkTo(ReportQuestion question, string? handler = null)
    {
        var query = new List<(string Field, string? Value)> { (SubjectField, NameOf(question.Subject)), (ByField, Ways[question.By]), (ProvinceField, question.ProvinceCode) };
        if (question.Subject == ReportSubject.Fairs) query.AddRange([(FromField, Written(question.From)), (UntilField, Written(question.Until))]);
        else if (question.Subject != ReportSubject.SalesPoints) query.Add((DayField, Written(question.Day)));
        query.Add(("handler", handler));
        return $"{HttpContext.Link(Path)}?{string.Join('&', query.Where(field => field.Value is not null).Select(field => $"{field.Field}={Uri.EscapeDataString(field.Value!)}"))}";
    }

    /// <summary>The same question of another subject, by the same rows where they make sense there.</summary>
    public string LinkTo(ReportSubject subject) => LinkTo(Question with { Subject = subject, By = subject.Ways().Contains(Question.By) ? Question.By : UsualWay(subject, Question.ProvinceCode) });

    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var all = places.Within(Person.ScopesFor(Act.ReadReports)).Select(province => (province.Code, province.Name)).ToList();
        if (all.Count > 1) Provinces = [("", words["Mọi tỉnh, thành", "Every province"]), .. all];
        var subject = Subjects.Where(known => known.Name == Asked(SubjectField)).Select(known => known.Subject).FirstOrDefault();
        var province = places.Province(Asked(ProvinceField))?.Code;
        var by = subject.Ways().Where(way => Ways[way] == Asked(ByField)).DefaultIfEmpty(all.Count > 1 ? UsualWay(subject, province) : ReportBy.Commune).First();

        var problems = new List<Refusal>();
        var day = Day(DayField, Today, problems);
        var (from, until) = (Day(FromField, new DateOnly(Today.Year, 1, 1), problems), Day(UntilField, new DateOnly(Today.Year, 12, 31), problems));
        if (day > Today) problems.Add(new("DayAhead", DayField, "Ngày này chưa tới: chưa ai biết quyết định nào sẽ có.", "That day has not come: nobody knows what will be decided."));
        if (until < from) problems.Add(new("DaysTurned", UntilField, "Ngày cuối trước ngày đầu.", "The last day lies before the first."));
        (Question, Problems) = (new ReportQuestion(subject, by, province, day, from, until), [.. problems.Where(problem => IsAsked(subject, problem.Field))]);
        if (Problems.Count == 0) Report = await reports.AskAsync(Person, Question, cancel);
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        if (Report is null) return Page();
        var file = new MemoryStream();
        await ReportWorkbook.WriteAsync(file, Report, new ReportHead(site.Name, ScopeWords, Person.Name, Now), text => words[text]);
        file.Position = 0;
        var time = Question.Subject switch { ReportSubject.Fairs => $"{Written(Question.From)}-den-{Written(Question.Until)}", ReportSubject.SalesPoints => Written(Today), _ => Written(Question.Day) };
        return File(file, Xlsx, $"bao-cao-{SubjectName}-{time}.xlsx");
    }

    private static ReportBy UsualWay(ReportSubject subject, string? province) => province is null ? subject.Ways()[0] : ReportBy.Commune;

    private static bool IsAsked(ReportSubject subject, string field) => subject switch
    {
        ReportSubject.Fairs => field is FromField or UntilField,
        ReportSubject.SalesPoints => false,
        _ => field == DayField,
    };

    private DateOnly Day(string field, DateOnly usual, List<Refusal> problems)
    {
        if (Asked(field) is not { } typed) return usual;
        if (Kernel.Typed.Day(typed) is { } day && day >= RecognitionLaw.Beginning && day.Year < 2100) return day;
        problems.Add(new("DayWrong", field, $"Ghi một ngày từ {words.Date(RecognitionLaw.Beginning)} trở đi.", $"Give a day from {words.Date(RecognitionLaw.Beginning)} on."));
        return usual;
    }

    private string Told(IEnumerable<Scope> scopes) => string.Join("; ", scopes.Select(scope => words.Place(places, scope.ProvinceCode, scope.CommuneCode)));

    private IEnumerable<DateOnly> HalfYearEnds() =>
        Enumerable.Range(0, 2).SelectMany(back => new[] { new DateOnly(Today.Year - back, 12, 31), new DateOnly(Today.Year - back, 6, 30) }).Where(day => day < Today).Take(3);

    private (LocalText, string) HalfYear(int year, int month) => (month == 1 ? new($"6 tháng đầu năm {year}", $"First half of {year}") : new($"6 tháng cuối năm {year}", $"Second half of {year}"),
        LinkTo(Question with { From = new(year, month, 1), Until = new DateOnly(year, month, 1).AddMonths(6).AddDays(-1) }));

    private (LocalText, string) Year(int year) => (new($"Cả năm {year}", $"All of {year}"), LinkTo(Question with { From = new(year, 1, 1), Until = new(year, 12, 31) }));
}
