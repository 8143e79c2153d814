using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ocop.Market.Cms.Media;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof.Media;

/// <summary>The files of a photo of the library: whole, upright, mute about the camera, cut where somebody pointed.</summary>
public sealed class PhotosForTheLibrary : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-library-").FullName;
    private readonly MediaStore _store;

    public PhotosForTheLibrary()
    {
        var (disk, limits) = (new MediaDisk(_folder), new PictureLimits());
        _store = new MediaStore(disk, new FolderFiles(disk), new PictureTool(limits, NullLogger<PictureTool>.Instance), limits, TimeProvider.System);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(".jpg", "image/jpeg")]
    [InlineData(".png", "image/png")]
    [InlineData(".webp", "image/webp")]
    [InlineData(".heic", "image/heic")]
    [InlineData(".avif", "image/avif")]
    public async Task Each_format_of_phones_and_cameras_is_taken_whole_and_never_blown_up(string ending, string mime)
    {
        using var photo = await PreparedAsync(await TestPictures.AsAsync(ending, await TestPictures.JpegAsync(1000, 700)));
        await photo.KeepAsync(CancellationToken.None);
        Assert.True((await _store.AddAvifAsync(photo.Key, photo.Size, CancellationToken.None)).Succeeded);

        Assert.Equal((mime, new PictureSize(1000, 700)), (photo.Facts.Mime, photo.Facts.Size));
        Assert.StartsWith("data:image/webp;base64,", photo.Facts.Placeholder, StringComparison.Ordinal);
        Assert.InRange(photo.Facts.Placeholder.Length, 60, 900);
        Assert.Equal(["1000.avif", "1000.jpg", "1000.webp", "320.avif", "320.jpg", "320.webp", "640.avif", "640.jpg", "640.webp", "master.jpg"], Kept().Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var (file, size) in new[] { ("320.jpg", "320x224"), ("640.webp", "640x448"), ("1000.avif", "1000x700"), ("master.jpg", "1000x700") })
            Assert.Contains(size, await TestPictures.HeaderAsync(Kept().Single(kept => Path.GetFileName(kept) == file)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".heic")]
    public async Task Where_and_with_what_it_was_taken_is_in_no_file(string ending)
    {
        var taken = TestPictures.WithGps(await TestPictures.JpegAsync(1700, 1300), orientation: ending == ".jpg" ? (ushort)6 : (ushort)1);
        var sent = ending == ".jpg" ? taken : await TestPictures.AsAsync(ending, taken);
        var source = Path.Combine(_folder, "source");
        await File.WriteAllBytesAsync(source, sent);
        Assert.Contains("exif-data", await TestPictures.HeaderAsync(source), StringComparison.Ordinal);
        File.Delete(source);

        using var photo = await PreparedAsync(sent);
        await photo.KeepAsync(CancellationToken.None);
        await _store.AddAvifAsync(photo.Key, photo.Size, CancellationToken.None);
        using var cut = (await _store.PrepareCutAsync(photo.Key, new FocalPoint(0.2, 0.2), CancellationToken.None)).Value!;
        await cut.KeepAsync(CancellationToken.None);

        // Held on its side: 1700 x 1300 stands 1300 wide.
        if (ending == ".jpg") Assert.Equal(new PictureSize(1300, 1700), photo.Size);
        Assert.Equal(10 + 6, Kept().Length);
        foreach (var bytes in await Task.WhenAll(Kept().Select(file => File.ReadAllBytesAsync(file))))
            AssertMute(bytes);
        AssertMute(Convert.FromBase64String(photo.Facts.Placeholder.Split(',')[1]));
    }

    [Fact]
    public async Task A_cut_follows_the_focal_point_and_another_point_is_another_address()
    {
        using var photo = await PreparedAsync(await TestPictures.HalvesJpegAsync(2400, 1000));
        await photo.KeepAsync(CancellationToken.None);

        var (left, right) = (await CutAsync(photo, new FocalPoint(0.1, 0.5)), await CutAsync(photo, new FocalPoint(0.9, 0.5)));

        Assert.NotEqual(left, right);
        Assert.All(await TestPictures.PointAsync(Place(left, 800), 700, 500), level => Assert.InRange(level, 0, 10));
        Assert.All(await TestPictures.PointAsync(Place(right, 800), 100, 500), level => Assert.InRange(level, 245, 255));
        Assert.Equal(left, await CutAsync(photo, new FocalPoint(0.1004, 0.5)));
    }

    /// <summary>A phone's twelve megapixels within the time after which the tool is ended. How long it takes is told, not judged: that depends on what else the machine does.</summary>
    [Fact]
    public async Task A_large_photo_is_ready_before_the_tool_is_given_up()
    {
        var photo = await TestPictures.HeicAsync(4032, 3024);
        var started = TimeProvider.System.GetTimestamp();
        using var prepared = await PreparedAsync(photo);
        TestContext.Current.TestOutputHelper?.WriteLine($"4032 × 3024, HEIC: {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s");
        Assert.Equal(new PictureSize(4032, 3024), prepared.Size);
    }

    private static void AssertMute(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        foreach (var word in new[] { "Exif", "EXIF", "GPS", "http://ns.adobe.com/xap", "ICC_PROFILE", "Photoshop" }) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
    }

    private async Task<string> CutAsync(PreparedPhoto photo, FocalPoint focus)
    {
        using var cut = (await _store.PrepareCutAsync(photo.Key, focus, CancellationToken.None)).Value!;
        await cut.KeepAsync(CancellationToken.None);
        return cut.Key;
    }

    private async Task<PreparedPhoto> PreparedAsync(byte[] photo)
    {
        var outcome = await _store.PreparePhotoAsync(new MemoryStream(photo), CancellationToken.None);
        Assert.True(outcome.Succeeded, string.Join(" ", outcome.Refusals.Select(refusal => refusal.Message.En)));
        return outcome.Value;
    }

    private string Place(string key, int width) => Path.Combine(_folder, key[..2], key, FormattableString.Invariant($"{width}.jpg"));

    private string[] Kept() => [.. Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains("unfinished", StringComparison.Ordinal))];
}
