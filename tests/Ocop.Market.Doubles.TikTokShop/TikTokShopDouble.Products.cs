using System.Globalization;
using System.Text.Json;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.TikTokShop;

public sealed partial class TikTokShopDouble
{
    /// <summary>A leaf that packs of tea are sold in; it asks for <see cref="Origin"/> and <see cref="ShelfLife"/>.</summary>
    public const string Tea = "600128";

    /// <summary>Takes one of its own values only.</summary>
    public const string Origin = "100397", Vietnam = "1000847";

    /// <summary>Takes any words.</summary>
    public const string ShelfLife = "101610";

    /// <summary>Papers that goods of every leaf may bring along; the first has to name its end.</summary>
    public const string FoodSafety = "700901", TestSheet = "700902";

    private const long LargestPdf = 20 * 1024 * 1024;

    private static readonly (string Id, string Parent, string Name, bool IsLeaf)[] Tree =
    [
        ("600001", "0", "Thực phẩm & Đồ uống", false), ("600100", "600001", "Đồ uống", false), (Tea, "600100", "Trà", true), ("600129", "600100", "Cà phê", true),
        ("700001", "0", "Nhà cửa & Đời sống", false), ("700100", "700001", "Đồ thủ công", true),
    ];

    private readonly Dictionary<string, (int Width, int Height)> _pictures = [];
    private readonly Dictionary<string, (string Name, byte[] Bytes)> _files = [];
    private readonly Dictionary<(string Shop, string Key), string> _operations = [];

    /// <summary>Nothing is taken without <see cref="FoodSafety"/> any more.</summary>
    public bool RequiresFoodSafety { get; set; }

    private void MapProducts(WebApplication app)
    {
        On(app, "GET", "/product/202312/prerequisites", false, _ => Yes(new { check_results = new[] { new { check_item = "RETURN_WAREHOUSE", is_failed = false, fail_reasons = Array.Empty<string>() } } }));
        On(app, "GET", "/product/202309/categories", false, ListCategories);
        On(app, "GET", "/product/202309/categories/{id}/attributes", false, ListAttributes);
        On(app, "GET", "/product/202309/categories/{id}/rules", false, ListRules);
        On(app, "GET", "/product/202309/brands", false, ListBrands);
        On(app, "POST", "/product/202309/images/upload", false, Upload, isOfShop: false);
        On(app, "POST", "/product/202309/files/upload", false, UploadFile, isOfShop: false);
        On(app, "POST", "/product/202309/products", true, Create);
        On(app, "PUT", "/product/202309/products/{id}", true, Edit);
        On(app, "PUT", "/product/202509/products/{id}", true, Edit);
        On(app, "POST", "/product/202309/products/{id}/prices/update", true, UpdatePrices);
        On(app, "POST", "/product/202309/products/{id}/inventory/update", true, UpdateStock);
        On(app, "POST", "/product/202309/products/activate", true, Activate);
        On(app, "POST", "/product/202309/products/deactivate", true, Deactivate);
        On(app, "GET", "/product/202309/products/{id}", false, Get);
        On(app, "POST", "/product/202309/products/search", false, Search);
        On(app, "POST", "/product/202502/products/search", false, Search);
    }

    private Answer ListCategories(Call call) => call.Query.GetValueOrDefault("category_version") != "v2" ? Bug("12052217", "All region shops must use V2 categories.")
        : Yes(new { categories = Tree.Select(one => new { id = one.Id, parent_id = one.Parent, local_name = one.Name, is_leaf = one.IsLeaf, permission_statuses = new[] { "AVAILABLE" } }) });

    private Answer ListAttributes(Call call)
    {
        if (call.Query.GetValueOrDefault("category_version") != "v2") return Bug("12052217", "All region shops must use V2 categories.");
        if (Tree.FirstOrDefault(one => one.Id == call.Id) is not { Id: not null } category) return No("12052023", "Category does not exist");
        if (!category.IsLeaf) return No("12052024", "Category is not final category");
        return Yes(new
        {
            attributes = new object[]
            {
                new { id = "100089", name = "Quy cách", type = "SALES_PROPERTY", is_requried = false, is_customizable = true, is_multiple_selection = false, values = Array.Empty<object>() },
                new { id = Origin, name = "Xuất xứ", type = "PRODUCT_PROPERTY", is_requried = true, is_customizable = false, is_multiple_selection = false, values = new[] { new { id = Vietnam, name = "Việt Nam" }, new { id = "1000848", name = "Lào" } } },
                new { id = ShelfLife, name = "Hạn sử dụng", type = "PRODUCT_PROPERTY", is_requried = true, is_customizable = true, is_multiple_selection = false, values = Array.Empty<object>() },
                new { id = "100392", name = "Dịp tặng", type = "PRODUCT_PROPERTY", is_requried = false, is_customizable = true, is_multiple_selection = true, values = new[] { new { id = "1001533", name = "Tết" } } },
            },
        });
    }

