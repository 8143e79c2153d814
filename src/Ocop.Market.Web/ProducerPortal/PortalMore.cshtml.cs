using Ocop.Market.Accounts.Rights;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>The rooms that are not entered every day.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalMoreModel(CurrentPerson current) : DeskPageModel(current);
