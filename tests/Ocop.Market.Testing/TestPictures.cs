using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Ocop.Market.Testing;

/// <summary>Photos made on the spot by libvips, and broken ones made by hand. Without libvips-tools the tests fail and say so.</summary>
public static class TestPictures
{
    private static readonly ConcurrentDictionary<(int Width, int Height, int Seed, string Ending), Lazy<Task<byte[]>>> Made = new();

    public static Task<byte[]> JpegAsync(int width, int height, int seed = 1) => MadeOnceAsync(width, height, seed, ".jpg");

    public static Task<byte[]> PngAsync(int width, int height, int seed = 1) => MadeOnceAsync(width, height, seed, ".png");

    public static Task<byte[]> WebpAsync(int width, int height, int seed = 1) => MadeOnceAsync(width, height, seed, ".webp");

    public static Task<byte[]> HeicAsync(int width, int height, int seed = 1) => MadeOnceAsync(width, height, seed, ".heic");

    public static Task<byte[]> AvifAsync(int width, int height, int seed = 1) => MadeOnceAsync(width, height, seed, ".avif");

    /// <summary>The same picture in another format, with all that stands beside its pixels.</summary>
    public static async Task<byte[]> AsAsync(string ending, byte[] picture)
    {
        var folder = Directory.CreateTempSubdirectory("ocop-picture-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "from"), picture);
            await RunAsync(folder, "vips", "copy", "from", "to" + ending);
            return await File.ReadAllBytesAsync(Path.Combine(folder, "to" + ending));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Left half black, right half white.</summary>
    public static async Task<byte[]> HalvesJpegAsync(int width, int height)
    {
        var folder = Directory.CreateTempSubdirectory("ocop-picture-").FullName;
        try
        {
            await RunAsync(folder, "vips", "black", "left.png", Text(width / 2), Text(height), "--bands", "3");
            await RunAsync(folder, "vips", "linear", "left.png", "right.png", "1", "255", "--uchar");
            await RunAsync(folder, "vips", "join", "left.png", "right.png", "both.jpg", "horizontal");
            return await File.ReadAllBytesAsync(Path.Combine(folder, "both.jpg"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One orange plane: 240, 120, 40.</summary>
    public static Task<byte[]> OrangePngAsync(int width, int height) => PlaneAsync(width, height, "240 120 40");

    /// <summary>Black, and wholly transparent.</summary>
    public static Task<byte[]> ClearPngAsync(int width, int height) => PlaneAsync(width, height, "0 0 0 0");

    /// <summary>What a phone writes into a JPEG: where it stood (21° 35' N) and how it was held.</summary>
    public static byte[] WithGps(byte[] jpeg, ushort orientation = 1)
    {
        var tiff = new MemoryStream();
        void Write(params byte[] bytes) => tiff.Write(bytes);
        void Entry(ushort tag, ushort type, uint count, uint value)
        {
            var entry = new byte[12];
            BinaryPrimitives.WriteUInt16BigEndian(entry, tag);
            BinaryPrimitives.WriteUInt16BigEndian(entry.AsSpan(2), type);
            BinaryPrimitives.WriteUInt32BigEndian(entry.AsSpan(4), count);
            BinaryPrimitives.WriteUInt32BigEndian(entry.AsSpan(8), value);
            Write(entry);
        }

        Write([.. "MM"u8, 0, 42, 0, 0, 0, 8]);
        Write(0, 2);
        Entry(0x0112, 3, 1, (uint)orientation << 16);
        Entry(0x8825, 4, 1, 38);
        Write(0, 0, 0, 0);
        Write(0, 2);
        Entry(0x0001, 2, 2, (uint)'N' << 24);
        Entry(0x0002, 5, 3, 68);
        Write(0, 0, 0, 0);
        foreach (var part in (uint[])[21, 1, 35, 1, 1234, 100])
        {
            var number = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(number, part);
            Write(number);
        }

        byte[] body = [.. "Exif\0\0"u8, .. tiff.ToArray()];
        var length = (ushort)(body.Length + 2);
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. body, .. WithoutExif(jpeg)];
    }

    /// <summary>A small file that unfolds to 900 million pixels.</summary>
    public static byte[] Bomb(int side = 30_000)
    {
        using var rows = new MemoryStream();
        using (var deflate = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[(side / 8) + 2];
            for (var i = 0; i < side; i++) deflate.Write(row);
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        header[8] = 1;
        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR", header), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>All that vipsheader knows of the file.</summary>
    public static Task<string> HeaderAsync(string file) => RunAsync(Path.GetDirectoryName(file)!, "vipsheader", "-a", Path.GetFileName(file));

    /// <summary>The levels of one pixel, red first.</summary>
    public static async Task<IReadOnlyList<double>> PointAsync(string file, int x, int y)
    {
        var words = await RunAsync(Path.GetDirectoryName(file)!, "vips", "getpoint", Path.GetFileName(file), Text(x), Text(y));
        return [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(level => double.Parse(level, CultureInfo.InvariantCulture))];
    }

    private static async Task<byte[]> PlaneAsync(int width, int height, string levels)
    {
        var folder = Directory.CreateTempSubdirectory("ocop-picture-").FullName;
        try
        {
            var bands = levels.Split(' ').Length;
            var ones = string.Join(' ', Enumerable.Repeat("1", bands));
            await RunAsync(folder, "vips", "black", "black.png", Text(width), Text(height), "--bands", Text(bands));
            await RunAsync(folder, "vips", "linear", "black.png", "plane.png", ones, levels, "--uchar");
            return await File.ReadAllBytesAsync(Path.Combine(folder, "plane.png"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<byte[]> MadeOnceAsync(int width, int height, int seed, string ending) =>
        Made.GetOrAdd((width, height, seed, ending), _ => new Lazy<Task<byte[]>>(() => CloudsAsync(width, height, seed, ending))).Value;

    /// <summary>Noise drawn large: soft spots, as quick to pack as a photo with much background.</summary>
    private static async Task<byte[]> CloudsAsync(int width, int height, int seed, string ending)
    {
        var folder = Directory.CreateTempSubdirectory("ocop-picture-").FullName;
        try
        {
            await RunAsync(folder, "vips", "gaussnoise", "noise.png", "20", "20", "--mean", "128", "--sigma", "60", "--seed", Text(seed));
            await RunAsync(folder, "vips", "thumbnail", "noise.png", "grey.png", Text(width), "--height", Text(height), "--size", "force");
            await RunAsync(folder, "vips", "colourspace", "grey.png", "picture" + ending, "srgb");
            return await File.ReadAllBytesAsync(Path.Combine(folder, "picture" + ending));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var child = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start; install libvips-tools.");
        var (output, complaint) = (child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync());
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program}: {await complaint}");
    }

    // libvips writes an EXIF block of its own; libjpeg would take that one for the picture's.
    private static byte[] WithoutExif(byte[] jpeg)
    {
        var at = 2;
        using var kept = new MemoryStream();
        while (jpeg[at] == 0xFF && jpeg[at + 1] is >= 0xE0 and <= 0xEF)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)) + 2;
            if (jpeg[at + 1] != 0xE1) kept.Write(jpeg, at, length);
            at += length;
        }

        kept.Write(jpeg.AsSpan(at));
        return kept.ToArray();
    }

    private static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. body];
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32(named));
        return chunk;
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
