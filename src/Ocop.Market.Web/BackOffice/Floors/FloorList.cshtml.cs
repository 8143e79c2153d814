using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Reach;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Floors;

/// <summary>Floors to which a person carries files, and the form for a new one.</summary>
[Requires(Act.ReadFloors)]
public sealed class FloorListModel(DeskFloors floors, ModernChannels channels, ChannelBoard board, OpenFloor open, JobBoard jobs, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/san-ngoai";

    public IReadOnlyList<(Floor Floor, int Live, int OutOfDate)> Floors { get; private set; } = [];
    public IReadOnlyList<ShopHealth> Shops { get; private set; } = [];
    public ReachCount Reach { get; private set; } = ReachCount.None;
    public DateTime Now { get; } = clock.UtcNow();
    public DateOnly Today => VietnamTime.DayOf(Now);

    /// <summary>What keeps shops right by itself; null where this process runs no schedule.</summary>
    public IReadOnlyList<JobCard>? Runs { get; private set; }
    public bool MayMap => Person.MayAnywhere(Act.MapCategories);
    public bool MayReadJobs => Person.MayAnywhere(Act.ReadJobs);
    public bool MayOpen => Person.MayAnywhere(Act.ExportToFloors);

    /// <summary>Missed, late, failing or held: nobody else would notice until a price is wrong over there.</summary>
    public IReadOnlyList<JobCard> Troubled => [.. (Runs ?? []).Where(run => run.Misfires > 0 || run.IsPaused || run.FailuresInARow > 0 || run.IsLateAt(Now))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Floors = await floors.ListAsync(Person, cancel);
        Shops = await board.ShopsAsync(Person, Act.ReadFloors, cancel);
        Reach = await channels.NowAsync(Person, cancel);
        Runs = await jobs.ReadAsync(JobNames.Channels, cancel);
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
