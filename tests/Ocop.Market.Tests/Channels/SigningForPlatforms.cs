using System.Text;
using System.Text.Json.Nodes;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Connectors.Lazada;
using Ocop.Market.Channels.Connectors.Shopee;
using Ocop.Market.Channels.Connectors.TikTokShop;
using Xunit;

namespace Ocop.Market.Tests.Channels;

public sealed class SigningForPlatforms
{
    [Fact]
    public void TikTok_Shop_reads_our_signatures_and_we_read_its_own()
    {
        Assert.Equal(5, ChannelVectors.Requests("tiktok").Count());
        foreach (var vector in ChannelVectors.Requests("tiktok"))
            Assert.Equal((vector.Text("name"), vector.Text("signature")), (vector.Text("name"), TikTokSignature.OfRequest(vector.Text("secret"), vector.Text("path"), vector.Fields().Reverse().Append(new("sign", "x")).Append(new("access_token", "y")), Encoding.UTF8.GetBytes(vector.Text("body")))));

        AssertPushes("tiktok", 2, TikTokSignature.Verify);
    }

    [Fact]
    public void Shopee_reads_our_signatures_and_we_read_its_own()
    {
        Assert.Equal(8, ChannelVectors.Requests("shopee").Count());
        foreach (var vector in ChannelVectors.Requests("shopee"))
        {
            var (key, partner, path, at) = (vector.Text("secret"), vector.GetProperty("partner").GetInt64(), vector.Text("path"), vector.GetProperty("timestamp").GetInt64());
            var ours = vector.Text("kind") == "public" ? ShopeeSignature.OfPublic(key, partner, path, at) : ShopeeSignature.OfShop(key, partner, path, at, vector.Text("token"), vector.GetProperty("owner").GetInt64());
            Assert.Equal((vector.Text("name"), vector.Text("signature")), (vector.Text("name"), ours));
        }

        AssertPushes("shopee", 3, ShopeeSignature.Verify);
    }

    [Fact]
    public void Lazada_reads_our_signatures_and_we_read_its_own()
    {
        Assert.Equal(7, ChannelVectors.Requests("lazada").Count());
        foreach (var vector in ChannelVectors.Requests("lazada"))
            Assert.Equal((vector.Text("name"), vector.Text("signature")), (vector.Text("name"), LazadaSignature.OfRequest(vector.Text("secret"), vector.Text("path"), vector.Fields().Reverse().Append(new("sign", "x")).Append(new("nothing", "")))));

        AssertPushes("lazada", 3, LazadaSignature.Verify);
    }

    [Theory]
    [InlineData("""{ "title": "Chè Shan tuyết", "sku": "OCOP-YB-0001", "price": 185000 }""")]
    [InlineData("""{"sku":"OCOP-YB-0001","price":185000,"title":"Che\u0300 Shan tuyê\u0301t"}""")]
    public void A_part_hashes_the_same_however_it_is_written(string part)
    {
        Assert.Equal("""{"price":185000,"sku":"OCOP-YB-0001","title":"Chè Shan tuyết"}""", PartHash.Canonical(JsonNode.Parse(part)!));
        Assert.Equal("fa1ac4129a5378ebb55a21da4848bbb88a91d61b34b130985e51927b7557ae2b", PartHash.Of(JsonNode.Parse(part)!));
    }

    [Fact]
    public void A_number_that_can_be_written_in_two_ways_is_no_part()
    {
        Assert.Throws<ArgumentException>(() => PartHash.Of(JsonNode.Parse("""{"weight":0.15}""")!));
        Assert.Throws<ArgumentException>(() => PartHash.Of(JsonNode.Parse("""{"price":1.85e5}""")!));
    }

    private delegate bool Verifies(string secret, string key, ReadOnlySpan<byte> body, string? signature);

    private static void AssertPushes(string channel, int count, Verifies verify)
    {
        Assert.Equal(count, ChannelVectors.Pushes(channel).Count());
        foreach (var vector in ChannelVectors.Pushes(channel))
        {
            var (secret, key, body, signature) = (vector.Text("secret"), vector.Text("key"), Encoding.UTF8.GetBytes(vector.Text("body")), vector.Text("signature"));
            Assert.True(verify(secret, key, body, signature), vector.Text("body"));
            Assert.False(verify(secret, key, [.. body, (byte)' '], signature));
            Assert.False(verify(secret, key + "x", body, signature));
            Assert.False(verify(secret + "x", key, body, signature));
            foreach (var other in new[] { null, "", signature[..^1], signature.ToUpperInvariant() }) Assert.False(verify(secret, key, body, other));
        }
    }
}
