using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.EventCatalogues;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.EventCatalogues;

[Requires(Act.RunFairs)]
public sealed class NewCatalogueModel(OpenEventCatalogue open, PlaceDirectory places, CurrentPerson current, Words words) : DeskPageModel(current)
{
    /// <summary>Whose list it can be. Most people look after one place and are not asked.</summary>
    public IReadOnlyList<(string Value, string Label)> Scopes =>
        [.. Person.ScopesFor(Act.RunFairs).Select(scope => (scope.Path, scope == Scope.Programme ? words["Cả chương trình", "The whole programme"] : words.Place(places, scope.ProvinceCode, scope.CommuneCode)))];

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(string? scope, string? title, string? day, string? place, string? note, bool showsPrices, CancellationToken cancel)
    {
        var outcome = await open.HandleAsync(Person, scope ?? Scopes[0].Value, new EventCatalogueForm(title, day, place, note, showsPrices), cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = words["Đã lập bản nháp. Giờ chọn hàng vào danh mục.", "The draft is made. Now choose the goods."];
        return LocalRedirect(HttpContext.Link($"{CatalogueListModel.Path}/{outcome.Value.Id}"));
    }
}
