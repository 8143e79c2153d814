using Ocop.Market.Accounts.Rights;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Web.BackOffice.Claims;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

[Requires(Act.OpenPortal)]
public sealed class PortalClaimModel(ClaimList claims, AnswerClaim answer, CurrentPerson current, Words words) : ClaimPageModel(claims, answer, current, words)
{
    public override string Path => PortalClaimsModel.Path;
}
