using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class ReadingWhatBuyersType
{
    [Theory]
    [InlineData("0912 345 678")]
    [InlineData("0912345678")]
    [InlineData("+84912345678")]
    [InlineData("+84 912 345 678")]
    [InlineData("84912345678")]
    [InlineData("+84 (0)912.345.678")]
    [InlineData("0084912345678")]
    [InlineData(" 0912-345-678 ")]
    [InlineData("０９１２３４５６７８")]
    public void One_mobile_in_many_spellings(string typed) => Assert.Equal("+84912345678", VietnamesePhone.Normalize(typed));

    [Theory]
    [InlineData("024 3825 1234", "+842438251234")]
    [InlineData("0208 385 1234", "+842083851234")]
    public void Landlines(string typed, string normalized) => Assert.Equal(normalized, VietnamesePhone.Normalize(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("090 000 000")]
    [InlineData("0112345678")]
    [InlineData("09123456789")]
    [InlineData("+1 202 555 0100")]
    [InlineData("0912 345 67a")]
    [InlineData("'; drop table orders; --")]
    [InlineData("02438251")]
    public void What_is_no_phone(string? typed)
    {
        Assert.Null(VietnamesePhone.Normalize(typed));
        Assert.NotEmpty(VietnamesePhone.Refuse(typed).Message.Vi);
    }

    [Fact]
    public void The_missing_digit_is_counted() => Assert.Equal("Cần 10 chữ số; bạn gõ 9.", VietnamesePhone.Refuse("090 000 000").Message.Vi);

    [Fact]
    public void A_phone_is_read_out_in_groups() => Assert.Equal("0912 345 678", VietnamesePhone.Spoken("+84912345678"));

    [Theory]
    [InlineData("K7M4-92PX")]
    [InlineData("k7m4 92px")]
    [InlineData(" #K7M492PX ")]
    [InlineData("K7M4-92PX-2")]
    [InlineData("k7m4–92px-12")]
    public void One_order_number_in_many_spellings(string typed) => Assert.Equal("K7M4-92PX", OrderNumber.ReadGroup(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("K7M4-92P")]
    [InlineData("K7M4-92P0")]
    [InlineData("K7M4-92PX' OR 1=1")]
    public void What_is_no_order_number(string? typed) => Assert.Null(OrderNumber.ReadGroup(typed));

    [Fact]
    public void Order_numbers_are_drawn_from_letters_that_cannot_be_mistaken()
    {
        Assert.Equal(30, OrderNumber.Letters.Distinct().Count());
        Assert.DoesNotContain(OrderNumber.Letters, letter => "01OIL".Contains(letter, StringComparison.Ordinal));
        var drawn = Enumerable.Range(0, 1000).Select(_ => OrderNumber.Draw()).ToList();
        Assert.All(drawn, number => Assert.Matches("^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$", number));
        Assert.Equal(1000, drawn.Distinct().Count());
    }
}
