namespace Ocop.Market.Cms.Media;

/// <summary>Which pictures are taken, told by their first bytes: a name can lie. Every decoder that is not reached cannot be attacked.</summary>
internal static class PictureKinds
{
    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null for anything else.</summary>
    public static async Task<string?> MimeOfAsync(string path, CancellationToken cancel)
    {
        var start = new byte[12];
        await using var file = File.OpenRead(path);
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        return MimeOf(start.AsSpan(0, read));
    }

    private static string? MimeOf(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(JpegStart)) return "image/jpeg";
        if (start.StartsWith(PngStart)) return "image/png";
        if (start.Length < 12) return null;
        if (start.StartsWith("RIFF"u8) && start.EndsWith("WEBP"u8)) return "image/webp";
        // ISO base media files: the brand tells a photo from a film.
        if (!start[4..8].SequenceEqual("ftyp"u8)) return null;
        var brand = start[8..];
        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return "image/avif";
        return brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("heim"u8) || brand.SequenceEqual("heis"u8)
            || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) ? "image/heic" : null;
    }
}
