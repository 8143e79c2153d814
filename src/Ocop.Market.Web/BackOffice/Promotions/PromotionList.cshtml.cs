using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Promotions;

/// <summary>What takes something off prices on the whole market.</summary>
[Requires(Act.RunPromotions)]
public sealed class PromotionListModel(DeskPromotions promotions, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/khuyen-mai";

    public ListPage<DeskPromotionRow> Found { get; private set; } = null!;

    public static LocalText WordsOf(PromotionState state) => state switch
    {
        PromotionState.Draft => new("bản nháp", "draft"),
        PromotionState.On => new("đang bật", "on"),
        _ => new("đã tắt", "off"),
    };

    public static string LookOf(PromotionState state) => state switch { PromotionState.On => "tag tag--good", PromotionState.Draft => "tag tag--warn", _ => "tag" };

    public static string Days(Words words, DateOnly from, DateOnly? until) => until is { } last
        ? words[$"{words.Date(from)} đến hết {words.Date(last)}", $"{words.Date(from)} to {words.Date(last)}"]
        : words[$"từ {words.Date(from)}", $"from {words.Date(from)}"];

    public async Task OnGetAsync(CancellationToken cancel) => Found = await promotions.PageAsync(Person, PageNumber, cancel);
}
