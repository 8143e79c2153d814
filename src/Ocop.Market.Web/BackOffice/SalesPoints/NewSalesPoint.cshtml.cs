using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.SalesPoints;

[Requires(Act.EditSalesPoints)]
public sealed class NewSalesPointModel(EditSalesPoint edit, PlaceDirectory places, CurrentPerson current, Words words) : DeskPageModel(current)
{
    private SalesPointForm _form = null!;

    public SalesPointFields Fields => new(_form, [.. places.Within(Person.ScopesFor(Act.EditSalesPoints))], Refusals);

    /// <param name="tinh">Codes of where one is missing, from the coverage table.</param>
    /// <param name="xa">Of a commune.</param>
    public void OnGet(string? tinh, string? xa)
    {
        var commune = places.Commune(xa);
        var own = Person.ScopesFor(Act.EditSalesPoints) is [var only] ? only : Scope.Programme;
        _form = new(null, null, commune?.ProvinceCode ?? tinh ?? own.ProvinceCode, commune?.Name ?? places.Commune(own.CommuneCode)?.Name, null, null, null, null, [], null, nameof(SalesPointStatus.Open));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        _form = SalesPointFields.Read(Request.Form);
        var outcome = await edit.HandleAsync(Person, _form, cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = words["Đã thêm điểm bán. Tiếp theo: chấm tiêu chí và mời người giữ.", "Added. Next: check the criteria and invite its keeper."];
        return LocalRedirect(HttpContext.Link($"{SalesPointListModel.Path}/{outcome.Value.Id}"));
    }
}
