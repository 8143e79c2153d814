using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>The types that name nothing but words, pictures and other documents.</summary>
public static class OwnTypes
{
    public const string Page = "page", Article = "article", Law = "law", HomePage = "homePage", Menu = "menu", Shared = "sharedBlock";

    public static readonly IReadOnlyList<DocumentType> All =
    [
        new(Page, new("Trang", "Page"), new("Trang đứng riêng: giới thiệu, hướng dẫn, quy định.", "A page of its own: about, help, terms."))
        {
            Address = "/{slug}", Deepest = ScopeLevel.Programme, WriteAct = Act.ShapeSite, NeedsSummary = true,
            ReservedSlugs = new HashSet<string>
            {
                "en", "san-pham", "nhom", "dia-phuong", "chu-the", "cau-chuyen", "tin-tuc", "diem-ban", "hoi-cho", "phien-live", "danh-muc", "qua-tang", "hop-qua", "tim-kiem", "gio-hang", "thanh-toan", "don-hang",
                "truy-xuat", "van-ban", "tai-khoan", "cong-chu-the", "cong-diem-ban", "quan-tri", "hoi-them", "giao-dien", "bao-hang-gia", "bao-gia", "qua-cua-ban", "nguoi-mua", "can-hang", "api", "openapi", "feeds", "webhooks", "health", "anh", "media", "dist", "icons", "art", "xem-truoc",
                "dang-nhap", "dang-xuat", "quen-mat-khau", "dat-lai-mat-khau", "loi-moi", "hai-buoc", "tai-anh", "hien-thi", "xac-nhan-bieu-mau", "chia-se", "offline", "404", "500",
            },
        },
        new(Article, new("Tin", "News"), new("Tin của chương trình, của tỉnh, của xã.", "News of the programme, a province or a commune."))
        {
            Address = "/tin-tuc/{slug}", NeedsSummary = true,
            // What a commune writes is read once by its own officer and once by the province's.
            StepsIn = scope => scope.Level >= ScopeLevel.Commune ? 2 : 1,
            Properties =
            [
                new("cover", PropertyKind.Picture, new("Ảnh bìa", "Cover picture"), new("Ảnh ngang, hiện ở đầu tin và trong danh sách.", "A wide picture, shown over the text and in lists.")),
                new("place", PropertyKind.Place, new("Nơi", "Place"), IsLocalised: false),
                new("days", PropertyKind.DateRange, new("Diễn ra", "Takes place"), new("Chỉ điền khi tin nói về một sự kiện.", "Only where the news is of an event."), IsLocalised: false),
                new("source", PropertyKind.Link, new("Nguồn", "Source"), new("Văn bản hoặc trang gốc.", "The document or page it is taken from.")),
            ],
        },
        new(Law, new("Văn bản", "Law and forms"), new("Quyết định, kế hoạch, hướng dẫn, biểu mẫu; tệp gốc nằm trong một khối tệp.", "Decisions, plans, guides, forms; the file itself goes into a file block."))
        {
            Address = "/van-ban/{slug}", WriteAct = Act.ApproveContent, NeedsSummary = true,
            Properties =
            [
                new("kind", PropertyKind.Choice, new("Loại văn bản", "Kind"), Required: true, IsLocalised: false, Choices:
                [
                    new("decision", new("Quyết định", "Decision")), new("circular", new("Thông tư, nghị định", "Circular, decree")), new("plan", new("Kế hoạch", "Plan")),
                    new("guide", new("Hướng dẫn", "Guide")), new("form", new("Biểu mẫu", "Form")),
                ]),
                new("number", PropertyKind.Text, new("Số, ký hiệu", "Number"), MaxLength: 60, IsLocalised: false),
                new("issuer", PropertyKind.Text, new("Cơ quan ban hành", "Issued by"), MaxLength: 150),
                new("issuedOn", PropertyKind.Date, new("Ngày ban hành", "Issued on"), IsLocalised: false),
                new("until", PropertyKind.Date, new("Hết hiệu lực", "In force until"), new("Để trống khi còn hiệu lực.", "Empty while it is in force."), IsLocalised: false),
                new("source", PropertyKind.Link, new("Nguồn", "Source"), new("Trang chính thức đăng văn bản.", "The official page that holds it.")),
            ],
        },
        new(HomePage, new("Trang chủ", "Home page"), new("Lời chào và các phần của trang chủ.", "Welcome and the sections of the home page."))
        {
            Address = "/", Deepest = ScopeLevel.Programme, WriteAct = Act.ShapeSite, IsSingle = true,
            Properties =
            [
                new("lead", PropertyKind.LongText, new("Lời chào", "Welcome"), MaxLength: 300),
                new("picture", PropertyKind.Picture, new("Ảnh lớn", "Large picture")),
                new("action", PropertyKind.Link, new("Nút chính", "Main button")),
            ],
        },
        new(Menu, new("Trình đơn", "Menu"), new("Đầu trang: thay hàng liên kết đang có. Cuối trang: thêm một cột mang tên này. Mỗi liên kết là một khối “Lời mời”.", "Header: takes the place of the present links. Footer: adds a column under the title. Each link is a call to action."))
        {
            Deepest = ScopeLevel.Programme, WriteAct = Act.ShapeSite, Blocks = ["callToAction"],
            Properties =
            [
                new("place", PropertyKind.Choice, new("Vị trí", "Position"), Required: true, IsLocalised: false,
                    Choices: [new("header", new("Đầu trang", "Header")), new("footer", new("Cuối trang", "Footer"))]),
            ],
        },
        new(Shared, new("Khối dùng chung", "Shared block"), new("Viết một lần, hiện ở nhiều trang.", "Written once, shown on many pages."))
        {
            Deepest = ScopeLevel.Programme, WriteAct = Act.ShapeSite,
            // One within another could go in a circle.
            Blocks = ["heading", "text", "picture", "gallery", "quote", "video", "callToAction", "table", "file"],
        },
    ];
}
