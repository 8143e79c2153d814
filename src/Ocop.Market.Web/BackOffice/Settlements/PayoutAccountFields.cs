using Ocop.Market.Ordering.Settlements;

namespace Ocop.Market.Web.BackOffice.Settlements;

/// <summary>The form of a producer's account, in its own room and at the desk.</summary>
public sealed record PayoutAccountFields(DeskPageModel Page, PayoutAccount? Account);
