using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Web.BackOffice.Documents;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Promotions;

/// <summary>Its form, and what both pages that draw the form need.</summary>
public abstract class PromotionPage(DeskPromotions promotions, PlaceDirectory places, CatalogNames names, OpenSets sets, CurrentPerson current, Words words) : DeskPageModel(current)
{
    private FacetNames _names = null!;

    protected Words Words => words;

    /// <summary>Null for a new one.</summary>
    public DeskPromotionPage? Found { get; protected set; }

    public IReadOnlyList<(string Value, string Label)> Groups => [("", words["Mọi nhóm", "All groups"]), .. _names.Groups.Select(group => (group.Key, words[group.Value]))];

    public IReadOnlyList<(string Value, string Label)> Provinces => [("", words["Mọi tỉnh, thành", "All provinces"]), .. places.Provinces.Select(province => (province.Code, province.Name))];

    /// <summary>So many goods are added one by one each time the form is saved; then they stand in the list.</summary>
    public const int RowsForMore = 3;

    public string? TypedRow(string field, int row) => Refusals.Count > 0 ? Request.Form[field].ElementAtOrDefault(row) : null;

    public bool WasTicked(string field, bool saved) => Refusals.Count > 0 ? Request.Form[field].Contains("true") : saved;

    public IReadOnlyList<(string Value, string Label)> Sets { get; private set; } = [];

    public IReadOnlyList<(string Value, string Label)> Campaigns { get; private set; } = [];

    protected DeskPromotions Promotions => promotions;

    protected async Task ReadNamesAsync(CancellationToken cancel)
    {
        (_names, Sets) = (await names.ReadAsync(cancel), await sets.ChoicesAsync(Found?.Promotion.SetId, cancel));
        Campaigns = [("", words["Mọi hàng, không theo mùa quà nào", "All goods, no season"]), .. (await promotions.CampaignsAsync(cancel)).Select(campaign => (campaign.Id.ToString(), campaign.Title))];
        // Gone to the bin since: it stays chosen, for nothing, until somebody chooses anew.
        if (Found?.Promotion.CampaignId is { } gone && Campaigns.All(campaign => campaign.Value != gone.ToString())) Campaigns = [.. Campaigns, (gone.ToString(), words["Mùa quà đã bỏ", "A season that was removed"])];
    }
}

[Requires(Act.RunPromotions)]
public sealed class NewPromotionModel(DeskPromotions promotions, SavePromotion save, PlaceDirectory places, CatalogNames names, OpenSets sets, CurrentPerson current, Words words) : PromotionPage(promotions, places, names, sets, current, words)
{
    public Task OnGetAsync(CancellationToken cancel) => ReadNamesAsync(cancel);

    public async Task<IActionResult> OnPostAsync(PromotionForm? form, CancellationToken cancel)
    {
        await ReadNamesAsync(cancel);
        var outcome = await save.HandleAsync(Person, null, 0, form ?? new(), cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = Words["Đã lưu bản nháp. Xem lại rồi bật.", "The draft is saved. Look it over, then switch it on."];
        return LocalRedirect(HttpContext.Link($"{PromotionListModel.Path}/{outcome.Value.Id}"));
    }
}

[Requires(Act.RunPromotions)]
public sealed class PromotionFileModel(DeskPromotions promotions, SavePromotion save, SwitchPromotion switchIt, AddPromotionCodes addCodes, PlaceDirectory places, CatalogNames names, OpenSets sets, CurrentPerson current, Words words)
    : PromotionPage(promotions, places, names, sets, current, words)
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, long? version, PromotionForm? form, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var outcome = await save.HandleAsync(Person, id, version ?? -1, form ?? new(), cancel);
        return outcome.Succeeded ? Again(Words["Đã lưu.", "Saved."]) : Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostSwitchAsync(Guid id, string? act, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var outcome = await switchIt.HandleAsync(Person, id, act == "on", cancel);
        return outcome.Succeeded ? Back(id, act == "on" ? Words["Đã bật. Giá mới hiện ngay.", "It is on; the new prices show at once."] : Words["Đã tắt. Đơn đã đặt giữ giá cũ của đơn.", "It is off. Orders that were placed keep their price."]) : Refuse(outcome.Refusals);
    }

    public async Task<IActionResult> OnPostCodesAsync(Guid id, string? code, string? count, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var outcome = await addCodes.HandleAsync(Person, id, code, count, cancel);
        return outcome.Succeeded ? Back(id, Words[$"Đã thêm {outcome.Value.Count} mã.", $"{outcome.Value.Count} codes added."]) : Refuse(outcome.Refusals);
    }

    private LocalRedirectResult Back(Guid id, string done)
    {
        Done = done;
        return LocalRedirect(HttpContext.Link($"{PromotionListModel.Path}/{id}"));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        Found = await Promotions.FindAsync(Person, id, cancel);
        await ReadNamesAsync(cancel);
        return Found is not null;
    }
}
