using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>A room behind "more", with what one does there.</summary>
public sealed record PortalRoom(string Path, LocalText Name, LocalText What, Act Needs);

/// <summary>The producers' rooms share the editor's pages with the desk; the address says whose they are.</summary>
public static class PortalRooms
{
    public const string Path = "/cong-chu-the";

    private static readonly PortalRoom[] All =
    [
        new("/cong-chu-the/ho-so", new("Hồ sơ của mình", "Our profile"), new("Lời giới thiệu, ảnh đầu trang, nơi nhận đơn", "What we tell of us, the picture on top, where orders come"), Act.ProposeFacts),
        new("/cong-chu-the/giay-to", new("Giấy tờ", "Papers"), new("Chứng nhận, công bố, kiểm nghiệm, nhãn hiệu; giấy nào sắp hết hạn", "Certificates, declarations, tests, trademarks; which end soon"), Act.ProposeFacts),
        new("/cong-chu-the/bao-loi", new("Khách báo lỗi", "Claims"), new("Hàng vỡ, thiếu, sai: hoàn tiền, gửi thay hay từ chối", "Broken, missing, wrong goods: refund, send anew or refuse"), Act.ReadOrders),
        new("/cong-chu-the/khieu-nai", new("Khách khiếu nại", "Complaints"), new("Nói phần mình; chợ trả lời khách", "Say your side; the market answers the buyer"), Act.AnswerComplaints),
        new("/cong-chu-the/danh-gia", new("Khách đánh giá", "Reviews"), new("Trả lời người mua, nhờ chợ xem lại", "Reply to buyers, ask the market to look"), Act.AnswerReviews),
        new("/cong-chu-the/so-ban", new("Sổ bán hàng", "Sales"), new("Mỗi tháng bán được bao nhiêu", "What was sold each month"), Act.ReadOrders),
        new("/cong-chu-the/hop-qua", new("Hộp quà chung", "Shared gift boxes"), new("Món mình đưa tới nơi đóng hộp, món mình chờ nhận", "Parts to bring to the packer, parts to wait for"), Act.ReadOrders),
        new("/cong-chu-the/doi-soat", new("Sổ tiền với chợ", "Account with the market"), new("Còn được nhận bao nhiêu, từng đơn; tài khoản nhận tiền", "What is due to us, order by order; where it is paid"), Act.ReadOrders),
        new("/cong-chu-the/ban-tren-san", new("Bán trên sàn", "Selling on platforms"), new("Nối gian hàng trên các sàn, chọn món, xem món nào vướng", "Connect shops on platforms, choose goods, see what is stuck"), Act.SellOutside),
        new("/cong-chu-the/hoi-cho", new("Hội chợ", "Fairs"), new("Đăng ký gian, xem gian được giao", "Ask for a booth, see the one given"), Act.ApplyForBooth),
        new("/cong-chu-the/phien-live", new("Bán trực tiếp", "Selling live"), new("Hẹn người mua xem phiên trên TikTok, Facebook, Shopee…", "Invite buyers to a session on TikTok, Facebook, Shopee…"), Act.PlanLivestreams),
        new("/cong-chu-the/can-hang", new("Có người cần mua", "Buyers’ needs"), new("Siêu thị, cửa hàng, bếp ăn tìm hàng số lượng lớn", "Supermarkets, shops, canteens that look for quantity"), Act.AnswerNeeds),
        new("/cong-chu-the/nguoi-giup", new("Người giúp", "Helpers"), new("Mời người cùng trông đơn và viết bài", "Invite people to help with orders and stories"), Act.ManageUsers),
        new("/tai-khoan", new("Tài khoản", "Account"), new("Mật khẩu, vân tay, số điện thoại", "Password, fingerprint, phone number"), Act.OpenPortal),
    ];

    public static bool IsHere(PathString path) => path.StartsWithSegments(Path, StringComparison.Ordinal);

    public static IEnumerable<PortalRoom> Besides(Person person) => All.Where(room => person.MayAnywhere(room.Needs));
}
