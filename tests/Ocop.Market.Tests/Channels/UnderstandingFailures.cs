using Ocop.Market.Channels.Connectors;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>Platforms use codes anew with other meanings, so the message and what was asked count as well.</summary>
public sealed class UnderstandingFailures
{
    [Theory]
    [InlineData("tiktok", "36009004", "Invalid timestamp", CallKind.Write, FailureClass.AppMisconfigured)]
    [InlineData("tiktok", "36009004", "The access token is expired", CallKind.Write, FailureClass.AuthExpired)]
    [InlineData("tiktok", "12052093", "over the limit", CallKind.Write, FailureClass.UploadsExceeded)]
    [InlineData("tiktok", "12052104", "attribute missing", CallKind.Write, FailureClass.Validation)]
    [InlineData("tiktok", "12052226", "restricted category", CallKind.Write, FailureClass.Permanent)]
    [InlineData("tiktok", "12052996", "used twice", CallKind.Write, FailureClass.Duplicate)]
    [InlineData("tiktok", "12052032", "product not found", CallKind.Read, FailureClass.Gone)]
    [InlineData("tiktok", "429", "", CallKind.Write, FailureClass.RateLimited)]
    [InlineData("shopee", "error_auth", "Invalid access_token", CallKind.Write, FailureClass.AuthExpired)]
    [InlineData("shopee", "error_auth", "the shop is in holiday mode", CallKind.Write, FailureClass.ShopBlocked)]
    [InlineData("shopee", "error_auth", "stock is below what is reserved", CallKind.Write, FailureClass.Validation)]
    [InlineData("shopee", "error_param", "timestamp is expired", CallKind.Write, FailureClass.AppMisconfigured)]
    [InlineData("shopee", "error_param", "item_name is empty", CallKind.Write, FailureClass.Validation)]
    [InlineData("shopee", "error_server", "", CallKind.Write, FailureClass.OutcomeUnknown)]
    [InlineData("shopee", "error_server", "", CallKind.Read, FailureClass.Retryable)]
    [InlineData("shopee", "error_cannt_edit_price_in_promotion", "", CallKind.Write, FailureClass.Deferred)]
    [InlineData("shopee", "error_holiday_mode", "", CallKind.Write, FailureClass.ShopBlocked)]
    [InlineData("shopee", "error_auth", "Invalid partner_id or shopid.", CallKind.Read, FailureClass.AuthExpired)]
    [InlineData("shopee", "error_auth", "No permission to current api.", CallKind.Read, FailureClass.AppMisconfigured)]
    [InlineData("shopee", "error_param", "There is no shop_id in query.", CallKind.Write, FailureClass.AppMisconfigured)]
    [InlineData("shopee", "error_not_found", "Wrong parameters, detail: the order is not found.", CallKind.Read, FailureClass.Gone)]
    [InlineData("shopee", "failed_reason", "Can't update price when item is under promotion.", CallKind.Write, FailureClass.Deferred)]
    [InlineData("shopee", "failed_reason", "Stock should be larger than reserved stock.", CallKind.Write, FailureClass.Validation)]
    [InlineData("shopee", "failed_reason", "fail", CallKind.Write, FailureClass.Retryable)]
    [InlineData("lazada", "500", "price; detail: SKU 1", CallKind.Write, FailureClass.Validation)]
    [InlineData("lazada", "500", "", CallKind.Write, FailureClass.Retryable)]
    [InlineData("lazada", "4141", "SellerSku exists", CallKind.Write, FailureClass.Duplicate)]
    [InlineData("lazada", "4160", "title is too long", CallKind.Write, FailureClass.Validation)]
    [InlineData("lazada", "4163", "restricted category", CallKind.Write, FailureClass.Permanent)]
    [InlineData("lazada", "4136", "no such item", CallKind.Write, FailureClass.Gone)]
    [InlineData("lazada", "998", "campaign", CallKind.Write, FailureClass.Deferred)]
    [InlineData("vendure", "FORBIDDEN", "You are not currently authorized to perform this action", CallKind.Write, FailureClass.AuthExpired)]
    [InlineData("vendure", "CHANNEL_NOT_FOUND", "", CallKind.Read, FailureClass.ShopBlocked)]
    [InlineData("vendure", "ENTITY_NOT_FOUND", "", CallKind.Write, FailureClass.Gone)]
    [InlineData("vendure", "INTERNAL_SERVER_ERROR", "", CallKind.Write, FailureClass.OutcomeUnknown)]
    [InlineData("vendure", "INTERNAL_SERVER_ERROR", "", CallKind.Read, FailureClass.Retryable)]
    [InlineData("vendure", "GRAPHQL_VALIDATION_FAILED", "", CallKind.Write, FailureClass.AppMisconfigured)]
    [InlineData("vendure", "MIME_TYPE_ERROR", "", CallKind.Write, FailureClass.Validation)]
    public void Each_code_means_what_the_platform_means_by_it(string channel, string code, string message, CallKind call, FailureClass expected) =>
        Assert.Equal(expected, FailureTable.Of(channel).Classify(code, message, call));

    [Theory]
    [InlineData("tiktok"), InlineData("shopee"), InlineData("lazada"), InlineData("vendure")]
    public void What_nobody_knows_is_looked_up_before_it_is_written_again(string channel)
    {
        Assert.Equal(FailureClass.OutcomeUnknown, FailureTable.Of(channel).Classify("no-such-code", "", CallKind.Write));
        Assert.Equal(FailureClass.Retryable, FailureTable.Of(channel).Classify("no-such-code", "", CallKind.Read));
    }

    [Fact]
    public void A_channel_without_a_table_is_a_mistake_of_ours() => Assert.Throws<ArgumentException>(() => FailureTable.Of("chợ phiên"));
}
