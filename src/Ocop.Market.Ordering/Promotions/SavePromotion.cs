using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

/// <summary>What was typed, as typed. Field names of refusals are these names in lower camel case.</summary>
public sealed record PromotionForm
{
    public string? Name { get; init; }
    public string? NameEn { get; init; }
    public string? From { get; init; }
    public string? Until { get; init; }
    public string? Priority { get; init; }
    public string? StackingGroup { get; init; }
    public string? MinGoods { get; init; }
    public string? Group { get; init; }
    public string? Province { get; init; }

    /// <summary>Goods as <see cref="NamedGoods"/> reads them, one a line.</summary>
    public string? Products { get; init; }

    /// <summary>More of them, field by field; null to begin with, as a list that is there already is not filled from a sent form.</summary>
    public IReadOnlyList<string?>? MoreProducts { get; init; }

    /// <summary>Or addresses of producers, one a line.</summary>
    public string? Producers { get; init; }
    public bool IsFirstOrder { get; init; }
    public bool NeedsCode { get; init; }
    public string? Action { get; init; }
    public string? Percent { get; init; }
    public string? Amount { get; init; }
    public string? Cap { get; init; }
    public string? Buy { get; init; }
    public string? Pay { get; init; }
    public string? MostUses { get; init; }
    public string? MostUsesPerPhone { get; init; }
    public string? Bearer { get; init; }
    public string? SetId { get; init; }

    /// <summary>A season of gifts, by its document.</summary>
    public string? Campaign { get; init; }
}

/// <summary>Makes a promotion, as a draft, or changes its terms. Orders keep the copies that they were placed with.</summary>
public sealed class SavePromotion(IOrderingDb db, PlaceDirectory places, NamedGoods goods, TimeProvider clock)
{
    public const int LongestName = 80, MostTargets = 200;

