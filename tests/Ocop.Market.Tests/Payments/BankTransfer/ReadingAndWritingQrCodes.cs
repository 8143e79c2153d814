using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Ocop.Market.Doubles.Bank;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments.BankTransfer;

public sealed class ReadingAndWritingQrCodes
{
    private const string Order = "00020101021238540010A00000072701240006970436011010175956000208QRIBFTTA530370454062500005802VN62100806OC10016304";

    [Fact]
    public void Every_vector_is_written_and_read_again()
    {
        var vectors = BankVectors.Read("vietqr-vectors.json", "vectors").EnumerateArray().ToList();
        Assert.Equal(9, vectors.Count);
        foreach (var vector in vectors)
        {
            var payload = vector.Text("payload");
            var code = Of(vector.GetProperty("input"));
            Assert.Equal(payload, code.Encode());
            Assert.Equal(code, Assert.Succeeded(VietQr.Decode(payload)));
            Assert.Equal(Told(code), QrReader.Read(payload));
        }
    }

    [Fact]
    public void Codes_of_others_are_read_as_their_vectors_say()
    {
        foreach (var vector in BankVectors.Read("vietqr-vectors.json", "decode_only").EnumerateArray())
        {
            var payload = vector.Text("payload");
            var expected = vector.GetProperty("expect");
            if (!expected.GetProperty("valid").GetBoolean())
            {
                Assert.Refused("QrChecksum", VietQr.Decode(payload));
                Assert.Throws<FormatException>(() => QrReader.Read(payload));
                continue;
            }

            var code = Assert.Succeeded(VietQr.Decode(payload));
            Assert.Equal(Of(expected) with { BillNumber = expected.Text("bill_number") }, code);
            Assert.Equal(payload, code.Encode());
            Assert.Equal(Told(code), QrReader.Read(payload));
        }
    }

    [Fact]
    public void One_wrong_letter_anywhere_and_every_cut_are_refused()
    {
        var payload = Sealed(Order);
        Assert.Succeeded(VietQr.Decode(payload));
        Assert.Succeeded(VietQr.Decode(payload[..^4] + payload[^4..].ToLowerInvariant()));
        for (var at = 0; at < payload.Length; at++)
        {
            Assert.False(VietQr.Decode(payload[..at]).Succeeded);
            Assert.False(VietQr.Decode($"{payload[..at]}{(payload[at] == '7' ? '8' : '7')}{payload[(at + 1)..]}").Succeeded);
        }
    }

    [Theory]
    [InlineData("5303704", "5303840", "QrForeign")]
    [InlineData("5802VN", "5802US", "QrForeign")]
    [InlineData("A000000727", "A000000677", "QrForeign")]
    [InlineData("QRIBFTTA", "QRIBFTTX", "QrForeign")]
    [InlineData("010212", "010213", "QrForeign")]
    [InlineData("970436", "970499", "QrBank")]
    [InlineData("970436", "97O436", "QrBank")]
    [InlineData("1017595600", "1017-95600", "QrAccount")]
    [InlineData("5406250000", "5406000000", "QrAmount")]
    [InlineData("5406250000", "5407250.000", "QrAmount")]
    [InlineData("5406250000", "54142500000000000.", "QrAmount")]
    [InlineData("5406250000", "", "QrAmount")]
    [InlineData("5406250000", "540625000054015", "QrUnreadable")]
    [InlineData("62100806OC1001", "62110806OC1001", "QrUnreadable")]
    [InlineData("62100806OC1001", "62100807OC1001", "QrForeign")]
    [InlineData("62100806OC1001", "62120808Ô1001", "QrUnreadable")]
    public void Well_sealed_nonsense_is_refused(string right, string wrong, string reason) =>
        Assert.Refused(reason, VietQr.Decode(Sealed(Order.Replace(right, wrong, StringComparison.Ordinal))));

    [Fact]
    public void A_point_behind_the_amount_is_legal() =>
        Assert.Equal(new Money(250_000), Assert.Succeeded(VietQr.Decode(Sealed(Order.Replace("5406250000", "5407250000.", StringComparison.Ordinal)))).Amount);

    [Theory]
    [InlineData("Trả tiền đơn Đặc sản Huế", "Tra tien don Dac san Hue")]
    [InlineData("ỨNG ĐỘ", "UNG DO")]
    [InlineData("  chè \u0300\n 茶 OCK7M492PX ", "che OCK7M492PX")]
    [InlineData("mot hai ba bon nam sau bay tam chin muoi", "mot hai ba bon nam sau ba")]
    [InlineData("mot hai ba bon nam sau b  tam", "mot hai ba bon nam sau b")]
    public void A_memo_is_bare_and_short(string text, string memo) => Assert.Equal(memo, VietQr.MemoOf(text));

    [Fact]
    public void Any_memo_and_amount_come_back() => Prop.ForAll<string?, PositiveInt>((text, amount) =>
    {
        var memo = VietQr.MemoOf(text ?? "");
        var payload = new VietQr("970436", BankVectors.Account, new Money(amount.Get), text).Encode();
        return VietQr.Decode(payload).Value == new VietQr("970436", BankVectors.Account, new Money(amount.Get), memo.Length > 0 ? memo : null) && QrReader.Read(payload).Amount == amount.Get;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_read_or_refused() => Prop.ForAll<string?>(text => VietQr.Decode(text ?? "").Refusals.Count == 1).QuickCheckThrowOnFailure();

    [Fact]
    public void What_no_code_can_say_is_never_written()
    {
        Assert.Throws<InvalidOperationException>(() => new VietQr("970436", BankVectors.Account, Money.Zero, null).Encode());
        Assert.Throws<InvalidOperationException>(() => new VietQr("97043", BankVectors.Account, null, null).Encode());
        Assert.Throws<InvalidOperationException>(() => new VietQr("970436", "10175956001017595600", null, null).Encode());
    }

    private static VietQr Of(JsonElement input) => new(input.Text("bin"), input.Text("account"),
        input.GetProperty("amount") is { ValueKind: JsonValueKind.Number } amount ? new Money(amount.GetInt64()) : null, input.Text("purpose"),
        input.Text("service") == "QRIBFTTC" ? VietQrService.Card : VietQrService.Account);

    private static ScannedQr Told(VietQr code) =>
        new(code.Bin, code.Account, code.Service == VietQrService.Card ? "QRIBFTTC" : "QRIBFTTA", code.Amount?.Amount, code.BillNumber, code.Memo);

    private static string Sealed(string open)
    {
        var crc = 0xFFFF;
        foreach (var bit in open.SelectMany(letter => Enumerable.Range(0, 8).Select(place => (letter >> (7 - place)) & 1)))
            crc = ((crc << 1) & 0xFFFF) ^ ((crc >> 15) == bit ? 0 : 0x1021);
        return open + crc.ToString("X4", CultureInfo.InvariantCulture);
    }
}
