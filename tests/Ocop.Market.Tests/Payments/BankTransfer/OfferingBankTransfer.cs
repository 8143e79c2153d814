using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.BankTransfer;

public sealed class OfferingBankTransfer
{
    private static readonly PaymentRequest Request = new(Guid.CreateVersion7(), "OCK7M492PX", new Money(250_000), "K7M4-92PX", "vi", null,
        new Uri("https://market.test/"), new Uri("https://market.test/"), "127.0.0.1", DateTime.UnixEpoch, DateTime.UnixEpoch);

    [Fact]
    public async Task Our_own_page_shows_what_to_do_and_nobody_is_asked()
    {
        var transfers = new BankTransfers(BankVectors.Options());
        Assert.Equal(new PaymentStart(null, null), Assert.Succeeded(await transfers.StartAsync(Request, default)));
        Assert.Equal(new PaymentNews.Waiting("bank"), await transfers.ConfirmAsync(Request, null, default));
        Assert.IsType<RefundNews.ByHand>(await transfers.RefundAsync(new(Guid.CreateVersion7(), "OCK7M492PXR1", "OCK7M492PX", "FT1", new Money(1), new Money(1), "", "", default, default), default));
        Assert.Equal((PaymentMethod.BankTransfer, "bank", "bank"), (transfers.Method, transfers.Name, ((INotificationSource)transfers).Provider));
        Assert.Equal(new VietQr("970436", BankVectors.Account, new Money(250_000), "OCK7M492PX"), transfers.Qr("OCK7M492PX", new Money(250_000)));
        Assert.Refused("NoNotifications", transfers.Verify(BankVectors.Message("{}", DateTime.UnixEpoch)));
    }

    [Fact]
    public async Task Without_an_account_nothing_is_opened() =>
        Assert.Refused("BankTransferNotOffered", await new BankTransfers(Options.Create(new BankTransferOptions())).StartAsync(Request, default));

    [Fact]
    public void Nothing_set_is_right_and_not_offered() => Assert.Equal((null, false), (new BankTransferOptions().Fault, new BankTransferOptions().IsOffered));

    [Fact]
    public void An_account_its_holder_and_its_bank_are_offered()
    {
        var options = BankVectors.Options().Value;
        Assert.Equal((null, true, "Vietcombank"), (options.Fault, options.IsOffered, options.Bank?.ShortName));
    }

    [Theory]
    [InlineData(null, "A", "970436", "one of them is missing")]
    [InlineData("1", " ", "970436", "one of them is missing")]
    [InlineData("1", "A", null, "one of them is missing")]
    [InlineData("1", "A", "970499", "Bin “970499” is not in")]
    [InlineData("1017 595", "A", "970436", "1 to 19 letters or digits")]
    [InlineData("12345678901234567890", "A", "970436", "1 to 19 letters or digits")]
    public void A_half_set_account_stops_the_start_with_one_sentence(string? number, string? holder, string? bin, string words)
    {
        using var services = Services(options => (options.AccountNumber, options.AccountHolder, options.Bin) = (number, holder, bin));
        var broken = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(words, Assert.Single(broken.Failures), StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<BankTransferOptions>>().Value);
    }

    [Fact]
    public void A_key_without_an_account_or_two_keys_for_one_are_told()
    {
        Assert.Contains("missing", new BankTransferOptions { PayOs = { ChecksumKey = "k" } }.Fault, StringComparison.Ordinal);
        Assert.Contains("SePay", BankVectors.Options(options => options.SePay = new() { ApiKey = "a", HmacSecret = "b" }).Value.Fault, StringComparison.Ordinal);
        Assert.Contains("Casso", BankVectors.Options(options => options.Casso = new() { ChecksumKey = "a", SecureToken = "b" }).Value.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_is_registered()
    {
        using var services = Services(_ => { });
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.NotNull(services.GetRequiredService<BankTransfers>());
        Assert.NotNull(services.GetRequiredService<SePayNotifications>());
        Assert.NotNull(services.GetRequiredService<CassoNotifications>());
        Assert.NotNull(services.GetRequiredService<PayOsNotifications>());
    }

    [Fact]
    public void The_list_of_banks_is_whole()
    {
        Assert.Equal(68, Banks.All.Count);
        Assert.Equal(68, Banks.All.Select(bank => bank.Bin).Distinct().Count());
        Assert.All(Banks.All, bank => Assert.Matches("^[0-9]{6}$", bank.Bin));
        Assert.All(Banks.All, bank => Assert.NotEmpty(bank.Name));
        Assert.Equal(new Bank("970436", "Vietcombank", "Ngân hàng TMCP Ngoại thương Việt Nam", "BFTVVNVX"), Banks.WithBin("970436"));
        Assert.Null(Banks.WithBin("971011")!.Swift);
        Assert.Null(Banks.WithBin("970499"));
    }

    [Theory]
    [InlineData("ngoai thuong", "Vietcombank")]
    [InlineData("NGOẠI THƯƠNG", "Vietcombank")]
    [InlineData("viet com bank", "Vietcombank")]
    [InlineData("970436", "Vietcombank")]
    [InlineData("bftv", "Vietcombank")]
    [InlineData("nông nghiệp", "Agribank")]
    [InlineData("tien phong", "TPBank")]
    public void Banks_are_found_as_people_type_them(string typed, string name) => Assert.Equal(name, Banks.Find(typed)[0].ShortName);

    [Fact]
    public void A_short_name_that_begins_so_comes_first() => Assert.Equal("MBBank", Banks.Find("mb")[1].ShortName);

    [Fact]
    public void Nothing_typed_lists_all_and_nonsense_none()
    {
        Assert.Equal(Banks.All, Banks.Find(" "));
        Assert.Empty(Banks.Find("khong co ngan hang nay"));
    }

    private static ServiceProvider Services(Action<BankTransferOptions> configure) => new ServiceCollection().AddBankTransfers().Configure(configure).BuildServiceProvider();
}
