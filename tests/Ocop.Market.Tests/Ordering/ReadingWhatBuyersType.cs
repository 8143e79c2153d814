using Ocop.Market.Ordering.Orders;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class ReadingWhatBuyersType
{
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
