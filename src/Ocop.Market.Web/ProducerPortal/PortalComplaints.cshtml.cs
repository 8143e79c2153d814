using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

[Requires(Act.AnswerComplaints)]
public sealed class PortalComplaintsModel(ComplaintList complaints, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/cong-chu-the/khieu-nai";

    public ListPage<ComplaintRow> Found { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => Found = await complaints.OfProducerAsync(Person, PageNumber, cancel);
}
