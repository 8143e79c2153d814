using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Search;

public sealed class FindingByWords
{
    private const string Heo = "Thịt heo gác bếp", Lon = "Thịt lợn chua", Bap = "Bánh bắp nếp", Ngo = "Sữa ngô non", BapBo = "Bắp bò sấy";
    private const string Dua = "Mứt dứa dẻo", Khom = "Khóm sấy giòn", LaDua = "Bánh lá dứa", NepThom = "Gạo nếp thơm", KeoDua = "Kẹo dừa sầu riêng";
    private const string Lac = "Dầu lạc ép lạnh", Phong = "Bơ đậu phộng", Vung = "Muối vừng đen", MeXung = "Kẹo mè xửng", CaMe = "Cá mè kho";
    private const string TanCuong = "Trà Tân Cương đặc biệt", Che = "Chè xanh túi lọc", CaPhe = "Cà phê rang mộc", CaPheSua = "Ca Phe Sua";
    private const string KhoaiLang = "Khoai lang sơn mật", Mam = "Mắm tép đồng", Mâm = "Mâm tre đan", HoaBinh = "Bánh Hoà Bình", NuocMam = "Nước mắm nhĩ";
    private const string Man = "Mận hậu", HoaVang = "Trà hoa vàng", Tour = "Du lịch vườn dừa";

    private sealed record Case(string Query, string[] First, string[]? Also = null, string[]? Never = null, string? Corrected = null);

    private static readonly Case[] Cases =
    [
        // Without marks, with marks, capitals, đ
        new("ca phe", [CaPhe, CaPheSua]),
        new("cà phê", [CaPhe], Also: [CaPheSua]),
        new("CÀ PHÊ", [CaPhe]),
        new("  cà   phê  ", [CaPhe]),
        new("dac biet", [TanCuong]),
        new("đặc biệt", [TanCuong]),
        new("ĐẶC BIỆT", [TanCuong]),
        new("dau phong", [Phong]),
        // Exact accents first
        new("mắm", [Mam, NuocMam], Also: [Mâm]),
        new("mâm", [Mâm], Also: [Mam]),
        new("dừa", [KeoDua], Also: [Dua, Tour]),
        new("dứa", [Dua, LaDua], Also: [KeoDua, Khom]),
        new("Lạng Sơn", [Che, HoaVang], Also: [KhoaiLang, Man], Never: [CaPhe]),
        new("khoai lang sơn", [KhoaiLang]),
        // Tone placement
        new("hòa bình", [HoaBinh]),
        new("hoà bình", [HoaBinh]),
        new("hoa binh", [HoaBinh]),
        // Regional words
        new("heo", [Heo], Also: [Lon]),
        new("lợn", [Lon], Also: [Heo]),
        new("thịt heo", [Heo, Lon]),
        new("thịt lợn", [Lon, Heo]),
        new("thit lon", [Lon, Heo]),
        new("ngô", [Ngo], Also: [Bap], Never: [BapBo]),
        new("bắp", [Bap, BapBo], Also: [Ngo]),
        new("bắp bò", [BapBo], Never: [Ngo]),
        new("bap bo", [BapBo], Never: [Ngo]),
        new("thơm", [NepThom], Also: [Dua, Khom], Never: [LaDua]),
        new("khóm", [Khom], Also: [Dua], Never: [LaDua, NepThom]),
        new("lá dứa", [LaDua], Never: [Khom]),
        new("đậu phộng", [Phong], Also: [Lac]),
        new("lạc", [Lac], Also: [Phong]),
        new("mè", [], Also: [MeXung, Vung, CaMe]),
        new("vừng", [Vung], Never: [CaMe, MeXung]),
        new("chè", [Che], Also: [TanCuong, HoaVang]),
        new("trà vinh", [], Never: [Che]),
        // Places, old and new
        new("Bến Tre", [], Also: [Heo, KeoDua, Tour], Never: [Lon, CaPhe]),
        new("ben tre", [], Also: [Heo]),
        new("Vĩnh Long", [], Also: [Heo], Never: [Lon]),
        new("Mỏ Cày Nam", [], Also: [Mam]),
        new("Thịnh Đức", [], Also: [Lon]),
        new("kẹo bến tre", [KeoDua]),
        new("đắk lắk", [], Also: [CaPhe, BapBo], Never: [Heo]),
        new("dak lak ca phe", [CaPhe]),
        // Producer, papers, story
        new("Sông Xanh", [], Also: [Heo, Mam], Never: [Lon]),
        new("trà vietgap", [TanCuong], Also: [Che], Never: [HoaVang]),
        new("khói bếp", [Mâm], Never: [Heo]),
        new("người thợ già", [Mâm]),
        // Half a word
        new("ca ph", [CaPhe, CaPheSua]),
        new("keo d", [KeoDua]),
        new("tan cuo", [TanCuong]),
        new("biệ", [TanCuong]),
        // One letter
        new("khoai langg", [KhoaiLang], Corrected: "khoai lang"),
        new("nuocc mam", [NuocMam], Corrected: "nước mam"),
        new("tan coung", [TanCuong], Corrected: "tan cương"),
        new("phonk", [Phong], Corrected: "phộng"),
        new("hoa bimh", [HoaBinh], Corrected: "hoa bình"),
        new("xyzw", [], Never: [Heo]),
        // Not for sale to everybody
        new("rượu ngâm kín", [], Never: [Heo]),
    ];

    [Theory, BothDatabases]
    public async Task Finds_and_ranks_as_people_expect(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        var wrong = new List<string>();
        foreach (var one in Cases)
        {
            var findings = await scene.FindAsync(new CatalogQuery { Text = one.Query, PageSize = 100 });
            string[] names = [.. findings.ProductIds.Select(scene.NameOf)];
            var isRight = names.Take(one.First.Length).SequenceEqual(one.First)
                && (one.Also ?? []).All(names.Contains)
                && !(one.Never ?? []).Any(names.Contains)
                && findings.Corrected == one.Corrected
                && findings.Total == names.Length;
            if (!isRight) wrong.Add($"{one.Query} → {string.Join(" | ", names)} (corrected: {findings.Corrected})");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory, BothDatabases]
    public async Task Finds_nothing_and_offers_nothing_for_words_that_stand_nowhere(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        var findings = await scene.FindAsync("qwrtzp");
        Assert.Empty(findings.ProductIds);
        Assert.Equal(0, findings.Total);
        Assert.Empty(findings.Facets.Groups);
        Assert.Null(findings.Corrected);
    }
}
