using Ocop.Market.Web.Caching;
using Xunit;

namespace Ocop.Market.Web.Tests.Caching;

public sealed class StoringAPageThatIsStaleAlready : IDisposable
{
    private static readonly byte[] Page = [1, 2, 3];
    private readonly CacheFreshness _freshness = new();
    private readonly CacheStore _store;

    public StoringAPageThatIsStaleAlready() => _store = new CacheStore(_freshness);

    [Fact]
    public async Task Keeps_nothing_when_the_change_was_drained_while_it_was_rendered()
    {
        var began = _freshness.BeginTag();
        _freshness.Evict(["product:1"]);
        await StoreAsync(began, "product:1");
        Assert.Null(await _store.GetAsync("page", default));
    }

    [Fact]
    public async Task Keeps_nothing_when_everything_was_dropped_while_it_was_rendered()
    {
        var began = _freshness.BeginTag();
        _freshness.EvictEverything();
        await StoreAsync(began, "product:1");
        Assert.Null(await _store.GetAsync("page", default));
    }

    [Fact]
    public async Task Keeps_it_when_only_something_else_changed()
    {
        var began = _freshness.BeginTag();
        _freshness.Evict(["product:2"]);
        await StoreAsync(began, "product:1");
        Assert.Equal(Page, await _store.GetAsync("page", default));
    }

    [Fact]
    public async Task Drops_it_when_the_change_comes_later_and_keeps_the_next_one()
    {
        await StoreAsync(_freshness.BeginTag(), "product:1", "catalogue");
        await _store.EvictByTagAsync("catalogue", default);
        Assert.Null(await _store.GetAsync("page", default));

        await StoreAsync(_freshness.BeginTag(), "product:1", "catalogue");
        Assert.Equal(Page, await _store.GetAsync("page", default));
    }

    public void Dispose() => _store.Dispose();

    private ValueTask StoreAsync(params string[] tags) => _store.SetAsync("page", Page, tags, TimeSpan.FromMinutes(1), default);
}
