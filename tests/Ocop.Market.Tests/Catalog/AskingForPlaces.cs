using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Seeding;
using Xunit;

namespace Ocop.Market.Tests.Catalog;

public sealed class AskingForPlaces(LoadedPlaces loaded) : IClassFixture<LoadedPlaces>
{
    private readonly PlaceDirectory _places = loaded.Places;

    [Theory, BothDatabases]
    public async Task Both_databases_answer_alike(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        var places = market.Services.GetRequiredService<PlaceDirectory>();
        Assert.Equal(34, places.Provinces.Count);
        Assert.Equal(_places.Provinces.Select(province => province.Code), places.Provinces.Select(province => province.Code));
        Assert.Equal(_places.Resolve("Tân Thành").Candidates.Select(candidate => candidate.Commune.Code).Order(),
            places.Resolve("Tân Thành").Candidates.Select(candidate => candidate.Commune.Code).Order());
    }

    [Theory]
    [InlineData("Thái Nguyên", "19", false)]
    [InlineData("thai nguyen", "19", false)]
    [InlineData("tỉnh Thái Nguyên", "19", false)]
    [InlineData("TP. Hồ Chí Minh", "79", false)]
    [InlineData("TP.HCM", "79", false)]
    [InlineData("Thừa Thiên Huế", "46", false)]
    [InlineData("vinh-long", "86", false)]
    [InlineData("86", "86", false)]
    [InlineData("Bến Tre", "86", true)]
    [InlineData("ben tre", "86", true)]
    [InlineData("Tỉnh Bắc Kạn", "19", true)]
    [InlineData("Thanh Hóa", "38", false)]
    [InlineData("Bà Rịa – Vũng Tàu", "79", true)]
    public void Finds_a_province_by_any_name(string text, string code, bool isOldName)
    {
        var found = _places.FindProvince(text);
        Assert.Equal((code, isOldName), (found?.Province.Code, found?.IsOldName));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Atlantis")]
    [InlineData("tỉnh")]
    [InlineData("'; DROP TABLE provinces; --")]
    public void Finds_no_province_where_there_is_none(string text) => Assert.Null(_places.FindProvince(text));

    [Theory]
    [InlineData("Tân Cương", "19", "Tân Cương")]
    [InlineData("xa tan cuong", "19", "Tân Cương")]
    [InlineData("Ba Đình", "01", "Ba Đình")]
    [InlineData("P. Trúc Bạch", "01", "Ba Đình")]
    [InlineData("Trúc Bạch, quận Ba Đình, Hà Nội", null, "Ba Đình")]
    public void A_typed_commune_is_found_by_new_and_old_name(string text, string? province, string name) =>
        Assert.Equal(name, _places.Resolve(text, province).Only?.Name);

    [Theory]
    [InlineData("Hải Châu 1", "48", "Hải Châu")]
    [InlineData("P. Hải Châu II, quận Hải Châu", "48", "Hải Châu")]
    [InlineData("phường Hải Châu 01", "48", "Hải Châu")]
    [InlineData("Tam Xuân 1", "48", "Tam Xuân")]
    [InlineData("xã Tam Xuân II, Núi Thành, Quảng Nam", null, "Tam Xuân")]
    [InlineData("Cổ Nhuế 01", "01", "Cổ Nhuế 1")]
    public void A_number_is_read_in_any_writing_and_left_out_where_the_ward_has_lost_it(string text, string? province, string name) =>
        Assert.Contains(_places.Resolve(text, province).Candidates, candidate => candidate.Commune.Name == name || candidate.OldUnits.Any(unit => unit.Name == name));

    [Fact]
    public void Numbered_wards_are_told_apart_by_their_district_however_both_are_written()
    {
        var first = Assert.Single(_places.Resolve("Phường 1, Quận 4, TP.HCM").Candidates);
        foreach (var text in new[] { "P1, Q4, TP.HCM", "P.01, Q.4, TP.HCM", "phuong 01, quan 04, TP.HCM", "Phường I, Quận IV, TP.HCM" })
            Assert.Equal(first.Commune.Code, _places.Resolve(text).Only?.Code);
        Assert.Equal("31321", _places.Resolve("Phường 7, Vị Thanh, Hậu Giang").Only?.Code);
    }

    [Theory]
    [InlineData("Móng Cái 9", "22")]
    [InlineData("Mỹ Đình 7", "01")]
    [InlineData("Tam Xuân 3", "48")]
    public void A_number_that_none_of_the_name_bears_is_no_place(string text, string province) => Assert.True(_places.Resolve(text, province).IsUnknown);

    [Fact]
    public void Marks_decide_between_names_that_fold_alike()
    {
        Assert.Equal("Ba Tơ", _places.Resolve("Ba Tơ", "51").Only?.Name);
        Assert.Equal("Ba Tô", _places.Resolve("Ba Tô", "51").Only?.Name);
        Assert.Equal(["Ba Tô", "Ba Tơ"], _places.Resolve("ba to", "51").Candidates.Select(candidate => candidate.Commune.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_divided_unit_asks()
    {
        var answer = _places.Resolve("Cống Vị", "01");
        Assert.Null(answer.Only);
        Assert.True(answer.Candidates.Count > 1);
        Assert.All(answer.Candidates, candidate => Assert.Contains(candidate.OldUnits, unit => unit is { Name: "Cống Vị", IsDivided: true }));
    }

    [Fact]
    public void Every_present_name_with_its_marks_and_kind_leads_to_its_commune()
    {
        var missed = _places.Provinces.SelectMany(province => _places.CommunesOf(province.Code))
            .Where(commune => !_places.Resolve($"{commune.KindName.Vi} {commune.Name}", commune.ProvinceCode).Candidates.Any(candidate => candidate.Commune.Code == commune.Code));
        Assert.Empty(missed);
    }

    [Fact]
    public void Every_slug_is_one_commune()
    {
        var wrong = _places.Provinces.SelectMany(province => _places.CommunesOf(province.Code))
            .GroupBy(commune => (commune.ProvinceCode, commune.Slug)).Where(communes => communes.Count() > 1);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Thông Hòa", "Cầu Kè", "Trà Vinh", "86", "84")]
    [InlineData("Đặc khu Lý Sơn", null, "Quảng Ngãi", "51", "51")]
    [InlineData("Thị trấn Phước An", "Krông Pắc", "Đắk Lắk", "66", "66")]
    public void An_address_as_issued_leads_to_todays_commune(string commune, string? district, string province, string provinceCode, string legacyCode)
    {
        var place = _places.AsIssued(commune, district, province);
        Assert.Equal((commune, district, province), (place.Commune, place.District, place.Province));
        Assert.Equal((provinceCode, legacyCode), (place.ProvinceCode, place.LegacyProvinceCode));
        Assert.Equal(provinceCode, _places.Commune(place.CommuneCode)?.ProvinceCode);
    }

    [Fact]
    public void What_is_not_certain_stays_open()
    {
        Assert.Equal(new PlaceAsIssued(null, null, "Bến Tre", "86", null, "83"), _places.AsIssued(null, " ", "Bến Tre"));
        Assert.Equal(new PlaceAsIssued("Đâu Đó", null, "Trà Vinh", "86", null, "84"), _places.AsIssued("Đâu Đó", null, "Trà Vinh"));
        Assert.Equal(new PlaceAsIssued(null, null, "Atlantis", null, null, null), _places.AsIssued(null, null, "Atlantis"));
        Assert.Null(_places.AsIssued("Cống Vị", "Ba Đình", "Hà Nội").CommuneCode);
    }

    [Fact]
    public void A_place_is_looked_for_by_its_names_old_and_new()
    {
        var renamed = _places.NamesOf(_places.AsIssued("Thông Hòa", "Cầu Kè", "Trà Vinh"));
        Assert.Equal(["Cầu Kè", "Tam Ngãi", "Thông Hòa", "Trà Vinh", "Vĩnh Long"], renamed.Order(StringComparer.Ordinal));
        // Where no commune was written, all that became part of today's are meant.
        var unwritten = _places.AsIssued("Tân Cương", null, "Thái Nguyên") with { Commune = null };
        Assert.Superset(new HashSet<string> { "Tân Cương", "Thịnh Đức", "Thái Nguyên" }, _places.NamesOf(unwritten).ToHashSet());
        Assert.Equal(["Bắc Kạn", "Thái Nguyên"], _places.NamesOf(new PlaceAsIssued(null, null, null, "19", null, null)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",,,")]
    [InlineData("!!!")]
    [InlineData("xã")]
    [InlineData("\ud83d")]
    public void Nonsense_is_unknown(string text) => Assert.True(_places.Resolve(text).IsUnknown);
}

/// <summary>One directory for all questions: it never changes.</summary>
public sealed class LoadedPlaces : IAsyncLifetime
{
    private TestMarket? _market;

    public PlaceDirectory Places => _market!.Services.GetRequiredService<PlaceDirectory>();

    public async ValueTask InitializeAsync() => _market = await SeededMarket.OpenAsync(DatabaseProvider.Sqlite);

    public ValueTask DisposeAsync() => _market!.DisposeAsync();
}
