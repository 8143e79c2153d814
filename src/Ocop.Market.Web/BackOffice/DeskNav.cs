using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice;

public sealed record DeskRoom(string Path, LocalText Name, Act Needs);

/// <summary>The rooms of the desk, in the order in which they are entered most. A room is shown to those who may open it.</summary>
public static class DeskNav
{
    private static readonly (LocalText Heading, DeskRoom[] Rooms)[] All =
    [
        (new("Nội dung", "Content"),
        [
            new("/quan-tri", new("Việc hôm nay", "Today"), Act.OpenDesk),
            new("/quan-tri/noi-dung", new("Câu chuyện và bài viết", "Stories and articles"), Act.OpenDesk),
            new("/quan-tri/lich", new("Lịch lên trang", "Calendar"), Act.OpenDesk),
            new("/quan-tri/dot-dang", new("Đợt đăng cùng lúc", "Publishing sets"), Act.ShapeSite),
            new("/quan-tri/thu-vien", new("Thư viện ảnh và tệp", "Media library"), Act.ReadMedia),
            new("/quan-tri/thung-rac", new("Thùng rác", "Recycle bin"), Act.ApproveContent),
        ]),
        (new("Danh mục", "Catalogue"),
        [
            new("/quan-tri/san-pham", new("Sản phẩm", "Products"), Act.ReadCatalog),
            new("/quan-tri/chu-the", new("Chủ thể", "Producers"), Act.ReadCatalog),
            new("/quan-tri/hoi-cho", new("Hội chợ, chợ phiên", "Fairs and markets"), Act.ReadCatalog),
            new("/quan-tri/danh-muc-su-kien", new("Danh mục sự kiện", "Lists for events"), Act.ReadCatalog),
            new("/quan-tri/phien-live", new("Phiên bán trực tiếp", "Livestreams"), Act.ReadCatalog),
            new("/quan-tri/diem-ban", new("Điểm bán", "Sales points"), Act.ReadSalesPoints),
            new("/quan-tri/can-hang", new("Nhu cầu mua", "Buyers’ needs"), Act.ReadNeeds),
            new("/quan-tri/de-nghi-sua", new("Lời giới thiệu chờ duyệt", "Proposed words"), Act.EditProducts),
            new("/quan-tri/chung-nhan", new("Giấy chứng nhận", "Certificates"), Act.ReadCatalog),
            new("/quan-tri/nhan-hieu", new("Nhãn hiệu, chỉ dẫn địa lý", "Marks"), Act.ReadCatalog),
            new("/quan-tri/du-lieu-ca-nhan", new("Dữ liệu cá nhân", "Personal data"), Act.ReadErasures),
            new("/quan-tri/bao-hang-gia", new("Báo hàng giả", "Reports of fakes"), Act.ReadFakeReports),
            new("/quan-tri/san-ngoai", new("Sàn ngoài", "Outside floors"), Act.ReadFloors),
            new("/quan-tri/san-ngoai/mon-hang", new("Món trên sàn", "Listings on platforms"), Act.ReadFloors),
            new("/quan-tri/bao-cao", new("Báo cáo", "Reports"), Act.ReadReports),
            new("/quan-tri/nhap-danh-sach", new("Nhập danh sách", "Import a list"), Act.ImportProducts),
        ]),
        (new("Vận hành", "Operations"),
        [
            new("/quan-tri/don-hang", new("Đơn hàng", "Orders"), Act.ReadOrders),
            new("/quan-tri/hop-qua", new("Hộp quà", "Gift boxes"), Act.RunPromotions),
            new("/quan-tri/bao-loi", new("Báo lỗi hàng", "Claims"), Act.ReadOrders),
            new("/quan-tri/khieu-nai", new("Khiếu nại", "Complaints"), Act.ReadComplaints),
            new("/quan-tri/danh-gia", new("Đánh giá", "Reviews"), Act.ReadReviews),
            new("/quan-tri/hoa-don", new("Hoá đơn", "Invoices"), Act.ReadOrders),
            new("/quan-tri/bao-gia", new("Báo giá công ty", "Companies’ quotes"), Act.ReadQuotes),
            new("/quan-tri/khuyen-mai", new("Khuyến mãi", "Promotions"), Act.RunPromotions),
            new("/quan-tri/tien", new("Tiền vào, tiền hoàn", "Money in and back"), Act.ReadMoney),
            new("/quan-tri/doi-soat", new("Đối soát với chủ thể", "Settlement"), Act.ReadMoney),
            new("/quan-tri/hoa-hong", new("Hoa hồng", "Commission"), Act.ReadMoney),
            new("/quan-tri/nguoi-dung", new("Người dùng", "People"), Act.ReadUsers),
            new("/quan-tri/nhat-ky", new("Nhật ký", "Audit log"), Act.ReadAudit),
            new("/quan-tri/cong-viec", new("Công việc tự chạy", "Jobs"), Act.ReadJobs),
            new("/quan-tri/ban-sao-noi-dung", new("Bản sao nội dung", "Content bundles"), Act.ExchangeContent),
            new("/quan-tri/moc-noi", new("Móc nối", "Webhooks"), Act.ManageWebhooks),
        ]),
    ];

    public static IEnumerable<(LocalText Heading, IReadOnlyList<DeskRoom> Rooms)> For(Person person) => All
        .Select(part => (part.Heading, Rooms: (IReadOnlyList<DeskRoom>)[.. part.Rooms.Where(room => person.MayAnywhere(room.Needs))]))
        .Where(part => part.Rooms.Count > 0);

    public static bool IsRoom(string path) => All.Any(part => part.Rooms.Any(room => room.Path == path));

    /// <summary>The deepest room that the address lies in.</summary>
    public static bool IsHere(DeskRoom room, PathString path) => room == All.SelectMany(part => part.Rooms)
        .Where(it => it.Path == "/quan-tri" ? path == "/quan-tri" : path.StartsWithSegments(it.Path, StringComparison.Ordinal)).MaxBy(it => it.Path.Length);
}
