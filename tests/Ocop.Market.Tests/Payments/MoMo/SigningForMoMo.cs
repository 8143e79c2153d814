using Ocop.Market.Doubles.MoMo;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.MoMo;
using Xunit;

namespace Ocop.Market.Tests.Payments.MoMo;

/// <summary>The published vectors, through our code and through that of the double.</summary>
public sealed class SigningForMoMo
{
    public static readonly MoMoOptions Options = new()
    {
        PartnerCode = Credential("partnerCode"), AccessKey = Credential("accessKey"), SecretKey = Credential("secretKey"),
    };

    public static TheoryData<string> Calls => WalletRequests.VectorNames("momo", "create", "refund", "query");

    public static TheoryData<string> Notices => WalletRequests.VectorNames("momo", "ipn");

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call(string name)
    {
        var vector = WalletRequests.Vector("momo", name);
        var fields = WalletRequests.Texts(vector.GetProperty("fields"));
        fields["partnerCode"] = Options.PartnerCode;
        var (ours, theirs) = vector.GetProperty("kind").GetString() switch
        {
            "create" => (MoMoSignature.Create, MoMoWire.CreateNames),
            "refund" => (MoMoSignature.Refund, MoMoWire.RefundNames),
            _ => (MoMoSignature.Query, MoMoWire.QueryNames),
        };

        var raw = MoMoSignature.TextOf(ours, fields, Options.AccessKey);
        Assert.Equal(vector.GetProperty("raw").GetString(), raw);
        Assert.Equal(vector.GetProperty("signature").GetString(), MoMoSignature.Of(raw, Options.SecretKey));

        fields["accessKey"] = Options.AccessKey;
        Assert.Equal(vector.GetProperty("raw").GetString(), MoMoWire.Raw(theirs, fields));
        Assert.Equal(vector.GetProperty("signature").GetString(), MoMoWire.Sign(raw, Options.SecretKey));
    }

    [Theory]
    [MemberData(nameof(Notices))]
    public void A_notice(string name)
    {
        var vector = WalletRequests.Vector("momo", name);
        var isValid = vector.GetProperty("expected").GetString() == "valid";
        var fields = GatewayText.ReadJson(vector.GetProperty("body").GetRawText())!;

        Assert.Equal(isValid, MoMoSignature.IsGenuine(fields, Options));

        var values = new Dictionary<string, string>(fields) { ["accessKey"] = Options.AccessKey };
        Assert.Equal(isValid, MoMoWire.Raw(MoMoWire.NoticeNames, values) == vector.GetProperty("raw").GetString());
        Assert.Equal(isValid, MoMoWire.Sign(MoMoWire.Raw(MoMoWire.NoticeNames, values), Options.SecretKey) == fields["signature"]);
    }

    private static string Credential(string name) => WalletRequests.Vectors("momo").GetProperty("credentials").GetProperty(name).GetString()!;
}
