using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.FakeReports;

/// <summary>What visitors report as fake, of the person's places.</summary>
[Requires(Act.ReadFakeReports)]
public sealed class FakeReportListModel(DeskFakeReports reports, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/bao-hang-gia";

    public ListPage<DeskFakeReportRow> Found { get; private set; } = null!;

    public static string LookOf(FakeReportState state) => state switch { FakeReportState.New => "tag--warn", FakeReportState.Closed => "tag--good", _ => "" };

    public async Task OnGetAsync(CancellationToken cancel) => Found = await reports.PageAsync(Person,
        Asked("muc") switch { "moi" => FakeReportState.New, "dang-kiem-tra" => FakeReportState.Checking, "da-xong" => FakeReportState.Closed, _ => null }, PageNumber, cancel);
}
