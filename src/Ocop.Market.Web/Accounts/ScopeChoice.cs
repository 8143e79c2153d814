using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Accounts;

/// <summary>A role and the place it is for, as chosen in a form.</summary>
/// <param name="Province">Code; empty: the whole programme.</param>
/// <param name="Commune">Name, old or new; empty: the whole province.</param>
/// <param name="Producer">The end of the producer's address, or the whole of it.</param>
/// <param name="SalesPoint">The same of a sales point.</param>
public sealed record RightForm(string? Role, string? Province, string? Commune, string? Producer, string? SalesPoint);

public sealed record ChosenRight(Role Role, Scope Scope);

/// <summary>What a form about a right means.</summary>
public sealed class ScopeChoice(PlaceDirectory places, ICatalogDb db)
{
    public IReadOnlyList<Province> Provinces => places.Provinces;

    public async Task<Outcome<ChosenRight>> ReadAsync(RightForm form, CancellationToken cancel)
    {
        if (!Enum.TryParse<Role>(form.Role, out var role) || !Enum.IsDefined(role)) return new Refusal("RoleMissing", "role", "Chọn một vai.", "Choose a role.");
        if (role == Role.Administrator) return new ChosenRight(role, Scope.Programme);
        if (role is Role.ProducerOwner or Role.ProducerHelper) return await OfProducerAsync(role, form.Producer, cancel);
        if (role == Role.Keeper) return await OfSalesPointAsync(form.SalesPoint, cancel);
        if (string.IsNullOrWhiteSpace(form.Province)) return new ChosenRight(role, Scope.Programme);
        if (places.Province(form.Province) is not { } province) return new Refusal("ProvinceUnknown", "province", "Chọn tỉnh trong danh sách.", "Choose a province from the list.");
        if (string.IsNullOrWhiteSpace(form.Commune)) return new ChosenRight(role, Scope.Province(province.Code));
        return places.Resolve(form.Commune, province.Code).Only is { } commune
            ? new ChosenRight(role, Scope.Commune(province.Code, commune.Code))
            : new Refusal("CommuneUnknown", "commune", "Không thấy đúng một xã tên này trong tỉnh.", "No single commune of this name in the province.");
    }

    private async Task<Outcome<ChosenRight>> OfProducerAsync(Role role, string? typed, CancellationToken cancel)
    {
        var slug = EndOf(typed);
        return await db.Producers.AsNoTracking().FirstOrDefaultAsync(producer => producer.Slug == slug, cancel) is { } producer
            ? new ChosenRight(role, Scope.Producer(producer.Place.ProvinceCode, producer.Place.CommuneCode, producer.Id))
            : new Refusal("ProducerUnknown", "producer", "Dán địa chỉ trang của chủ thể, ví dụ /chu-the/htx-che-tan-cuong.", "Paste the address of the producer's page, such as /chu-the/htx-che-tan-cuong.");
    }

    private async Task<Outcome<ChosenRight>> OfSalesPointAsync(string? typed, CancellationToken cancel)
    {
        var slug = EndOf(typed);
        return await db.SalesPoints.AsNoTracking().FirstOrDefaultAsync(point => point.Slug == slug, cancel) is { } point
            ? new ChosenRight(Role.Keeper, point.Scope)
            : new Refusal("SalesPointUnknown", "salesPoint", "Dán địa chỉ trang của điểm bán, ví dụ /diem-ban/cho-tan-cuong.", "Paste the address of the sales point's page, such as /diem-ban/cho-tan-cuong.");
    }

    private static string EndOf(string? typed) => (typed ?? "").Trim().TrimEnd('/').Split('/')[^1];
}
