using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>One fair for one producer: what it is, how the application stands, and the form.</summary>
[Requires(Act.OpenPortal)]
public sealed class PortalFairModel(ProducersFairs fairs, FairPages pages, ApplyForBooth apply, WithdrawFromFair withdraw, CatalogNames names, CurrentPerson current, TimeProvider clock, Words words) : DeskPageModel(current)
{
    private int _before;
    private string? _boothNumber;
    private IReadOnlySet<Guid> _brought = new HashSet<Guid>();

    public Fair Fair { get; private set; } = null!;
    public Producer Producer { get; private set; } = null!;
    public BoothApplication? Application { get; private set; }
    public IReadOnlyList<(Guid Id, string Name)> Products { get; private set; } = [];
    public IReadOnlyList<(string Value, string Label)> Groups { get; private set; } = [];

    /// <summary>The sizes of the fair's own booths with what they cost, and whatever was asked for before.</summary>
    public IReadOnlyList<(string Value, string Label)> Sizes { get; private set; } = [];

    public bool IsOpen => Fair.TakesApplicationsOn(clock.Today());

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "chu-the")] Guid? producer, CancellationToken cancel) => await ReadAsync(id, producer, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, [FromQuery(Name = "chu-the")] Guid? producer, string? act, string? size, string? group, string? note, Guid[] products, CancellationToken cancel)
    {
        if (!await ReadAsync(id, producer, cancel)) return NotFound();
        var outcome = act switch
        {
            "apply" => await apply.HandleAsync(Person, id, Producer.Id, new BoothApplicationForm(size, group, note, products), cancel),
            "withdraw" when Application is not null => await withdraw.HandleAsync(Person, Application.Id, cancel),
            _ => null,
        };
        if (outcome is null) return BadRequest();
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        return Again(act == "apply" ? words["Đã gửi. Ban tổ chức xếp gian rồi báo bạn bằng thư; ở đây cũng thấy.", "Sent. The organisers give out booths and tell you by mail; it stands here too."] : words["Đã rút đăng ký.", "Withdrawn."]);
    }

    public bool IsTicked(Guid id) => Refusals.Count > 0 && Request.HasFormContentType ? Request.Form["products"].Contains(id.ToString()) : _brought.Contains(id) || (Application is null && Products.Count == 1);

    public string StateWords() => Application!.State switch
    {
        ApplicationState.Asked => words[$"Đã gửi lúc {words.Moment(Application.AskedAt)}, ban tổ chức chưa xếp gian.", $"Sent at {words.Moment(Application.AskedAt)}; no booth was given yet."],
        ApplicationState.Waiting => words[$"Ở danh sách chờ, trước bạn có {_before} chủ thể.", $"On the waiting list; {_before} producers before you."],
        ApplicationState.Allotted => words[$"Bạn có gian {_boothNumber}.", $"You have booth {_boothNumber}."],
        ApplicationState.Refused => words["Ban tổ chức không nhận đăng ký này.", "The organisers did not take this application."],
        ApplicationState.Withdrawn => words["Bạn đã rút đăng ký.", "You withdrew."],
    };

    private async Task<bool> ReadAsync(Guid id, Guid? producerId, CancellationToken cancel)
    {
        var own = await fairs.OwnAsync(Person, cancel);
        var producer = producerId is { } asked ? own.FirstOrDefault(it => it.Id == asked) : own.FirstOrDefault();
        if (producer is null || (await fairs.ForAsync(producer, cancel)).FirstOrDefault(row => row.Fair.Id == id) is not { } found) return false;
        (Producer, Fair, Application, _boothNumber) = (producer, found.Fair, found.Application, found.BoothNumber);
        (Products, _brought) = await fairs.GoodsAsync(producer.Id, Application?.Id, cancel);
        if (Application is { State: ApplicationState.Waiting }) _before = await fairs.BeforeAsync(Application, cancel);
        Groups = [.. (await names.ReadAsync(cancel)).Groups.Select(group => (group.Key, words[group.Value]))];
        var booths = (await pages.ReadAsync(Fair, cancel)).Booths.GroupBy(booth => booth.SizeM2).ToDictionary(size => size.Key, size => size.Select(booth => booth.Fee.Amount).Order().Distinct().ToList());
        if (Application?.WantedM2 is { } wanted) booths.TryAdd(wanted, []);
        Sizes = [("", words["Chưa rõ, tuỳ ban tổ chức", "Not sure, as the organisers see fit"]), .. booths.OrderBy(size => size.Key).Select(size => (size.Key.ToString(CultureInfo.InvariantCulture), SizeWords(size.Key, size.Value)))];
        return true;
    }

    private string SizeWords(int size, IReadOnlyList<long> fees) => fees switch
    {
        [] => words[$"{size} m²", $"{size} m²"],
        [0] => words[$"{size} m², không thu phí", $"{size} m², no fee"],
        [var fee] => words[$"{size} m², phí {new Money(fee)}", $"{size} m², fee {new Money(fee)}"],
        _ => words[$"{size} m², phí {new Money(fees[0])} đến {new Money(fees[^1])}", $"{size} m², fee {new Money(fees[0])} to {new Money(fees[^1])}"],
    };
}
