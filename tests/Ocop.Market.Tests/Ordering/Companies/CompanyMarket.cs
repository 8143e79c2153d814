using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Tests.Payments;

namespace Ocop.Market.Tests.Ordering.Companies;

/// <summary>The small market with a company that wants forty boxes of tea and garlic.</summary>
internal sealed class CompanyMarket(PayingMarket market) : IAsyncDisposable
{
    public const int Boxes = 40;

    public PayingMarket Market { get; } = market;
    public OrderingMarket Shop => Market.Shop;

    public static async Task<CompanyMarket> OpenAsync(DatabaseProvider provider, int stock = 100, Action<IServiceCollection>? configure = null) => new(await PayingMarket.OpenAsync(provider, stock, configure: services =>
    {
        services.Configure<BankTransferOptions>(bank => (bank.AccountNumber, bank.AccountHolder, bank.Bin) = ("1017595600", "CHO OCOP", "970436"));
        configure?.Invoke(services);
    }));

    public QuoteForm Wish { get; } = new()
    {
        Company = "Công ty minh hoạ", TaxCode = RightTaxCode(), Contact = "Người mua minh hoạ", Email = "mua-hang@example.vn", Phone = "0912 345 678",
        Boxes = "40", Goods = "Chè và tỏi đen trong một hộp", WishDay = "31/12/2099", WantsInvoice = "true", InvoiceAddress = "Số 1 phố Minh Hoạ, Hà Nội", WantsLogo = "true", LogoText = "Chúc mừng năm mới",
    };

    public static string RightTaxCode()
    {
        int[] weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
        for (var nine = 100000000; ; nine++)
        {
            var digits = nine.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var check = 10 - (weights.Zip(digits, (weight, digit) => weight * (digit - '0')).Sum() % 11);
            if (check is >= 0 and <= 9) return FormattableString.Invariant($"{digits}{check}");
        }
    }

    public DateOnly Today => Shop.Clock.Today();

    public string Day(int ahead) => Today.AddDays(ahead).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    public Task<Outcome<Quote?>> AskAsync(QuoteForm? form = null, Guid? cart = null) => Shop.Run((AskQuote ask) => ask.HandleAsync((form ?? Wish) with { WishDay = (form ?? Wish).WishDay == "31/12/2099" ? Day(60) : form!.WishDay }, cart, "vi", default));

    public OfferForm Terms => new()
    {
        Title = "Hộp quà chè và tỏi", Price = "500.001", Parts = [new(Shop.Tea.Sku, "2"), new(Shop.Garlic.Sku, "1")], PackerAgreed = "true", Steps = [new("30", "10"), new("100", "20")],
        Delivery = "30.000", ValidUntil = Day(10), LastDay = Day(50), Terms = nameof(PayTerms.FullBefore),
    };

    public Task<Outcome<Quote>> OfferAsync(Quote quote, OfferForm? form = null, Person? person = null) => Shop.Run((OfferQuote offer) => offer.HandleAsync(person ?? PayingMarket.Officer, quote.Id, quote.Version, form ?? Terms, default));

    public Task<Quote> ReadAsync(Quote quote) => Shop.Read(db => db.Quotes.AsNoTracking().Include(it => it.Events).SingleAsync(it => it.Id == quote.Id));

    public async Task<Quote> OfferedAsync(OfferForm? form = null)
    {
        var asked = Xunit.Assert.Succeeded(await AskAsync())!;
        return await ReadAsync(Xunit.Assert.Succeeded(await OfferAsync(await ReadAsync(asked), form)));
    }

    public Task<Outcome<Quote>> AcceptAsync(Quote quote, int? version = null) => Shop.Run((AnswerQuote answer) => answer.AcceptAsync(quote.Id, version ?? quote.OfferVersion, default));

    public Task<Outcome<CheckedSheet>> SendAsync(Quote quote, string csv) => SendAsync(quote, Encoding.UTF8.GetBytes(csv), "nguoi-nhan.csv");

    public Task<Outcome<CheckedSheet>> SendAsync(Quote quote, byte[] file, string name) => Shop.Run((RecipientSheets sheets) => sheets.TakeAsync(quote.Id, new MemoryStream(file), name, default));

    /// <summary>As many right rows as boxes.</summary>
    public string Sheet(int rows = Boxes, Func<int, string>? row = null) =>
        "Họ tên,Điện thoại,Địa chỉ,\"Xã, phường\",\"Tỉnh, thành\",Ngày giao,Lời chúc,Số hộp\n" + string.Concat(Enumerable.Range(1, rows).Select(index => (row?.Invoke(index) ?? Row(index)) + "\n"));

    public string Row(int index) => FormattableString.Invariant($"Người nhận {index},09120{index:00000},Số {index} phố Minh Hoạ,Phường Cửa Nam,TP. Hà Nội,{Day(20)},Chúc mừng năm mới,1");

    public async Task<Quote> AcceptedAsync(OfferForm? form = null, string? sheet = null)
    {
        var quote = await OfferedAsync(form);
        Xunit.Assert.Succeeded(await AcceptAsync(quote));
        Xunit.Assert.Succeeded(await SendAsync(quote, sheet ?? Sheet()));
        return await ReadAsync(quote);
    }

    public async Task<Outcome<PlacedQuote>> PlaceAsync(Quote quote, bool isAdult = false)
    {
        var sheet = await Shop.Run((RecipientSheets sheets) => sheets.FindAsync(quote.Id, default));
        return await Shop.Run((PlaceQuote place) => place.HandleAsync(quote.Id, sheet?.Sheet.Version ?? 0, quote.Offer!.Total(quote.Boxes, sheet?.Rows.Count ?? 0).Amount, isAdult, default));
    }

    /// <summary>Everything that a refusal must leave as it was.</summary>
    public async Task<string> Fingerprint() => await Shop.Fingerprint() + await Shop.Read(async db =>
        string.Join(' ', [.. await db.Quotes.AsNoTracking().OrderBy(quote => quote.Number).Select(quote => $"{quote.Number}{quote.State}{quote.Version}{quote.OfferVersion}").ToListAsync(),
            .. await db.RecipientSheets.AsNoTracking().OrderBy(sheet => sheet.QuoteId).Select(sheet => $"{sheet.QuoteId}{sheet.Version}").ToListAsync()]));

    public ValueTask DisposeAsync() => Market.DisposeAsync();
}
