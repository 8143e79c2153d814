using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>What the market takes of a sale. The nearest counts: the producer's own, else that of the group of goods, else the programme's; none is nothing.</summary>
public sealed class CommissionRate
{
    public const string Programme = "programme";

    private CommissionRate() { }

    internal CommissionRate(string target, Guid? producerId, string? groupSlug) => (Target, ProducerId, GroupSlug) = (target, producerId, groupSlug);

    public string Target { get; private set; } = "";
    public Guid? ProducerId { get; private set; }
    public string? GroupSlug { get; private set; }

    /// <summary>Hundredths of a percent.</summary>
    public int BasisPoints { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public long Version { get; private set; }

    internal void Set(int basisPoints, DateTime now) => (BasisPoints, ChangedAt) = (basisPoints, now);

    public static string OfProducer(Guid id) => $"producer:{id:N}";

    public static string OfGroup(string slug) => $"group:{slug}";

    /// <summary>A part of a đồng is left to the producer.</summary>
    public static Money Of(Money paid, int basisPoints) => new(paid.Amount * basisPoints / 10_000);

    /// <summary>"3,5 %".</summary>
    public static string Written(int basisPoints) => string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100m:0.##}").Replace('.', ',') + " %";
}

/// <summary>Writes today's rates into an order that is being placed; what becomes of them later is nothing to it.</summary>
public sealed class FreezeCommission(IOrderingDb db)
{
    public Task HandleAsync(OrderGroup group, CartView cart, CancellationToken cancel) =>
        HandleAsync(group, cart.Items.Select(item => (item.ProductId, item.ProducerId, item.GroupSlug)).Concat(cart.Boxes.SelectMany(box => box.Box.Parts).Select(part => (part.ProductId, part.ProducerId, part.GroupSlug))), cancel);

    internal Task HandleAsync(OrderGroup group, QuotedGoods goods, CancellationToken cancel) => HandleAsync(group, goods.ByProduct.Values.Select(good => (good.ProductId, good.ProducerId, good.GroupSlug)), cancel);

    private async Task HandleAsync(OrderGroup group, IEnumerable<(Guid ProductId, Guid ProducerId, string? GroupSlug)> goods, CancellationToken cancel)
    {
        var rates = await RatesAsync(cancel);
        var makers = goods.DistinctBy(it => it.ProductId).ToDictionary(it => it.ProductId);
        foreach (var line in group.Orders.SelectMany(order => order.Lines)) line.Agree(RateOf(rates, makers[line.ProductId].ProducerId, makers[line.ProductId].GroupSlug));
    }

    /// <summary>Today's, in basis points.</summary>
    internal async Task<int> RateAsync(Guid producerId, string? groupSlug, CancellationToken cancel) => RateOf(await RatesAsync(cancel), producerId, groupSlug);

    private Task<Dictionary<string, int>> RatesAsync(CancellationToken cancel) => db.CommissionRates.AsNoTracking().ToDictionaryAsync(rate => rate.Target, rate => rate.BasisPoints, cancel);

    private static int RateOf(Dictionary<string, int> rates, Guid producerId, string? groupSlug) => rates.TryGetValue(CommissionRate.OfProducer(producerId), out var own) ? own
        : groupSlug is { } slug && rates.TryGetValue(CommissionRate.OfGroup(slug), out var ofGroup) ? ofGroup
        : rates.GetValueOrDefault(CommissionRate.Programme);
}

/// <param name="Name">Of the producer; null for a group and the programme.</param>
public sealed record DeskRate(CommissionRate Rate, string? Name);

/// <summary>The rates as the desk shows them: the programme's first.</summary>
public sealed class DeskRates(IOrderingDb db)
{
    public async Task<IReadOnlyList<DeskRate>> AllAsync(Person person, CancellationToken cancel)
    {
        if (!person.May(Act.ReadMoney, Scope.Programme)) return [];
        var rates = await db.CommissionRates.AsNoTracking().ToListAsync(cancel);
        var ids = rates.Select(rate => rate.ProducerId).OfType<Guid>().ToList();
        var names = await db.Producers.Where(producer => ids.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, producer => producer.Name, cancel);
        return [.. rates.Select(rate => new DeskRate(rate, rate.ProducerId is { } id ? names[id] : null))
            .OrderBy(row => row.Rate.Target != CommissionRate.Programme).ThenBy(row => row.Rate.GroupSlug is null).ThenBy(row => row.Name ?? row.Rate.GroupSlug, StringComparer.Ordinal)];
    }
}

/// <summary>As typed.</summary>
/// <param name="Producer">The address of its page on the market, or the last part of it.</param>
/// <param name="Percent">Empty takes the rate away, so that the wider one counts.</param>
public sealed record CommissionForm(string? Group, string? Producer, string? Percent);

/// <summary>An officer sets what the market takes: of everything, of a group of goods, or of one producer. Only what is ordered from now on goes by it.</summary>
public sealed class SetCommission(IOrderingDb db, TimeProvider clock)
{
    public const int MostBasisPoints = 3_000;

