using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Jobs;

/// <summary>The jobs by the names under which they are scheduled, and what they do in words for people.</summary>
public static class JobNames
{
    public const string GoogleFeed = "google-feed", MetaFeed = "meta-feed", FloorPackages = "floor-packages";

    /// <summary>To be built anew when goods come or go.</summary>
    public static readonly IReadOnlyList<string> Feeds = [GoogleFeed, MetaFeed];

    /// <summary>What keeps goods on platforms right.</summary>
    public static readonly IReadOnlyList<string> Channels = ["sync-channels", "sweep-channels"];

    private static readonly Dictionary<string, (LocalText Name, LocalText What)> Known = new(StringComparer.Ordinal)
    {
        ["send-outbox"] = (new("Gửi thư", "Send mails"), new("Gửi những thư đang chờ: đơn mới, trả lời đơn, thư mời.", "Sends the mails that wait: new orders, answers, invitations.")),
        ["release-reservations"] = (new("Nhả hàng giữ quá lâu", "Release held goods"), new("Hàng mà giỏ giữ quá 15 phút được đặt lại lên kệ.", "Goods that a cart held for over 15 minutes go back on the shelf.")),
        ["watch-stock"] = (new("Xem hàng sắp hết, lô quá hạn", "Watch the stock"), new("Gửi thư cho chủ thể khi hàng xuống tới mức báo, khi một lô qua hạn dùng.", "Mails producers when goods fall to their mark and when a batch is past its day.")),
        ["expire-orders"] = (new("Huỷ đơn không ai trả lời", "Cancel unanswered orders"), new("Đơn quá 48 giờ mà chủ thể chưa trả lời thì huỷ, báo cho khách.", "Orders without an answer for 48 hours are cancelled and the buyer is told.")),
        ["unpaid-orders"] = (new("Huỷ đơn quá hạn trả tiền", "Cancel unpaid orders"), new("Hỏi cổng thanh toán lần cuối, rồi nhả hàng của đơn chưa trả.", "Asks the gateway once more, then releases the goods of orders that were not paid.")),
        ["complete-orders"] = (new("Hỏi và khép gói hàng gửi đã lâu", "Ask after parcels and complete them"), new("Hỏi chủ thể về gói gửi đã lâu không có tin; gói đã trả trước thì mấy ngày sau ghi là đã giao.", "Asks producers about parcels without news; those paid before count as delivered some days later.")),
        ["send-refunds"] = (new("Hoàn tiền", "Send refunds"), new("Gửi khoản phải hoàn sang cổng thanh toán, hỏi lại khoản đang hoàn.", "Sends what is owed back to the gateway, asks after what is under way.")),
        ["quotes"] = (new("Khép báo giá", "Close quotes"), new("Báo giá quá ngày chấp nhận thì hết hạn, giao xong thì khép; quên người mua và người nhận một năm sau.", "Offers past their day expire, those delivered are closed; who asked and who got something is forgotten a year later.")),
        ["forget-orders"] = (new("Quên người mua của đơn cũ", "Forget buyers of old orders"), new("Ghi đè tên, điện thoại, địa chỉ của đơn đã xong quá hạn giữ; xoá mã vào tài khoản đã hết hạn, lời và ảnh của lời báo lỗi, lời khiếu nại cũ.", "Overwrites name, phone and address of orders kept long enough; deletes sign-in codes that ended, words and photos of old claims and complaints.")),
        ["forget-messages"] = (new("Xoá thông báo thanh toán cũ", "Delete old payment messages"), new("Xoá bản gốc thông báo của ngân hàng và cổng thanh toán đã quá 90 ngày.", "Deletes messages of banks and gateways after 90 days.")),
        ["gateway-messages"] = (new("Thông báo thanh toán còn dở", "Unfinished payment messages"), new("Làm lại thông báo của cổng thanh toán chưa xử lý xong.", "Works through gateway messages that were not finished.")),
        ["scan-recognitions"] = (new("Rà hạn công nhận", "Scan recognitions"), new("Ghi lại quyết định nào đã hết hạn. Sao tự tắt lúc nửa đêm, không chờ việc này.", "Notes which decisions have lapsed. Stars go out at midnight without waiting for it.")),
        [GoogleFeed] = (new("Tệp hàng cho Google", "Feed for Google"), new("Làm lại tệp /feeds/google.xml.", "Builds /feeds/google.xml anew.")),
        [MetaFeed] = (new("Tệp hàng cho Facebook", "Feed for Meta"), new("Làm lại tệp /feeds/meta.csv.", "Builds /feeds/meta.csv anew.")),
        [FloorPackages] = (new("Đóng gói hàng gửi sàn", "Pack goods for floors"), new("Làm những gói cán bộ đã đặt; xoá tệp của gói cũ quá 30 ngày.", "Makes the packages that were asked for; deletes files older than 30 days.")),
        ["compare-listings"] = (new("So hàng với bản đã gửi sàn", "Compare with what floors have"), new("Đánh dấu hàng đã khác bản gửi gần nhất, hoặc không còn bán.", "Marks goods that differ from what was sent last, or are gone.")),
        ["queue-channels"] = (new("Ghi việc gửi sàn", "Note what platforms need"), new("Hàng vừa đổi giá, đổi tồn hay đổi tên thì ghi vào danh sách chờ gửi; hết hàng lên đầu.", "Puts what changed on the list of what is to be sent; what is sold out comes first.")),
        ["sweep-promotions"] = (new("Rà hàng khi khuyến mại đổi", "Sweep after a promotion"), new("Khuyến mại vừa bật, tắt hay sửa thì tính xem giá nào trên sàn phải đổi; không gọi sàn nào.", "Works out which prices on platforms a promotion moves; asks no platform.")),
        ["sync-channels"] = (new("Gửi hàng lên sàn", "Sync with platforms"), new("Đưa giá, tồn, tên, ảnh lên các sàn đã nối; đọc đơn và trạng thái về.", "Carries prices, stock, words and photos to the platforms; reads orders and states back.")),
        ["sweep-channels"] = (new("Rà hàng trên sàn", "Sweep the platforms’ goods"), new("Tính lại mọi sản phẩm trên sàn: sao hết hạn, khuyến mại đầu ngày; không gọi sàn nào.", "Works out anew what every listing is to be: stars that lapsed, promotions that began; asks no platform.")),
        ["campaign-listings"] = (new("Kết thúc đợt bán trên sàn", "End campaigns on platforms"), new("Sau ngày cuối của đợt, món trên sàn trở về như trước đợt.", "After a campaign’s last day its listings are what they were before.")),
        ["remind-of-consents"] = (new("Nhắc nối lại gian hàng", "Remind of ending consents"), new("Gửi thư cho chủ thể khi quyền vào gian hàng trên sàn còn 30, 7, 1 ngày.", "Mails producers 30, 7 and 1 days before the access to a shop ends.")),
        ["reach-months"] = (new("Chốt tỷ lệ trên sàn của tháng", "Keep the month’s share on platforms"), new("Mỗi tối ghi lại bao nhiêu chủ thể, sản phẩm đã lên sàn; tháng nào giữ con số của tối cuối.", "Notes each evening how many producers and products are on platforms; a month keeps its last evening.")),
        ["forget-channel-steps"] = (new("Xoá nhật ký sàn đã quá một năm", "Delete old history of platforms"), new("Nhật ký gửi hàng lên sàn giữ một năm rồi xoá, cuộc gọi hỏng 30 ngày.", "What was sent to platforms is kept for a year, a call that failed for 30 days.")),
        ["publish-due"] = (new("Đăng và gỡ bài theo hẹn", "Publish and take down on time"), new("Bài và đợt đăng tới giờ thì lên trang hoặc gỡ xuống.", "Documents and sets go live or come down when their hour has come.")),
        ["media"] = (new("Làm các cỡ ảnh", "Make picture sizes"), new("Ảnh mới tải lên được làm thành các cỡ, mỗi lần một ảnh.", "New pictures are made into their sizes, one at a time.")),
        ["thin-out-revisions"] = (new("Bớt bản cũ của bài viết", "Thin out old revisions"), new("Giữ bản theo quy định, bỏ bớt những bản cũ ở giữa.", "Keeps revisions by the rule and drops old ones in between.")),
        ["sweep-media"] = (new("Dọn ảnh đã bỏ", "Sweep the library"), new("Xoá tệp của ảnh đã bỏ đủ lâu và lần tải dở.", "Deletes files of pictures binned long enough, and broken uploads.")),
        ["delete-carts"] = (new("Dọn giỏ bỏ quên", "Delete abandoned carts"), new("Xoá giỏ hàng không ai mở lại, và hộp tự ghép quá 400 ngày không ai đặt.", "Deletes carts that nobody came back to, and boxes of buyers’ own that nobody ordered in 400 days.")),
        ["remind-of-papers"] = (new("Nhắc giấy tờ sắp hết hạn", "Remind of papers that end"), new("Gửi thư cho chủ thể khi giấy chứng nhận còn 90, 30, 7 ngày.", "Mails producers 90, 30 and 7 days before a paper ends.")),
        ["forget-fake-reports"] = (new("Quên người báo hàng giả, bên mua", "Forget reporters and buyers"), new("Xoá thông tin cá nhân của lời báo và nhu cầu mua đã xong quá 12 tháng.", "Deletes the personal data of reports and needs that ended over 12 months ago.")),
        ["forget-enquiries"] = (new("Quên lời hỏi cũ", "Forget old enquiries"), new("Xoá thông tin cá nhân của lời hỏi và lời mời đã quá hạn giữ.", "Deletes the personal data of enquiries and invitations kept long enough.")),
    };

    /// <summary>A job that nobody put into words yet shows its own name.</summary>
    public static LocalText NameOf(string job) => Known.TryGetValue(job, out var words) ? words.Name : new(job, job);

    public static LocalText? WhatOf(string job) => Known.TryGetValue(job, out var words) ? words.What : null;
}
