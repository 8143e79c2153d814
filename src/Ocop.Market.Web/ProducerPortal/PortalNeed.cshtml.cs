using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>One need for one producer: what is looked for, the offer, and who the buyer is once it was made.</summary>
[Requires(Act.AnswerNeeds)]
public sealed class PortalNeedModel(ProducersNeeds needs, AnswerNeed answer, WithdrawAnswer withdraw, PlaceDirectory places, CurrentPerson current, Words words) : DeskPageModel(current)
{
    private IReadOnlySet<Guid> _offered = new HashSet<Guid>();

    public ProducersNeed Found { get; private set; } = null!;
    public Producer Producer { get; private set; } = null!;
    public IReadOnlyList<(Guid Id, string Name)> Products { get; private set; } = [];

    /// <summary>Null where it was withdrawn: the form then begins anew.</summary>
    public NeedAnswer? Given => Found.Answer is { State: AnswerState.Given } given ? given : null;

    public string Province => places.Province(Found.Need.ProvinceCode)?.Name ?? Found.Need.ProvinceCode;

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "chu-the")] Guid? producer, CancellationToken cancel) => await ReadAsync(id, producer, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, [FromQuery(Name = "chu-the")] Guid? producer, string? act, string? price, string? volume, int[] months, string? note, Guid[] products, CancellationToken cancel)
    {
        if (!await ReadAsync(id, producer, cancel)) return NotFound();
        var outcome = act switch
        {
            "answer" => await answer.HandleAsync(Person, id, Producer.Id, new NeedAnswerForm(price, volume, months, note, products), cancel),
            "withdraw" => await withdraw.HandleAsync(Person, id, Producer.Id, cancel),
            _ => null,
        };
        if (outcome is null) return BadRequest();
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        return Again(act == "answer" ? words["Đã chào hàng. Bên mua được báo; số điện thoại của họ ở ngay dưới.", "Answered. The buyer is told; their phone stands below."] : words["Đã rút lời chào.", "The answer is withdrawn."]);
    }

    private bool IsTyped => Refusals.Count > 0 && Request.HasFormContentType;

    public bool IsTicked(Guid id) => IsTyped ? Request.Form["products"].Contains(id.ToString()) : _offered.Contains(id) || (Found.Answer is null && Products.Count == 1);

    public bool IsTicked(int month) => IsTyped
        ? Request.Form["months"].Contains(month.ToString(System.Globalization.CultureInfo.InvariantCulture))
        : Given is { } given && Months.Holds(given.Months, month);

    private async Task<bool> ReadAsync(Guid id, Guid? producerId, CancellationToken cancel)
    {
        var own = await needs.OwnAsync(Person, cancel);
        var producer = producerId is { } asked ? own.FirstOrDefault(it => it.Id == asked) : own.FirstOrDefault();
        if (producer is null || await needs.FindAsync(producer, id, cancel) is not { } found) return false;
        (Producer, Found) = (producer, found);
        (Products, _offered) = await needs.GoodsAsync(producer.Id, found.Answer?.Id, cancel);
        return true;
    }
}