    public Task<Outcome<bool>> HandleAsync(Person person, CommissionForm form, CancellationToken cancel) => db.InTurnAsync<bool>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var refusals = new List<Refusal>();
        var slug = (form.Producer ?? "").Trim().Split('?', '#')[0].TrimEnd('/') is var address && address.Length > 0 ? address[(address.LastIndexOf('/') + 1)..] : null;
        var group = string.IsNullOrWhiteSpace(form.Group) ? null : form.Group.Trim();
        var producer = slug is null ? null : await db.Producers.AsNoTracking().SingleOrDefaultAsync(it => it.Slug == slug, cancel);
        if (slug is not null && group is not null) refusals.Add(new("TwoKinds", "producer", "Chọn nhóm hàng hoặc chủ thể, không cả hai.", "Choose a group or a producer, not both."));
        else if (slug is not null && producer is null) refusals.Add(new("ProducerUnknown", "producer", $"Không thấy chủ thể “{slug}”.", $"There is no producer “{slug}”."));
        if (group is not null && !await db.ProductGroups.AnyAsync(it => it.Slug == group, cancel)) refusals.Add(new("GroupUnknown", "group", "Chọn lại nhóm hàng.", "Choose the group again."));
        var points = Read(form.Percent);
        if (points is null && !string.IsNullOrWhiteSpace(form.Percent)) refusals.Add(new("PercentMisread", "percent", "Ghi phần trăm từ 0 đến 30, ví dụ 3,5.", "Enter a percentage from 0 to 30, for example 3.5."));
        if (points is null && string.IsNullOrWhiteSpace(form.Percent) && slug is null && group is null) refusals.Add(new("PercentMissing", "percent", "Mức chung phải có số; không thu thì ghi 0.", "The programme’s rate needs a number; enter 0 for none."));
        if (refusals.Count > 0) return Outcome<bool>.Refused(refusals);

        var target = producer is not null ? CommissionRate.OfProducer(producer.Id) : group is not null ? CommissionRate.OfGroup(group) : CommissionRate.Programme;
        var rate = await db.CommissionRates.SingleOrDefaultAsync(it => it.Target == target, cancel);
        if (rate?.BasisPoints == points) return true;
        var (now, before) = (clock.UtcNow(), rate is null ? null : CommissionRate.Written(rate.BasisPoints));
        if (points is null) db.CommissionRates.Remove(rate!);
        else
        {
            if (rate is null) db.CommissionRates.Add(rate = new CommissionRate(target, producer?.Id, group));
            rate.Set(points.Value, now);
        }

        var subject = producer?.ChangeSubject ?? ChangeSubject.Settlement(target);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "CommissionSet", subject, before, points is { } set ? CommissionRate.Written(set) : null));
        return await db.SaveChangesAsync(cancel) > 0;
    }, cancel);

    /// <summary>"3,5" and "3.5" are 350; no more than two decimals.</summary>
    private static int? Read(string? typed) =>
        decimal.TryParse((typed ?? "").Replace('%', ' ').Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && percent * 100 is var points && points == decimal.Truncate(points) && points <= MostBasisPoints ? (int)points : null;
}
