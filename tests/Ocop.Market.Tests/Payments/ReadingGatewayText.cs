using Ocop.Market.Ordering.Payments;
using Xunit;

namespace Ocop.Market.Tests.Payments;

public sealed class ReadingGatewayText
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("250000", 250_000)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Plain_digits_are_a_number(string text, long value)
    {
        Assert.True(Digits.TryRead(text, out var read));
        Assert.Equal(value, read);
        Assert.Equal(text, Digits.Write(read));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0250000")]
    [InlineData("00")]
    [InlineData("-250000")]
    [InlineData("+250000")]
    [InlineData("2.5e5")]
    [InlineData("25E4")]
    [InlineData("250000.0")]
    [InlineData("250,000")]
    [InlineData("250.000")]
    [InlineData(" 250000")]
    [InlineData("250000\n")]
    [InlineData("0x3D090")]
    [InlineData("２５００００")]
    [InlineData("٢٥٠٠٠٠")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999")]
    public void Everything_else_is_none(string? text) => Assert.False(Digits.TryRead(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{\"amount\":1,\"amount\":2}")]
    [InlineData("{\"amount\":01}")]
    [InlineData("{\"message\":\"\\ud800\"}")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{}}}}}}}}}")]
    public void What_is_no_object_or_has_two_readings_is_not_read(string body) => Assert.Null(GatewayText.ReadJson(body));

    [Fact]
    public void Half_a_letter_and_endless_text_are_not_read()
    {
        Assert.Null(GatewayText.ReadJson("{\"message\":\"" + '\ud800' + "\"}"));
        Assert.Null(GatewayText.ReadJson($$"""{"message":"{{new string('a', 40_000)}}"}"""));
        Assert.Null(GatewayText.ReadQuery("?a=" + new string('a', 40_000)));
    }

    [Fact]
    public void Numbers_keep_their_own_digits()
    {
        var fields = GatewayText.ReadJson("""{"amount":2.5e5,"transId":4088878653,"extraData":null,"ok":true,"list":[{"a":1}]}""");

        Assert.NotNull(fields);
        Assert.Equal(("2.5e5", "4088878653", "", "true"), (fields["amount"], fields["transId"], fields["extraData"], fields["ok"]));
        Assert.Equal("1", Assert.Single(GatewayText.ReadJsonList(fields["list"]))["a"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("[1,null,[]]")]
    [InlineData("[{\"a\":1,\"a\":2}]")]
    public void What_is_no_list_of_objects_is_an_empty_one(string list) => Assert.Empty(GatewayText.ReadJsonList(list));

    [Fact]
    public void A_name_that_comes_twice_makes_a_query_unreadable()
    {
        Assert.Null(GatewayText.ReadQuery("?vnp_Amount=1&vnp_Amount=2"));
        Assert.Null(GatewayText.ReadQuery("?vnp_Amount=1&vnp%5FAmount=2"));
        Assert.Equal("mật ong", GatewayText.ReadQuery("?info=m%E1%BA%ADt+ong&&empty")!["info"]);
    }

    [Theory]
    [InlineData("https://payment.momo.vn", true)]
    [InlineData("http://127.0.0.1:5000/pay", true)]
    [InlineData("http://localhost/pay", true)]
    [InlineData("http://payment.momo.vn", false)]
    [InlineData("ftp://payment.momo.vn", false)]
    [InlineData("/pay", false)]
    public void Keys_travel_encrypted_or_not_off_this_machine(string address, bool safe) => Assert.Equal(safe, GatewayCall.IsSafe(new Uri(address, UriKind.RelativeOrAbsolute)));
}
