using System.Buffers.Binary;

namespace Ocop.Market.Doubles.TikTokShop;

/// <summary>How large a JPEG or PNG says it is.</summary>
internal static class PictureSize
{
    /// <returns>Null: neither of the two.</returns>
    public static (int Width, int Height)? Of(ReadOnlySpan<byte> file)
    {
        if (file is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] && file.Length >= 24) return (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
        if (file is not [0xFF, 0xD8, ..]) return null;
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]))
            if (file[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return (BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
        return null;
    }
}
