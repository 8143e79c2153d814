using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

public enum PromotionState { Draft, On, Off }

/// <summary>Amount: once for the goods of an order. AmountEach: for every piece. NForM: pay for M of every N pieces of one packing.</summary>
public enum PromotionAction { Percent, Amount, AmountEach, FreeDelivery, NForM }

/// <summary>Who pays for it when the market settles with its producers.</summary>
public enum PromotionBearer { Market, Producer }

/// <param name="Until">Its last day, which counts; null runs on.</param>
/// <param name="Priority">The smaller number comes first.</param>
/// <param name="StackingGroup">Of those that share one at most one applies; those without one add to everything.</param>
/// <param name="MinGoods">Of the goods it covers, before any discount.</param>
/// <param name="ProvinceCode">Where the producer is.</param>
/// <param name="Cap">The most it takes off an order; for free delivery, off a parcel.</param>
public sealed record PromotionTerms(
    string Name, string NameEn, DateOnly From, DateOnly? Until, int Priority, string? StackingGroup, Money? MinGoods, string? GroupSlug, string? ProvinceCode, bool IsFirstOrder,
    bool NeedsCode, PromotionAction Action, int? Percent, Money? Amount, Money? Cap, int? Buy, int? Pay, int? MostUses, int? MostUsesPerPhone, PromotionBearer Bearer)
{
    /// <summary>The publishing set of a campaign that switches it on.</summary>
    public Guid? SetId { get; init; }

    /// <summary>The season of gifts whose goods it is for, on the days on which that is shown; its document.</summary>
    public Guid? CampaignId { get; init; }
}

/// <summary>Khuyến mãi: on what condition how much less is paid. It runs by whole days of Việt Nam, so lists that show it change at midnight like stars do.</summary>
public sealed class Promotion : ITellsChange
{
    private readonly List<PromotionTarget> _targets = [];

    private Promotion() { }

    public Promotion(PromotionTerms terms, DateTime now)
    {
        (Id, CreatedAt) = (Guid.CreateVersion7(), now);
        Describe(terms, [], now);
    }

    public Guid Id { get; private set; }
    public PromotionState State { get; private set; }
    public string Name { get; private set; } = "";
    public string NameEn { get; private set; } = "";
    public DateOnly From { get; private set; }
    public DateOnly? Until { get; private set; }
    public int Priority { get; private set; }
    public string? StackingGroup { get; private set; }
    public Money? MinGoods { get; private set; }
    public string? GroupSlug { get; private set; }
    public string? ProvinceCode { get; private set; }
    public bool IsFirstOrder { get; private set; }
    public bool NeedsCode { get; private set; }
    public PromotionAction Action { get; private set; }
    public int? Percent { get; private set; }
    public Money? Amount { get; private set; }
    public Money? Cap { get; private set; }
    public int? Buy { get; private set; }
    public int? Pay { get; private set; }
    public int? MostUses { get; private set; }
    public int? MostUsesPerPhone { get; private set; }
    public PromotionBearer Bearer { get; private set; }
    public Guid? SetId { get; private set; }
    public Guid? CampaignId { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public long Version { get; private set; }

    public IReadOnlyList<PromotionTarget> Targets => _targets;

    public ChangeSubject ChangeSubject => ChangeSubject.Promotion(Id);

    public LocalText Names => new(Name, NameEn);

    public PromotionTerms Terms => new(Name, NameEn, From, Until, Priority, StackingGroup, MinGoods, GroupSlug, ProvinceCode, IsFirstOrder, NeedsCode, Action, Percent, Amount, Cap, Buy, Pay, MostUses, MostUsesPerPhone, Bearer) { SetId = SetId, CampaignId = CampaignId };

    /// <summary>Needs nothing but the product, so its price may be told before there is a cart.</summary>
    public bool ShowsOnLists => Action is PromotionAction.Percent or PromotionAction.AmountEach && !NeedsCode && !IsFirstOrder && MinGoods is null && Cap is null && MostUses is null && MostUsesPerPhone is null;

    public void Describe(PromotionTerms terms, IEnumerable<PromotionTarget> targets, DateTime now)
    {
        (Name, NameEn, From, Until, Priority, StackingGroup, MinGoods, GroupSlug, ProvinceCode, IsFirstOrder, NeedsCode, Action, Percent, Amount, Cap, Buy, Pay, MostUses, MostUsesPerPhone, Bearer) = terms;
        (SetId, CampaignId) = (terms.SetId, terms.CampaignId);
        var wanted = targets.ToList();
        _targets.RemoveAll(kept => !wanted.Exists(target => target.TargetId == kept.TargetId));
        _targets.AddRange(wanted.Where(target => !_targets.Exists(kept => kept.TargetId == target.TargetId)));
        // Also where only the chosen goods change: pages must hear of it.
        ChangedAt = now;
    }

    public void Switch(bool isOn, DateTime now) => (State, ChangedAt) = (isOn ? PromotionState.On : PromotionState.Off, now);

    public bool RunsOn(DateOnly day) => State == PromotionState.On && From <= day && (Until is null || day <= Until);

    /// <param name="campaign">Of <see cref="CampaignId"/>; null where its page is not up: then it is for nothing.</param>
    public bool Covers(PricedLine line, Campaign? campaign, DateOnly day) =>
        (CampaignId is null || campaign?.RunsOn(day) == true && campaign.Products.Contains(line.ProductId))
        && (GroupSlug is null || GroupSlug == line.GroupSlug) && (ProvinceCode is null || ProvinceCode == line.ProvinceCode)
        && (_targets.Count == 0 || _targets.Exists(target => target.TargetId == (target.IsProducer ? line.ProducerId : line.ProductId)));
}

/// <summary>A product or a producer the promotion was made for.</summary>
public sealed class PromotionTarget
{
    private PromotionTarget() { }

    public PromotionTarget(Guid promotionId, Guid targetId, bool isProducer) => (PromotionId, TargetId, IsProducer) = (promotionId, targetId, isProducer);

    public Guid PromotionId { get; private set; }
    public Guid TargetId { get; private set; }
    public bool IsProducer { get; private set; }
}

/// <summary>What a buyer types. Kept in capitals without spaces or marks, however it is typed.</summary>
public sealed class PromotionCode
{
    public const int Shortest = 4, Longest = 20;

    private PromotionCode() { }

    public PromotionCode(string code, Guid promotionId, int? mostUses, DateTime now) => (Code, PromotionId, MostUses, CreatedAt) = (code, promotionId, mostUses, now);

    public string Code { get; private set; } = "";
    public Guid PromotionId { get; private set; }

    /// <summary>One for a code that was drawn for one buyer; null where only the promotion's own limits hold.</summary>
    public int? MostUses { get; private set; }
    public DateTime CreatedAt { get; private set; }

    public static string Read(string? typed) => new([.. VietnameseText.Fold(typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}

/// <summary>An order that made use of a promotion. One that never came about, or came to nothing, has given it back.</summary>
public sealed class PromotionUse
{
    private PromotionUse() { }

    internal PromotionUse(Guid promotionId, Guid groupId, string phone, string? code, DateTime now) =>
        (Id, PromotionId, GroupId, Phone, Code, At) = (Guid.CreateVersion7(), promotionId, groupId, phone, code, now);

    public Guid Id { get; private set; }
    public Guid PromotionId { get; private set; }
    public Guid GroupId { get; private set; }
    public string Phone { get; private set; } = "";
    public string? Code { get; private set; }
    public DateTime At { get; private set; }
    public DateTime? GivenBackAt { get; private set; }
}
