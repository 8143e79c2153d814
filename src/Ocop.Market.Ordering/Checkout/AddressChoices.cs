using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Ordering.Checkout;

public sealed record AddressChoice(string Code, string Name);

/// <summary>The lists of the checkout: every province, and the communes of the chosen one.</summary>
public sealed class AddressChoices(IOrderingDb db)
{
    private static readonly StringComparer Alphabet = StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true);

    public async Task<IReadOnlyList<AddressChoice>> ProvincesAsync(CancellationToken cancel) =>
        [.. (await db.Provinces.AsNoTracking().Select(province => new AddressChoice(province.Code, province.Name)).ToListAsync(cancel)).OrderBy(choice => choice.Name, Alphabet)];

    public async Task<IReadOnlyList<AddressChoice>> CommunesAsync(string? provinceCode, CancellationToken cancel) =>
        [.. (await db.Communes.AsNoTracking().Where(commune => commune.ProvinceCode == provinceCode).ToListAsync(cancel))
            .OrderBy(commune => commune.Name, Alphabet).Select(commune => new AddressChoice(commune.Code, $"{commune.Name} ({commune.KindName.Vi})"))];
}