    /// <param name="id">Null makes a new one.</param>
    public Task<Outcome<Promotion>> HandleAsync(Person person, Guid? id, long version, PromotionForm form, CancellationToken cancel) => db.InTurnAsync<Promotion>(async () =>
    {
        if (!person.May(Act.RunPromotions, Scope.Programme)) return NoRight.Here;
        var promotion = id is null ? null : await db.Promotions.Include(it => it.Targets).SingleOrDefaultAsync(it => it.Id == id, cancel);
        if (id is not null && promotion is null) return Unknown;
        if (promotion is not null && promotion.Version != version) return Stale;
        var refusals = new List<Refusal>();
        var terms = Terms(form, refusals);
        if (terms.GroupSlug is { } slug && !await db.ProductGroups.AnyAsync(group => group.Slug == slug, cancel)) refusals.Add(new("GroupUnknown", "group", "Chọn lại nhóm hàng.", "Choose the group again."));
        if (terms.SetId is { } setId && !await db.PublishingSets.AnyAsync(set => set.Id == setId, cancel)) refusals.Add(new("SetUnknown", "setId", "Chọn lại bộ đăng.", "Choose the set again."));
        if (terms.CampaignId is { } campaign && !await db.Documents.AnyAsync(document => document.Id == campaign && document.Type == DocumentTypes.Campaign && document.DeletedAt == null, cancel)) refusals.Add(new("CampaignUnknown", "campaign", "Chọn lại chiến dịch.", "Choose the campaign again."));
        var (products, producers) = (Lines([form.Products, .. form.MoreProducts ?? []]), Addresses(form.Producers));
        if (products.Count > 0 && producers.Count > 0) refusals.Add(new("TwoKinds", "producers", "Chọn hàng hoặc chọn chủ thể, không cả hai.", "Choose goods or producers, not both."));
        if (products.Count + producers.Count > MostTargets) refusals.Add(new("TooManyTargets", products.Count > 0 ? "products" : "producers", $"Nhiều nhất {MostTargets} dòng.", $"{MostTargets} lines at most."));
        var named = await goods.FindAsync([.. products.Take(MostTargets)], cancel);
        var makers = await db.Producers.Where(it => producers.Contains(it.Slug)).Select(it => new { it.Id, it.Slug }).ToListAsync(cancel);
        if (products.Take(MostTargets).FirstOrDefault(product => !named.ContainsKey(product)) is { } lost) refusals.Add(NamedGoods.Unknown(lost, "products"));
        if (producers.Except(makers.Select(it => it.Slug)).FirstOrDefault() is { } unknown) refusals.Add(new("ProducerUnknown", "producers", $"Không thấy chủ thể “{unknown}”.", $"There is no producer “{unknown}”."));
        if (refusals.Count > 0) return Outcome<Promotion>.Refused(refusals);

        var (now, before) = (clock.UtcNow(), promotion is null ? null : Told(promotion));
        if (promotion is null) db.Promotions.Add(promotion = new Promotion(terms, now));
        promotion.Describe(terms, [.. named.Values.Select(good => good.ProductId).Distinct().Select(product => new PromotionTarget(promotion.Id, product, false)), .. makers.Select(it => new PromotionTarget(promotion.Id, it.Id, true))], now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, before is null ? "PromotionDrafted" : "PromotionEdited", promotion.ChangeSubject, before, Told(promotion)));
        await db.SaveChangesAsync(cancel);
        return promotion;
    }, cancel);

    internal static readonly Refusal Unknown = new("PromotionUnknown", "", "Không có khuyến mãi này.", "There is no such promotion.");
    internal static readonly Refusal Stale = new("Stale", "", "Có người vừa sửa khuyến mãi này. Mở lại trang rồi sửa tiếp.", "Somebody has just changed this promotion. Open the page again.");

    private PromotionTerms Terms(PromotionForm form, List<Refusal> refusals)
    {
        var (name, nameEn) = (Typed.Words(form.Name, "name", 2, LongestName, refusals), Typed.Words(form.NameEn, "nameEn", 2, LongestName, refusals));
        var from = Typed.Day(form.From);
        if (from is null) refusals.Add(new("DayMisread", "from", "Điền ngày bắt đầu, ví dụ 31/12/2026.", "Enter the first day, for example 31/12/2026."));
        var until = Typed.Day(form.Until, "until", refusals);
        if (until < from) refusals.Add(new("EndsBeforeItBegins", "until", "Ngày cuối ở trước ngày đầu.", "The last day is before the first."));
        if (form.Province is { Length: > 0 } && places.Province(form.Province) is null) refusals.Add(new("ProvinceUnknown", "province", "Chọn lại tỉnh, thành.", "Choose the province again."));
        var action = Enum.TryParse<PromotionAction>(form.Action, out var read) && Enum.IsDefined(read) ? read : PromotionAction.Percent;
        var percent = action == PromotionAction.Percent ? Number(form.Percent, "percent", 1, 100, true, refusals) : null;
        var amount = action is PromotionAction.Amount or PromotionAction.AmountEach ? Dong(form.Amount, "amount", true, refusals) : null;
        var (buy, pay) = action == PromotionAction.NForM ? (Number(form.Buy, "buy", 2, 99, true, refusals), Number(form.Pay, "pay", 1, 98, true, refusals)) : (null, null);
        if (pay >= buy) refusals.Add(new("NothingFree", "pay", "Số phải trả phải ít hơn số mua.", "Pay for fewer than are bought."));
        var group = VietnameseText.Normalize(form.StackingGroup ?? "");
        // A campaign that cannot be read must not become none: the promotion would hold for the whole market.
        Guid? campaign = string.IsNullOrWhiteSpace(form.Campaign) ? null : Guid.TryParse(form.Campaign, out var chosen) ? chosen : Guid.Empty;
        return new PromotionTerms(name, nameEn, from ?? default, until, Number(form.Priority, "priority", 1, 999, true, refusals) ?? 1, group.Length is 0 or > 40 ? null : group,
            Dong(form.MinGoods, "minGoods", false, refusals), Named(form.Group), Named(form.Province), form.IsFirstOrder, form.NeedsCode, action, percent, amount,
            action is PromotionAction.Percent or PromotionAction.FreeDelivery or PromotionAction.NForM ? Dong(form.Cap, "cap", false, refusals) : null, buy, pay,
            Number(form.MostUses, "mostUses", 1, 1_000_000, false, refusals), Number(form.MostUsesPerPhone, "mostUsesPerPhone", 1, 99, false, refusals),
            form.Bearer == nameof(PromotionBearer.Producer) ? PromotionBearer.Producer : PromotionBearer.Market) { SetId = Guid.TryParse(form.SetId, out var set) ? set : null, CampaignId = campaign };
    }

    private static string? Named(string? code) => string.IsNullOrWhiteSpace(code) ? null : code.Trim();

    private static int? Number(string? typed, string field, int least, int most, bool isNeeded, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(typed) && !isNeeded) return null;
        if (int.TryParse((typed ?? "").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        refusals.Add(new("NumberMisread", field, $"Điền một số từ {least} đến {most}.", $"Enter a number from {least} to {most}."));
        return null;
    }

    private static Money? Dong(string? typed, string field, bool isNeeded, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(typed) && !isNeeded) return null;
        if (Money.Read(typed) is { } money && money > Money.Zero) return money;
        refusals.Add(new("MoneyMisread", field, "Điền số tiền, ví dụ 50.000.", "Enter an amount, for example 50.000."));
        return null;
    }

    private static List<string> Lines(IEnumerable<string?> typed) => [.. typed.SelectMany(text => (text ?? "").Split(['\n', '\r'])).Select(VietnameseText.Normalize).Where(line => line.Length > 0).Distinct()];

    /// <summary>Whole addresses or their last part, one a line.</summary>
    private static List<string> Addresses(string? typed) =>
        [.. (typed ?? "").Split(['\n', '\r', ' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('?', '#')[0].TrimEnd('/')).Select(line => line[(line.LastIndexOf('/') + 1)..]).Where(line => line.Length > 0).Distinct()];

    private static string Told(Promotion promotion) => FormattableString.Invariant($"{promotion.Name}\n{promotion.Terms}\n{promotion.Targets.Count} chosen");
}
