using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Editorial;

/// <summary>The document types that name catalogue things.</summary>
public static class EditorialTypes
{
    /// <summary>Where a story has no photo, one of our drawings stands at its head.</summary>
    private static readonly DocumentProperty Scene = new("scene", PropertyKind.Choice, new("Hình vẽ", "Drawing"), new("Hiện khi bài chưa có ảnh bìa.", "Shown where there is no cover picture."), IsLocalised: false, Choices:
    [
        new("scene-doi-che", new("Đồi chè", "Tea hills")), new("scene-bep-sao", new("Bếp sao", "The roasting pan")),
        new("scene-cho-phien", new("Chợ phiên", "Market day")), new("scene-san-phoi", new("Sân phơi", "The drying yard")),
    ]);

    private static readonly DocumentProperty Cover = new("cover", PropertyKind.Picture, new("Ảnh bìa", "Cover picture"), new("Ảnh ngang, hiện ở đầu bài và trong danh sách.", "A wide picture, shown over the story and in lists."), IsLocalised: false);

    private static readonly DocumentProperty Province = new("province", PropertyKind.Reference, new("Tỉnh, thành", "Province"), new("Để trống thì lấy nơi của sản phẩm hoặc chủ thể.", "Left empty, it is the place of the product or the producer."),
        IsLocalised: false, ReferenceKind: ProvinceSource.OfKind);

    public static readonly IReadOnlyList<DocumentType> All =
    [
        new(DocumentTypes.Story, new("Chuyện sản phẩm", "Product story"), new("Món hàng làm ra thế nào, ở đâu, qua tay ai.", "How a product is made, where, and through whose hands."))
        {
            Address = "/cau-chuyen/{slug}", NeedsSummary = true,
            Properties =
            [
                new("product", PropertyKind.Reference, new("Sản phẩm", "Product"), new("Bài hiện ở trang của sản phẩm này.", "The story is shown on this product's page."), Required: true, IsLocalised: false, ReferenceKind: ProductSource.OfKind),
                Province, Cover, Scene,
            ],
        },
        new(DocumentTypes.ProducerStory, new("Chuyện chủ thể", "Producer story"), new("Người làm ra hàng: ai, từ bao giờ, vì sao.", "Who makes the goods, since when, and why."))
        {
            Address = "/cau-chuyen/{slug}", NeedsSummary = true,
            Properties =
            [
                new("producer", PropertyKind.Reference, new("Chủ thể", "Producer"), new("Bài hiện ở trang của chủ thể này.", "The story is shown on this producer's page."), Required: true, IsLocalised: false, ReferenceKind: ProducerSource.OfKind),
                Province, Cover, Scene,
            ],
        },
        new(DocumentTypes.Campaign, new("Chiến dịch quà", "Gift campaign"), new("Trang của một mùa quà: Tết, Trung thu, mùa vụ. Hàng bày bằng các kệ hàng.", "The page of a season of gifts: Tết, mid-autumn, a harvest. Goods are shown on shelves."))
        {
            Address = "/qua-tang/{slug}", Deepest = ScopeLevel.Programme, WriteAct = Act.ShapeSite, NeedsSummary = true,
            Properties =
            [
                new("days", PropertyKind.DateRange, new("Bày từ ngày đến ngày", "Shown from and to"), new("Tự hiện và tự tắt lúc nửa đêm.", "Appears and goes by itself at midnight."), Required: true, IsLocalised: false),
                new("orderUntil", PropertyKind.Date, new("Đặt trước hết ngày", "Order by the end of"), new("Để kịp giao. Trang ghi cả ngày âm.", "To be delivered in time. The page tells the lunar day, too."), IsLocalised: false),
                new("theme", PropertyKind.Choice, new("Màu", "Colours"), IsLocalised: false, Choices: [new("tet", new("Đỏ Tết", "Red of Tết")), new("trung-thu", new("Đêm Trung thu", "Night of mid-autumn"))]),
                new("priority", PropertyKind.Number, new("Thứ tự ở trang chủ", "Order on the front page"), new("Số nhỏ đứng trước; một chiến dịch lên bảng lớn.", "The smaller number comes first; one campaign gets the large board."), IsLocalised: false),
                new("north", PropertyKind.Text, new("Giao ở miền Bắc", "Delivery in the north"), new("Ví dụ: 2 đến 3 ngày.", "For example: 2 to 3 days."), MaxLength: 100),
                new("central", PropertyKind.Text, new("Giao ở miền Trung", "Delivery in the centre"), MaxLength: 100),
                new("south", PropertyKind.Text, new("Giao ở miền Nam", "Delivery in the south"), MaxLength: 100),
                Cover,
            ],
        },
    ];
}
