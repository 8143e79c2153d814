using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Claims;

/// <summary>What buyers report as broken, missing or wrong, of the person's places.</summary>
[Requires(Act.ReadOrders)]
public sealed class ClaimListModel(ClaimList claims, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/bao-loi";

    public ListPage<ClaimRow> Found { get; private set; } = null!;

    public static string LookOf(ClaimState state) => state switch { ClaimState.Open or ClaimState.AwaitingReturn => "tag--warn", ClaimState.Refunded or ClaimState.Replaced => "tag--good", _ => "" };

    public async Task OnGetAsync(CancellationToken cancel) =>
        Found = await claims.PageAsync(Person, Asked("muc") switch { "cho" => ClaimState.Open, "cho-hang" => ClaimState.AwaitingReturn, _ => null }, PageNumber, cancel);
}
