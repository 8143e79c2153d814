using FsCheck;
using FsCheck.Fluent;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Xunit;

namespace Ocop.Market.Tests.Payments.BankTransfer;

public sealed class FindingTheReference
{
    private static readonly string[] WordsOfBanks = ["", "MBVCB.4471.", "IBFT ", "CT TU 0123456789 NGUYEN VAN AN ", "chuyển tiền mua chè", ".FT26001000001", "-CHUYEN TIEN-OQCH00", "QR - ", "_"];

    [Theory]
    [InlineData("OCK7M492PX")]
    [InlineData("MBVCB.123.OCK7M492PX.CT tu 0123456789")]
    [InlineData("ock7m492px thanh toan")]
    [InlineData("OC K7M4-92PX")]
    [InlineData("OCK7M4 92PX-CHUYEN TIEN")]
    [InlineData("CHUYENTIENOCK7M492PXFT26001")]
    [InlineData("oc-k7m4 92p\nx")]
    [InlineData("OCK7M492PX OCK7M492PX")]
    [InlineData("OCK7M492PX-2")]
    [InlineData("tra tien don K7M4-92PX")]
    [InlineData("đơn k7m492px nhé")]
    [InlineData("K7M4 92PX tra tien")]
    [InlineData("K7M4–92PX-1")]
    public void Whatever_became_of_it(string memo) => Assert.Equal("OCK7M492PX", PaymentMemo.Find(memo));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tra tien che")]
    [InlineData("OCK7M492P")]
    [InlineData("OCK7M4920X")]
    [InlineData("OCK7M492PX va OCK7M492PY")]
    [InlineData("K7M4-92PX va K7M4-92PY")]
    [InlineData("PHAM DANG chuyen tien")]
    [InlineData("PHAM DANG 2 ky")]
    [InlineData("goi 98765432 nhe")]
    [InlineData("ma XK7M492PX")]
    public void Nothing_or_two_is_left_to_a_person(string? memo) => Assert.Null(PaymentMemo.Find(memo));

    [Fact]
    public void What_the_notifier_recognised_helps_where_the_memo_does_not() => Assert.Equal("OCK7M492PX", PaymentMemo.Find("tra tien", null, "OCK7M492PX"));

    [Fact]
    public void Two_texts_that_differ_are_left_to_a_person() => Assert.Null(PaymentMemo.Find("OCK7M492PX", "OCK7M492PY"));

    [Fact]
    public void A_hyphen_stands_for_digits() => Assert.Equal("OCKXMHQRPN", PaymentMemo.Find("don KXMH-QRPN"));

    [Fact]
    public void An_order_and_its_memo_are_one() => Prop.ForAll<int>(_ => OrderNumber.Draw() is var number && PaymentMemo.Find(PaymentReference.Of(number)) == PaymentReference.Of(number)).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_words_around_it_do_no_harm() => Prop.ForAll<int, string?, string?>((seed, before, after) =>
        PaymentMemo.Find($"{before} {Reference(seed)} {after}") == Reference(seed)
        && PaymentMemo.Find($"{before}.{Reference(seed).ToLowerInvariant()}/{after}") == Reference(seed)).QuickCheckThrowOnFailure();

    [Fact]
    public void Words_of_banks_may_stick_to_it() => Prop.ForAll<int, PositiveInt, PositiveInt>((seed, before, after) =>
        PaymentMemo.Find(WordsOfBanks[before.Get % WordsOfBanks.Length] + Reference(seed) + WordsOfBanks[after.Get % WordsOfBanks.Length]) == Reference(seed)).QuickCheckThrowOnFailure();

    [Fact]
    public void Spaces_and_dashes_may_stand_anywhere_in_it() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var broken = string.Concat(Reference(seed).Select(letter => $"{letter}{random.GetItems(["", "", " ", "-", " - ", "\n"], 1)[0]}"));
        return PaymentMemo.Find(WordsOfBanks[random.Next(WordsOfBanks.Length)] + broken) == Reference(seed);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_references_are_never_guessed_between() => Prop.ForAll<int, int>((one, other) =>
        Reference(one) == Reference(other) || PaymentMemo.Find($"{Reference(one)} {Reference(other)}") is null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cut_one_is_none() => Prop.ForAll<int, PositiveInt>((seed, length) => PaymentMemo.Find($"MBVCB.{Reference(seed)[..(length.Get % 10)]}") is null).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_read() => Prop.ForAll<string?>(text => PaymentMemo.Find(text) is null or { Length: 10 }).QuickCheckThrowOnFailure();

    private static string Reference(int seed) => "OC" + new string(new Random(seed).GetItems<char>(OrderNumber.Letters, 8));
}
