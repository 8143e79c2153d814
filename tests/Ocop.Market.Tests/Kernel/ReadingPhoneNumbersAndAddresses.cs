using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Tests.Kernel;

public sealed class ReadingPhoneNumbersAndAddresses
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
    [InlineData("ten@vidu.vn", true)]
    [InlineData("ten.ho+cho@thu.vidu.com.vn", true)]
    [InlineData("tên@vidu.vn", false)]
    [InlineData("ten@localhost", false)]
    [InlineData("Tên <ten@vidu.vn>", false)]
    [InlineData("ten@vidu.vn\r\nBcc: khac@vidu.vn", false)]
    public void An_address_that_plain_mail_can_reach(string typed, bool isDeliverable) => Assert.Equal(isDeliverable, EmailAddress.IsDeliverable(typed));
}
