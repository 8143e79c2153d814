using Ocop.Market.Doubles.VnPay;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.VnPay;
using Xunit;

namespace Ocop.Market.Tests.Payments.VnPay;

/// <summary>The published vectors, through our code and through that of the double.</summary>
public sealed class SigningForVnPay
{
    public static TheoryData<string> Addresses => WalletRequests.VectorNames("vnpay", "create");

    public static TheoryData<string> Notices => WalletRequests.VectorNames("vnpay", "ipn");

    public static TheoryData<string> Calls => WalletRequests.VectorNames("vnpay", "api");

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_to_pay_at(string name)
    {
        var vector = WalletRequests.Vector("vnpay", name);
        var (fields, secret, data, hash) = (WalletRequests.Texts(vector.GetProperty("params")), vector.GetProperty("secret").GetString()!, vector.GetProperty("hash_data").GetString()!, vector.GetProperty("secure_hash").GetString()!);

        Assert.Equal(data, VnPaySignature.TextOf(fields));
        Assert.Equal(hash, VnPaySignature.Of(data, secret));
        Assert.Equal(vector.GetProperty("url").GetString(), new Uri($"https://sandbox.vnpayment.vn/paymentv2/vpcpay.html?{data}&vnp_SecureHash={hash}").AbsoluteUri);

        Assert.Equal(data, VnPayWire.HashData(fields));
        Assert.Equal($"{data}&vnp_SecureHash={hash}", VnPayWire.Signed(fields, secret));
    }

    [Theory]
    [MemberData(nameof(Notices))]
    public void A_notice(string name)
    {
        var vector = WalletRequests.Vector("vnpay", name);
        var (fields, secret, isValid) = (GatewayText.ReadQuery(vector.GetProperty("query").GetString()!)!, vector.GetProperty("secret").GetString()!, vector.GetProperty("expected").GetString() == "valid");

        Assert.Equal(isValid, VnPaySignature.IsGenuine(fields, secret));
        Assert.Equal(isValid, VnPayWire.Signed(fields, secret) == vector.GetProperty("query").GetString());
        Assert.Equal(vector.GetProperty("secure_hash").GetString(), VnPayWire.Hash(vector.GetProperty("hash_data").GetString()!, secret));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call(string name)
    {
        var vector = WalletRequests.Vector("vnpay", name);
        var (data, secret, hash) = (vector.GetProperty("hash_data").GetString()!, vector.GetProperty("secret").GetString()!, vector.GetProperty("secure_hash").GetString()!);
        var names = data.Contains("|refund|", StringComparison.Ordinal) ? VnPayDouble.RefundNames : VnPayDouble.QueryNames;
        var fields = names.Split('|').Zip(data.Split('|')).ToDictionary(pair => "vnp_" + pair.First, pair => pair.Second);

        Assert.Equal(hash, VnPaySignature.OfRequest(fields, secret));
        Assert.Equal(data, VnPayWire.Piped(fields, names));
        Assert.Equal(hash, VnPayWire.Hash(data, secret));
    }

    [Theory]
    [InlineData("Thanh toán đơn hàng K7M4-92PX", "Thanh toan don hang K7M4 92PX")]
    [InlineData("  ĐƯỜNG thốt nốt: 2 gói (500g)! ", "DUONG thot not 2 goi 500g")]
    [InlineData("🍯", "")]
    public void Texts_lose_marks_and_special_characters(string text, string plain) => Assert.Equal(plain, VnPayText.Plain(text));

    [Fact]
    public void Long_texts_are_cut() => Assert.Equal(255, VnPayText.Plain(new string('ệ', 400)).Length);

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("fe80::1%3", "fe80::1")]
    [InlineData("unknown", "198.51.100.1")]
    public void Addresses_of_buyers(string buyer, string told) => Assert.Equal(told, VnPayText.Address(buyer, "198.51.100.1"));

    [Fact]
    public void Dates_are_those_of_the_wall_clock_in_Viet_Nam()
    {
        var utc = new DateTime(2026, 5, 31, 17, 30, 5, DateTimeKind.Utc);

        Assert.Equal("20260601003005", VnPayText.Date(utc));
        Assert.Equal(utc, VnPayText.ReadDate("20260601003005"));
        Assert.All(["", "2026060100300", "20261301003005", "00010101000000", "99991231235959", "2026060100300５"], text => Assert.Null(VnPayText.ReadDate(text)));
    }
}