    private Answer ListRules(Call call)
    {
        if (call.Query.GetValueOrDefault("category_version") != "v2") return Bug("12052217", "All region shops must use V2 categories.");
        if (Tree.FirstOrDefault(one => one.Id == call.Id) is not { Id: not null } category) return No("12052023", "Category does not exist");
        if (!category.IsLeaf) return No("12052024", "Category is not final category");
        return Yes(new
        {
            product_certifications = new[]
            {
                new { id = FoodSafety, name = "Giấy chứng nhận an toàn thực phẩm", is_required = RequiresFoodSafety, requirement_conditions = Array.Empty<object>(), expiration_date = new { is_required = true } },
                new { id = TestSheet, name = "Phiếu kiểm nghiệm", is_required = false, requirement_conditions = Array.Empty<object>(), expiration_date = new { is_required = false } },
            },
            package_dimension = new { is_required = false },
        });
    }

    private Answer UploadFile(Call call)
    {
        if (call.Form?.Files.GetFile("data") is not { } file) return Bug("11050001", "invalid param: no file named data");
        if (!PdfName().IsMatch(call.Form["name"].ToString())) return Bug("11050001", "invalid param: name");
        if (file.Length > LargestPdf) return No("12038005", "The file size exceeds the maximum allowed size.");
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        if (!bytes.ToArray().AsSpan().StartsWith("%PDF-"u8)) return No("12038015", "Failed to process the file. The format or content is not supported.");
        var (id, name) = (NextNumber(), call.Form["name"].ToString());
        _files.Add(id, (name, bytes.ToArray()));
        return Yes(new { id, name, url = new Uri(Address, id).AbsoluteUri, format = "PDF" });
    }

    /// <summary>With those that the seller may not use, whose word is misspelt over there.</summary>
    private Answer ListBrands(Call call)
    {
        if (call.Query.GetValueOrDefault("category_id") is { } category && Tree.All(one => one.Id != category)) return No("12052023", "Category does not exist");
        var (page, next, wrong) = Cut(call, Registered, 100);
        return wrong ?? Yes(new { brands = page.Select(brand => new { id = brand.Id, name = brand.Name, authorized_status = brand.IsOpen ? "AUTHORIZED" : "UNAUTHORIEZD" }), total_count = Registered.Count, next_page_token = next });
    }

    private Answer Upload(Call call)
    {
        if (call.Form?.Files.GetFile("data") is not { } file) return Bug("11050001", "invalid param: no file named data");
        if (call.Form["use_case"].ToString() is not ("MAIN_IMAGE" or "ATTRIBUTE_IMAGE" or "DESCRIPTION_IMAGE" or "CERTIFICATION_IMAGE" or "SIZE_CHART_IMAGE")) return Bug("11050001", "invalid param: use_case");
        if (file.Length > 10 * 1024 * 1024) return No("12038005", "The file size exceeds the maximum allowed size.");
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        if (PictureSize.Of(bytes.ToArray()) is not { } size) return No("12038015", "Failed to process the image. The format or content is not supported. Supported formats: JPG, JPEG, PNG");
        if (Math.Min(size.Width, size.Height) < 300 || Math.Max(size.Width, size.Height) > 4000) return No("12038014", "The image dimensions exceed the allowed limits. Allowed dimensions (width x height in pixels): 300 x 300 to 4000 x 4000");
        var uri = $"tos-alisg-i-double/{NextNumber()}";
        _pictures.Add(uri, size);
        return Yes(new { uri, url = new Uri(Address, uri).AbsoluteUri, width = size.Width, height = size.Height, use_case = call.Form["use_case"].ToString() });
    }

    private Answer Create(Call call)
    {
        if (call.Trouble == Trouble.CampaignLock) return No("36009003", "Internal error. Please try again.");
        var key = Text(call.Body, "idempotency_key");
        if (key is not null && _operations.TryGetValue((call.Shop, key), out var before)) return Made(Item(call.Shop, before)!);
        if (Wrongs(call.Body, call.Shop, null).FirstOrDefault() is { } wrong) return wrong;
        if (Items(call.Shop).Count(it => it.CreatedAt.Date == Now.Date) >= UploadsPerDay) return No("12052093", "The number of products created today has reached the limit.");
        var item = new ShelfItem { Id = NextNumber(), Shop = call.Shop, Title = "", CreatedAt = Now };
        Fill(item, call.Body);
        Place(item, isReviewed: true);
        if (key is not null) _operations.Add((call.Shop, key), item.Id);
        return Made(item);
    }

