using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Audit;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Floors;

/// <summary>One package: how far it is, its files, what lies in it, and whom it was given to.</summary>
[Requires(Act.ReadFloors)]
public sealed class FloorPackagePageModel(DeskFloors floors, EndedStars ended, HandOverPackage handOver, IMediaFiles files, ActorWords actors, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public Floor Floor { get; private set; } = null!;
    public FloorPackage Package { get; private set; } = null!;
    public ListPage<(string Name, int Rows)> Items { get; private set; } = null!;
    public Func<string, string> ActorOf { get; private set; } = actor => actor;
    public bool HasEndedStar { get; private set; }
    public bool MayExport => Package.IsFor(Person, Act.ExportToFloors);
    public bool IsAtWork => Package.State is PackageState.Waiting or PackageState.Building;
    public string Path => $"{FloorListModel.Path}/{Floor.Id}/goi/{Package.Id}";

    public async Task<IActionResult> OnGetAsync(Guid id, Guid package, CancellationToken cancel) => await ReadAsync(id, package, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(Guid id, Guid package, string? name, CancellationToken cancel)
    {
        if (!await ReadAsync(id, package, cancel) || Package.FilesDeletedAt is not null || Package.Files.FirstOrDefault(file => file.Name == name) is not { } wanted) return NotFound();
        if (!MayExport) return Forbid();
        if (HasEndedStar) return Refuse([FloorRefusals.StarEnded]);
        if (await files.OpenAsync(BuildFloorPackages.PlaceOf(package, wanted.Name), cancel) is not { } file) return NotFound();
        return File(file.Content, "application/zip", wanted.Name);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid package, string? to, CancellationToken cancel)
    {
        if (!await ReadAsync(id, package, cancel)) return NotFound();
        var outcome = await handOver.HandleAsync(Person, id, package, to, cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        return Again(words["Đã ghi vào sổ bàn giao.", "Noted in the hand-over log."]);
    }

    private async Task<bool> ReadAsync(Guid id, Guid package, CancellationToken cancel)
    {
        if (await floors.FindAsync(Person, id, cancel) is not { } floor || await floors.PackageAsync(Person, id, package, cancel) is not { } found) return false;
        (Floor, Package) = (floor, found);
        Items = await floors.ItemsAsync(package, PageNumber, cancel);
        HasEndedStar = await ended.AreInAsync(package, cancel);
        ActorOf = await actors.ReadAsync(new[] { found.Actor, found.HandedOverBy }.OfType<string>(), cancel);
        return true;
    }
}
