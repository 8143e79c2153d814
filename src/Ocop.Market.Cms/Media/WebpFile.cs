using System.Buffers.Binary;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// A WebP file is a list of chunks. libvips 8.14 always writes an EXIF chunk, even when told to strip; only chunks of pixels are kept
/// (format: RFC 9649, section 2).
/// </summary>
internal static class WebpFile
{
    private const int HeaderLength = 12;
    private const byte ProfileExifAndXmp = 0x20 | 0x08 | 0x04;

    public static async Task KeepPixelsOnlyAsync(string path, CancellationToken cancel) =>
        await File.WriteAllBytesAsync(path, PixelsOnly(await File.ReadAllBytesAsync(path, cancel)), cancel);

    private static byte[] PixelsOnly(byte[] file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file, 0, HeaderLength);
        for (var at = HeaderLength; at + 8 <= file.Length;)
        {
            var length = 8 + (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            length += length & 1;
            var chunk = file.AsSpan(at, Math.Min(length, file.Length - at));
            if (chunk.StartsWith("VP8X"u8)) chunk[8] &= unchecked((byte)~ProfileExifAndXmp);
            if (!chunk.StartsWith("EXIF"u8) && !chunk.StartsWith("XMP "u8) && !chunk.StartsWith("ICCP"u8)) kept.Write(chunk);
            at += length;
        }

        var bytes = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - 8);
        return bytes;
    }
}