    /// <summary>The whole product anew. SKUs that are left out are gone; price and stock that are left out stay. What is on sale stays on sale while it is looked at.</summary>
    private Answer Edit(Call call)
    {
        if (call.Trouble == Trouble.CampaignLock) return No("12052038", "Product price locked due to ongoing promotion.");
        if (Found(call) is not { } item) return NoProduct;
        if (item.State == ShelfState.Suspended) return InNoState;
        if (Wrongs(call.Body, call.Shop, item).FirstOrDefault() is { } wrong) return wrong;
        Fill(item, call.Body);
        item.ChangedAt = Now;
        if (item.State == ShelfState.Rejected) ToReview(item);
        return Made(item);
    }

    private Answer UpdatePrices(Call call) => Lines(call, "12052038", "Product price locked due to ongoing promotion.", "12052570", "product price exceed limit", (line, sku) =>
    {
        if (WrongPrice(line) is { } wrong) return wrong;
        sku.Price = PriceOf(line);
        return null;
    });

    private Answer UpdateStock(Call call) => Lines(call, "12052393", "Product locked for Promotion and stock can't be updated below current stock", "12052055", "The SKU inventory quantity for the warehouse must be within allowed limits.", (line, sku) =>
    {
        if (WrongStock(line, call.Shop, least: 0) is { } wrong) return wrong;
        sku.Stock = StockOf(line);
        return null;
    });

    private Answer Lines(Call call, string lockedCode, string lockedMessage, string refusedCode, string refusedMessage, Func<JsonElement, ShelfSku, Answer?> change)
    {
        if (call.Trouble == Trouble.CampaignLock) return No(lockedCode, lockedMessage);
        if (Found(call) is not { } item) return NoProduct;
        var lines = List(call.Body, "skus");
        if (lines.Count == 0) return Bug("12052902", "The SKU list is empty.");
        if (lines.GroupBy(line => Text(line, "id")).Any(same => same.Count() > 1)) return Bug("12052553", "Sku id duplicate");
        var errors = new List<object>();
        foreach (var (i, line) in lines.Index())
        {
            var id = Text(line, "id");
            var wrong = item.Skus.FirstOrDefault(sku => sku.Id == id) is not { } found ? No("12052557", "The SKU ID does not belong to the product.")
                : i == 0 && call.Trouble == Trouble.LineRefused ? No(refusedCode, refusedMessage)
                : change(line, found);
            if (wrong is not null) errors.Add(new { code = 12052990, message = "Check failed", detail = new { sku_id = id, extra_errors = new[] { new { warehouse_id = WarehouseOf(call.Shop), code = long.Parse(wrong.Code, CultureInfo.InvariantCulture), message = wrong.Message } } } });
        }

        item.ChangedAt = Now;
        return Yes(errors.Count == 0 ? new { } : new { errors });
    }

    private Answer Activate(Call call) => Switch(call, item =>
    {
        if (item.State is ShelfState.Suspended or ShelfState.Rejected) return InNoState;
        if (item.State == ShelfState.Hidden) ToReview(item);
        return null;
    });

    private Answer Deactivate(Call call) => Switch(call, item =>
    {
        if (item.State == ShelfState.Suspended) return InNoState;
        (item.State, item.ReviewedAt) = (ShelfState.Hidden, null);
        return null;
    });

    private Answer Switch(Call call, Func<ShelfItem, Answer?> act)
    {
        if (call.Trouble == Trouble.CampaignLock) return No("36009003", "Internal error. Please try again.");
        var ids = List(call.Body, "product_ids").ConvertAll(id => id.GetString()!);
        if (ids.Count is 0 or > 20) return Bug("12019120", "The number of provided product IDs exceeds the limit.");
        var errors = new List<object>();
        foreach (var id in ids)
        {
            var item = Item(call.Shop, id) is { State: not ShelfState.Removed } there ? there : null;
            if ((item is null ? NoProduct : act(item)) is { } wrong) errors.Add(new { code = long.Parse(wrong.Code, CultureInfo.InvariantCulture), message = wrong.Message, detail = new { product_id = id } });
            else item!.ChangedAt = Now;
        }

        return Yes(errors.Count == 0 ? new { } : new { errors });
    }

    private Answer Get(Call call) => Found(call) is { } item ? Yes(Shown(item)) : No("12019150", "The product ID does not exist.");

