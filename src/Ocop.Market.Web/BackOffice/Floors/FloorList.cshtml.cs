using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Floors;

/// <summary>Floors to which a person carries files, and the form for a new one.</summary>
[Requires(Act.ReadFloors)]
public sealed class FloorListModel(DeskFloors floors, ModernChannels channels, ChannelBoard board, OpenFloor open, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/san-ngoai";

    public IReadOnlyList<(Floor Floor, int Live, int OutOfDate)> Floors { get; private set; } = [];
    public IReadOnlyList<ShopHealth> Shops { get; private set; } = [];
    public ProvinceShare Share { get; private set; } = null!;
    public bool MayMap => Person.MayAnywhere(Act.MapCategories);
    public bool MayOpen => Person.MayAnywhere(Act.ExportToFloors);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Floors = await floors.ListAsync(Person, cancel);
        Shops = await board.ShopsAsync(Person, Act.ReadFloors, cancel);
        var provinces = await channels.ByProvinceAsync(Person, cancel);
        Share = new ProvinceShare(null, provinces.Sum(row => row.Producers), provinces.Sum(row => row.OnAFloor));
    }

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken cancel)
    {
        var outcome = await open.HandleAsync(Person, name, cancel);
        if (outcome.Succeeded)
        {
            Done = words["Đã thêm sàn, với bảng cột của chợ. Sàn có mẫu riêng thì nối cột trước khi đóng gói.", "Added, with the market’s own sheet. Map the columns first if the floor has a template."];
            return LocalRedirect(HttpContext.Link($"{Path}/{outcome.Value.Id}"));
        }

        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }
}
