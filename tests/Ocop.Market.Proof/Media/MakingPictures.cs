using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof.Media;

public sealed class MakingPictures : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-media-[1]-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_tool_is_installed_on_this_machine() =>
        Assert.True(new PictureTool(new PictureLimits(), NullLogger<PictureTool>.Instance).IsAvailable, "Install libvips-tools (./test.sh does).");

    [Theory]
    [InlineData(2000, 2500, new[] { 400, 800, 1280 })]
    [InlineData(1000, 1000, new[] { 400, 800 })]
    [InlineData(700, 2000, new[] { 400, 700 })]
    [InlineData(600, 600, new[] { 400, 480 })]
    public async Task Each_size_stands_four_by_five_and_none_is_blown_up(int width, int height, int[] widths)
    {
        using var picture = await PreparedAsync(await TestPictures.JpegAsync(width, height));
        await picture.KeepAsync(CancellationToken.None);

        Assert.Equal(new PictureSize(widths[^1], widths[^1] * 5 / 4), picture.Size);
        Assert.Equal(widths, Renditions.WidthsUpTo(picture.Size.Width));
        foreach (var expected in widths)
            foreach (var ending in Renditions.Endings)
            {
                var header = await TestPictures.HeaderAsync(Place(picture.Key, expected, ending));
                Assert.Contains(FormattableString.Invariant($"{expected}x{expected * 5 / 4} uchar, 3 bands, srgb, {(ending == "webp" ? "webpload" : "jpegload")}"), header, StringComparison.Ordinal);
            }

        Assert.Equal(widths.Length * 2, Kept().Length);
        Assert.Null(await Open().OpenAsync(picture.Key, 4000, "webp", CancellationToken.None));
    }

    [Fact]
    public async Task Where_the_photo_was_taken_is_in_no_size()
    {
        var photo = TestPictures.WithGps(await TestPictures.JpegAsync(1700, 1400), orientation: 6);
        var source = Path.Combine(_folder, "source.jpg");
        await File.WriteAllBytesAsync(source, photo);
        Assert.Contains("GPSLatitude", await TestPictures.HeaderAsync(source), StringComparison.Ordinal);

        using var picture = await PreparedAsync(photo);
        await picture.KeepAsync(CancellationToken.None);

        // Lying on its side, the 1700 x 1400 photo stands 1400 wide: its cut is 1280, not 1120.
        Assert.Equal(1280, picture.Size.Width);
        foreach (var file in Kept())
        {
            Assert.DoesNotContain("exif", await TestPictures.HeaderAsync(file), StringComparison.OrdinalIgnoreCase);
            var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain("Exif", bytes, StringComparison.Ordinal);
            Assert.DoesNotContain("EXIF", bytes, StringComparison.Ordinal);
            Assert.DoesNotContain("http://ns.adobe.com/xap", bytes, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Png_and_webp_are_taken_too()
    {
        using var png = await PreparedAsync(await TestPictures.PngAsync(600, 750));
        using var webp = await PreparedAsync(await TestPictures.WebpAsync(600, 750));
        Assert.NotEqual(png.Key, webp.Key);
    }

    [Fact]
    public async Task A_transparent_picture_lies_on_white()
    {
        using var picture = await PreparedAsync(await TestPictures.ClearPngAsync(600, 750));
        await picture.KeepAsync(CancellationToken.None);
        foreach (var file in Kept())
            Assert.All((await TestPictures.PointAsync(file, 100, 100)).Take(3), level => Assert.InRange(level, 250, 255));
    }

    [Fact]
    public async Task Colours_stay_what_they_were()
    {
        using var picture = await PreparedAsync(await TestPictures.OrangePngAsync(600, 750));
        await picture.KeepAsync(CancellationToken.None);
        foreach (var file in Kept())
        {
            var point = await TestPictures.PointAsync(file, 100, 100);
            Assert.Equal(3, point.Count);
            Assert.All(point.Zip([240, 120, 40]), pair => Assert.InRange(pair.First, pair.Second - 10, pair.Second + 10));
        }
    }

    [Fact]
    public async Task The_same_photo_has_the_same_key_and_is_made_once()
    {
        var photo = await TestPictures.JpegAsync(600, 750);
        using var first = await PreparedAsync(photo);
        await first.KeepAsync(CancellationToken.None);
        var written = Kept().Select(File.GetLastWriteTimeUtc).ToArray();

        using var second = await PreparedAsync(photo);
        await second.KeepAsync(CancellationToken.None);

        Assert.Equal((first.Key, first.Size), (second.Key, second.Size));
        Assert.Equal(written, Kept().Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public async Task Two_who_keep_the_same_photo_at_once_both_succeed()
    {
        var photo = await TestPictures.JpegAsync(600, 750);
        using var first = await PreparedAsync(photo);
        using var second = await PreparedAsync(photo);
        await first.KeepAsync(CancellationToken.None);
        await second.KeepAsync(CancellationToken.None);
        Assert.Equal(4, Kept().Length);
    }

    [Fact]
    public async Task What_is_not_kept_leaves_nothing_behind()
    {
        (await PreparedAsync(await TestPictures.JpegAsync(600, 750))).Dispose();
        Assert.Empty(Everything());
    }

    [Fact]
    public async Task A_bomb_is_refused_by_its_header() => await IsRefusedAsync("picture-too-many-pixels", TestPictures.Bomb());

    [Fact]
    public async Task A_small_photo_is_refused_for_the_drawn_pack_looks_better() => await IsRefusedAsync("picture-too-small", await TestPictures.JpegAsync(599, 2000));

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"900\"/>")]
    [InlineData("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj")]
    [InlineData("GIF89a\u0001\u0001")]
    [InlineData("#!/bin/sh\nrm -rf /")]
    [InlineData("")]
    public async Task What_is_no_photo_is_refused(string text) => await IsRefusedAsync("not-a-picture", Encoding.Latin1.GetBytes(text));

    [Fact]
    public async Task Half_a_heic_is_refused_and_a_film_is_no_picture()
    {
        await IsRefusedAsync("picture-unreadable", [0, 0, 0, 28, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heicmiaf"u8]);
        await IsRefusedAsync("not-a-picture", [0, 0, 0, 28, .. "ftypisom"u8, 0, 0, 2, 0, .. "isomiso2mp41"u8]);
    }

    [Fact]
    public async Task An_svg_that_calls_itself_png_is_refused() =>
        await IsRefusedAsync("picture-unreadable", [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8]);

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task Half_a_photo_is_refused(string kind)
    {
        var photo = kind switch { "jpg" => await TestPictures.JpegAsync(900, 900), "png" => await TestPictures.PngAsync(900, 900), _ => await TestPictures.WebpAsync(900, 900) };
        await IsRefusedAsync("picture-unreadable", photo[..(photo.Length / 2)]);
    }

    [Fact]
    public async Task A_heavy_file_is_refused_before_it_is_read_whole()
    {
        var stream = new EndlessStream();
        var outcome = await Open().PrepareAsync(stream, CancellationToken.None);
        Assert.Equal("picture-file-too-large", Assert.Single(outcome.Refusals).Reason);
        Assert.InRange(stream.Given, 25 << 20, 26 << 20);
        Assert.Empty(Everything());
    }

    [Fact]
    public async Task A_slow_photo_is_stopped_and_its_child_is_gone()
    {
        await IsRefusedAsync("picture-too-slow", await TestPictures.JpegAsync(3000, 3000), new PictureLimits { Time = TimeSpan.FromMilliseconds(80) });
        Assert.Empty(ChildrenWorkingIn(_folder));
    }

    [Fact]
    public async Task A_visitor_who_leaves_stops_the_work()
    {
        var photo = await TestPictures.JpegAsync(3000, 3000);
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(80));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Open().PrepareAsync(new MemoryStream(photo), gone.Token));
        Assert.Empty(ChildrenWorkingIn(_folder));
        Assert.Empty(Everything());
    }

    [Fact]
    public async Task A_child_that_wants_too_much_memory_is_refused_it() =>
        await IsRefusedAsync("picture-unreadable", await TestPictures.PngAsync(900, 900), new PictureLimits { Memory = 60 << 20 });

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("..")]
    [InlineData("ABCDEF00000000000000000000000000")]
    [InlineData("")]
    public async Task A_key_that_is_no_hash_finds_nothing(string key) => Assert.Null(await Open().OpenAsync(key, 400, "webp", CancellationToken.None));

    [Fact]
    public async Task What_a_killed_process_left_is_swept_after_a_day()
    {
        var left = Directory.CreateDirectory(Path.Combine(_folder, "unfinished", "left"));
        left.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2);
        await IsRefusedAsync("not-a-picture", []);
        Assert.False(Directory.Exists(left.FullName));
    }

    private async Task IsRefusedAsync(string reason, byte[] photo, PictureLimits? limits = null)
    {
        var outcome = await Open(limits).PrepareAsync(new MemoryStream(photo), CancellationToken.None);
        var refusal = Assert.Single(outcome.Refusals);
        Assert.Equal((reason, "file"), (refusal.Reason, refusal.Field));
        Assert.Empty(Everything());
    }

    private async Task<PreparedPicture> PreparedAsync(byte[] photo)
    {
        var outcome = await Open().PrepareAsync(new MemoryStream(photo), CancellationToken.None);
        Assert.True(outcome.Succeeded, string.Join(" ", outcome.Refusals.Select(refusal => refusal.Message.En)));
        return outcome.Value;
    }

    private MediaStore Open(PictureLimits? limits = null)
    {
        limits ??= new PictureLimits();
        var disk = new MediaDisk(_folder);
        return new MediaStore(disk, new FolderFiles(disk), new PictureTool(limits, NullLogger<PictureTool>.Instance), limits, TimeProvider.System);
    }

    private string Place(string key, int width, string ending) => Path.Combine(_folder, key[..2], key, FormattableString.Invariant($"{width}.{ending}"));

    private string[] Kept() => [.. Everything().Where(file => !file.Contains("unfinished", StringComparison.Ordinal) && Path.GetFileName(file) != "source.jpg").Order()];

    private string[] Everything() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    private static IEnumerable<string> ChildrenWorkingIn(string folder) =>
        Directory.EnumerateDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _))
            .Select(process => new FileInfo(Path.Combine(process, "cwd")).LinkTarget).OfType<string>()
            .Where(place => place.StartsWith(folder, StringComparison.Ordinal));

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
