using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Complaints;

/// <summary>What buyers complain about in the person's places; what waits stands by the day it is due.</summary>
[Requires(Act.ReadComplaints)]
public sealed class ComplaintListModel(ComplaintList complaints, CurrentPerson current, TimeProvider clock) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/khieu-nai";

    public ListPage<ComplaintRow> Found { get; private set; } = null!;

    public bool IsOverdue(ComplaintRow row) => row.State == ComplaintState.Open && row.DueAt <= clock.UtcNow();

    public static string LookOf(ComplaintState state) => state switch { ComplaintState.Open => "tag--warn", ComplaintState.Answered => "tag--good", _ => "" };

    public async Task OnGetAsync(CancellationToken cancel) =>
        Found = await complaints.PageAsync(Person, Asked("muc") switch { "tra-loi" => ComplaintState.Answered, "khep" => ComplaintState.Closed, "tat-ca" => null, _ => ComplaintState.Open }, PageNumber, cancel);
}
