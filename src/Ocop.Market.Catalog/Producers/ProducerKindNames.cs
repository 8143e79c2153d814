using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Producers;

public static class ProducerKindNames
{
    public static LocalText Words(this ProducerKind kind) => kind switch
    {
        ProducerKind.Cooperative => new("Hợp tác xã", "Cooperative"),
        ProducerKind.CooperativeGroup => new("Tổ hợp tác", "Cooperative group"),
        ProducerKind.Company => new("Doanh nghiệp", "Company"),
        ProducerKind.Farm => new("Trang trại", "Farm"),
        ProducerKind.Household => new("Hộ kinh doanh", "Household business"),
        ProducerKind.Workshop => new("Cơ sở sản xuất", "Workshop"),
        ProducerKind.Association => new("Hội, hiệp hội, trung tâm", "Association"),
        ProducerKind.Unknown => new("Chủ thể", "Producer"),
    };
}
