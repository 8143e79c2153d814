using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Web.Platforms;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

/// <summary>Beside what is wrong with a product on a platform stands what its producer can do about it.</summary>
public sealed class SayingWhatToDo
{
    [Theory]
    [InlineData(SyncState.Invalid, "photo", "Thêm ảnh chụp ở trang Hàng hoá, ảnh sẽ tự gửi.")]
    [InlineData(SyncState.Hidden, "category", "Chờ cán bộ xếp ngành hàng; xếp xong hàng tự gửi.")]
    [InlineData(SyncState.Live, "item_name", "Sửa thông tin sản phẩm ở trang Hàng hoá, hàng sẽ tự gửi lại.")]
    [InlineData(SyncState.Invalid, "product", "Mở bán lại sản phẩm ở chợ thì hàng lên sàn.")]
    [InlineData(SyncState.Rejected, "item_name", "Sửa theo lý do của sàn, rồi bấm “Gửi lại”.")]
    public void Whatever_keeps_its_words_back_wherever_it_stands(SyncState state, string field, string words) =>
        Assert.Equal(words, Row(state, isWanted: true, FailureClass.Validation, field).Next()?.Vi);

    [Fact]
    public void Nothing_where_nothing_is_wrong_or_nobody_wants_it()
    {
        Assert.Null(Row(SyncState.Live, isWanted: true, null, null).Next());
        Assert.Null(Row(SyncState.Hidden, isWanted: false, FailureClass.Validation, "photo").Next());
        Assert.Null(Row(SyncState.Live, isWanted: true, FailureClass.Retryable, null).Next());
    }

    private static ListingRow Row(SyncState state, bool isWanted, FailureClass? failure, string? field) => new(Guid.CreateVersion7(), "Chè", Guid.CreateVersion7(), state, isWanted, null, null, failure, failure is null ? null : "missing", failure is null ? null : "Thiếu", field, null, null);
}
