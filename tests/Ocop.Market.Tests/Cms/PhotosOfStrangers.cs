using Microsoft.Extensions.Logging.Abstractions;
using Ocop.Market.Cms.Media;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Cms;

public sealed class PhotosOfStrangers : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-strangers-").FullName;
    private readonly PictureTool _tool = new(new PictureLimits(), NullLogger<PictureTool>.Instance);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Are_worked_upon_one_after_the_other()
    {
        using var photos = new VisitorsPhotos(new MediaDisk(_folder), _tool, TimeProvider.System);
        var jpeg = await TestPictures.JpegAsync(900, 700);
        using var slow = new HeldStream(jpeg);
        using var next = new HeldStream(jpeg);
        next.Release();
        var (first, second) = (photos.MakeAnewAsync(slow, default), photos.MakeAnewAsync(next, default));
        using (var gone = new CancellationTokenSource())
        {
            var third = photos.MakeAnewAsync(new MemoryStream(jpeg), gone.Token);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        }

        Assert.Equal((true, false), (slow.IsAskedFor, next.IsAskedFor));
        slow.Release();
        foreach (var made in new[] { await first, await second }) Assert.Equal([0xFF, 0xD8, 0xFF], Assert.Succeeded(made)[..3]);
        // What is refused keeps nobody waiting.
        Assert.Refused("not-a-picture", await photos.MakeAnewAsync(new MemoryStream(TestDocuments.Pdf()), default));
        Assert.Refused("picture-file-too-large", await photos.MakeAnewAsync(new MemoryStream(new byte[VisitorsPhotos.LargestFile + 1]), default));
        Assert.Succeeded(await photos.MakeAnewAsync(new MemoryStream(jpeg), default));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "unfinished")));
    }

    [Fact]
    public async Task Cost_the_master_and_none_of_the_sizes_of_pages()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "sent"), await TestPictures.JpegAsync(900, 700));
        Assert.Equal(new PictureSize(900, 700), Assert.Succeeded(await _tool.MakeMasterAsync(_folder, "sent", default)));
        Assert.Equal(["cut.png", "master.jpg", "sent"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "clear"), await TestPictures.ClearPngAsync(300, 200));
        Assert.Succeeded(await _tool.MakeMasterAsync(_folder, "clear", default));
        Assert.All(await TestPictures.PointAsync(Path.Combine(_folder, "master.jpg"), 150, 100), level => Assert.InRange(level, 250, 255));
    }

    /// <summary>Gives nothing until it is released.</summary>
    private sealed class HeldStream(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsAskedFor { get; private set; }

        public void Release() => _released.TrySetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
        {
            IsAskedFor = true;
            await _released.Task;
            return await base.ReadAsync(buffer, cancel);
        }
    }
}
