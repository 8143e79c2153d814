using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.GiftBoxes;

/// <summary>Ready-made boxes, with what is wrong with them today.</summary>
[Requires(Act.RunPromotions)]
public sealed class GiftBoxListModel(DeskGiftBoxes boxes, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/hop-qua";

    public ListPage<DeskBoxRow> Found { get; private set; } = null!;

    public static LocalText WordsOf(GiftBoxState state) => state switch
    {
        GiftBoxState.Draft => new("bản nháp", "draft"),
        GiftBoxState.OnSale => new("đang bán", "on sale"),
        GiftBoxState.Ended => new("đã ngừng", "ended"),
    };

    public static string LookOf(GiftBoxState state) => state switch { GiftBoxState.OnSale => "tag tag--good", GiftBoxState.Draft => "tag tag--warn", _ => "tag" };

    public async Task OnGetAsync(CancellationToken cancel) => Found = await boxes.PageAsync(Person, PageNumber, cancel);
}
