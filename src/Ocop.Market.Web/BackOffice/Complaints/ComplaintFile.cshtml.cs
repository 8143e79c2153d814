using Ocop.Market.Accounts.Rights;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Complaints;

[Requires(Act.ReadComplaints)]
public sealed class ComplaintFileModel(ComplaintList complaints, AnswerComplaint answer, CurrentPerson current, Words words) : ComplaintPageModel(complaints, answer, current, words)
{
    public override IReadOnlyList<ComplaintAct> Acts => May(Act.HandleComplaints) ? [ComplaintAct.Answer, ComplaintAct.Close] : [];
}