    private Answer Search(Call call)
    {
        var skus = List(call.Body, "seller_skus").ConvertAll(sku => sku.GetString()!);
        if (skus.Count > 10) return Bug("12019027", "The maximum count of “seller_skus” in the search filter is 10.");
        var (since, until, status) = (Time(call.Body, "update_time_ge") ?? DateTime.MinValue, Time(call.Body, "update_time_le") ?? DateTime.MaxValue, Text(call.Body, "status") ?? "ALL");
        var all = ChangedSince(call.Shop, since).Where(item => item.ChangedAt <= until && (status == "ALL" || StatusOf(item) == status) && (skus.Count == 0 || item.Skus.Exists(sku => skus.Contains(sku.Sku)))).ToList();
        if (all.Count > 10_000) return No("12052180", "The total number of search results can not exceed 10000.");
        var (page, next, wrong) = Cut(call, all, 100);
        return wrong ?? Yes(new { total_count = all.Count, products = page.Select(Shown), next_page_token = next });
    }

    private ShelfItem? Found(Call call) => Item(call.Shop, call.Id) is { State: not ShelfState.Removed } item ? item : null;

    private void ToReview(ShelfItem item) => (item.State, item.AfterReview, item.ReviewedAt, item.Reason) = (ShelfState.InReview, ShelfState.Live, Now + ReviewTakes, null);

    private void Fill(ShelfItem item, JsonElement body)
    {
        item.Title = Text(body, "title")!;
        item.Description = Text(body, "description")!;
        item.Category = Text(body, "category_id")!;
        item.Brand = Text(body, "brand_id");
        item.Attributes = List(body, "product_attributes").ToDictionary(one => Text(one, "id")!, one => Text(List(one, "values")[0], "id") ?? Text(List(one, "values")[0], "name")!);
        item.Images = List(body, "main_images").ConvertAll(image => Text(image, "uri")!);
        item.Papers = List(body, "certifications").ConvertAll(paper => new ShelfPaper(Text(paper, "id")!, Text(List(paper, "files")[0], "name")!, _files[Text(List(paper, "files")[0], "id")!].Bytes, Time(paper, "expiration_date")));
        var kept = new List<ShelfSku>();
        foreach (var line in List(body, "skus"))
        {
            var sku = item.Skus.Find(sku => sku.Id == Text(line, "id")) ?? new ShelfSku { Id = NextNumber(), Sku = "" };
            sku.Sku = Text(line, "seller_sku")!;
            if (line.TryGetProperty("price", out _)) sku.Price = PriceOf(line);
            if (line.TryGetProperty("inventory", out _)) sku.Stock = StockOf(line);
            sku.WeightGrams = (int)(1000 * decimal.Parse(Text((line.TryGetProperty("sku_weight", out var own) ? own : body.GetProperty("package_weight")), "value")!, CultureInfo.InvariantCulture));
            kept.Add(sku);
        }

        item.Skus.Clear();
        item.Skus.AddRange(kept);
    }

    private static Answer Made(ShelfItem item) => Yes(new { product_id = item.Id, skus = item.Skus.Select(sku => new { id = sku.Id, seller_sku = sku.Sku }), warnings = Array.Empty<object>() });

    private object Shown(ShelfItem item) => new
    {
        id = item.Id, title = item.Title, description = item.Description, status = StatusOf(item), create_time = Seconds(item.CreatedAt), update_time = Seconds(item.ChangedAt),
        brand = item.Brand is { } number ? new { id = number, name = Registered.First(one => one.Id == number).Name } : null,
        category_chains = new[] { new { id = item.Category, is_leaf = true } },
        main_images = item.Images.Select(uri => new { uri, urls = new[] { new Uri(Address, uri).AbsoluteUri }, width = _pictures[uri].Width, height = _pictures[uri].Height }),
        audit = new { status = item.State switch { ShelfState.InReview => "AUDITING", ShelfState.Rejected => "FAILED", _ => "APPROVED" } },
        audit_failed_reasons = item is { Reason: { } reason, State: ShelfState.Rejected or ShelfState.Suspended } ? new[] { new { position = "product", reasons = new[] { reason }, suggestions = Array.Empty<string>() } } : [],
        skus = item.Skus.Select(sku => new
        {
            id = sku.Id, seller_sku = sku.Sku, price = new { currency = "VND", sale_price = sku.Price.ToString(CultureInfo.InvariantCulture), tax_exclusive_price = sku.Price.ToString(CultureInfo.InvariantCulture) },
            inventory = new[] { new { warehouse_id = WarehouseOf(item.Shop), quantity = sku.Stock } },
        }),
    };

    private static string StatusOf(ShelfItem item) => item.State switch
    {
        ShelfState.InReview => "PENDING",
        ShelfState.Live => "ACTIVATE",
        ShelfState.Hidden => "SELLER_DEACTIVATED",
        ShelfState.Rejected => "FAILED",
        ShelfState.Suspended => "PLATFORM_DEACTIVATED",
        ShelfState.Removed => "DELETED",
    };

    private static Answer NoProduct => No("12052032", "The product does not exist");

    private static Answer InNoState => No("12052901", "The product in its current status is not available for this operation. Change the product status and try again.");
}
