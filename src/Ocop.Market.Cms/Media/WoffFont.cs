using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// A web font (WOFF 1.0) taken out of its wrapping: the text engine behind libvips takes only the bare file. Knows how wide each letter
/// is, so that lines can be broken before anything is drawn.
/// </summary>
public sealed class WoffFont
{
    private const int WoffHeader = 44, WoffEntry = 20, PlainHeader = 12, PlainEntry = 16;

    private readonly Dictionary<string, byte[]> _tables = [];
    private readonly Dictionary<int, double> _advances = [];

    public WoffFont(ReadOnlySpan<byte> woff)
    {
        if (!woff.StartsWith("wOFF"u8)) throw new InvalidDataException("Not a WOFF 1.0 font.");
        var count = UInt16(woff, 12);
        for (var i = 0; i < count; i++)
        {
            var entry = woff.Slice(WoffHeader + i * WoffEntry, WoffEntry);
            var packed = woff.Slice(Int32(entry, 4), Int32(entry, 8));
            _tables.Add(System.Text.Encoding.ASCII.GetString(entry[..4]), packed.Length < Int32(entry, 12) ? Unpacked(packed) : packed.ToArray());
        }

        TrueType = Plain(woff);
        ReadAdvances();
    }

    /// <summary>The font as an operating system installs it.</summary>
    public byte[] TrueType { get; }

    /// <summary>Of the letter's height; null where the font does not have it.</summary>
    public double? AdvanceOf(int letter) => _advances.TryGetValue(letter, out var advance) ? advance : null;

    private byte[] Plain(ReadOnlySpan<byte> woff)
    {
        var power = BitOperations.Log2((uint)_tables.Count);
        using var font = new MemoryStream();
        Span<byte> head = stackalloc byte[PlainHeader];
        woff.Slice(4, 4).CopyTo(head);
        BinaryPrimitives.WriteUInt16BigEndian(head[4..], (ushort)_tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(head[6..], (ushort)(PlainEntry << power));
        BinaryPrimitives.WriteUInt16BigEndian(head[8..], (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(head[10..], (ushort)(PlainEntry * _tables.Count - (PlainEntry << power)));
        font.Write(head);

        var offset = PlainHeader + PlainEntry * _tables.Count;
        var entry = WoffHeader;
        Span<byte> line = stackalloc byte[PlainEntry];
        foreach (var table in _tables.Values)
        {
            woff.Slice(entry, 4).CopyTo(line);
            woff.Slice(entry + 16, 4).CopyTo(line[4..]); // checksum
            BinaryPrimitives.WriteInt32BigEndian(line[8..], offset);
            BinaryPrimitives.WriteInt32BigEndian(line[12..], table.Length);
            font.Write(line);
            (offset, entry) = (offset + Padded(table.Length), entry + WoffEntry);
        }

        foreach (var table in _tables.Values)
        {
            font.Write(table);
            font.Write(new byte[Padded(table.Length) - table.Length]);
        }

        return font.ToArray();
    }

    private void ReadAdvances()
    {
        double unitsPerEm = UInt16(_tables["head"], 18);
        var measured = UInt16(_tables["hhea"], 34);
        foreach (var (letter, glyph) in Glyphs(_tables["cmap"]))
            _advances[letter] = UInt16(_tables["hmtx"], Math.Min(glyph, measured - 1) * 4) / unitsPerEm;
    }

    // OpenType, "cmap": the Unicode table of segments (format 4), which every font has for letters of the basic plane.
    private static List<(int Letter, int Glyph)> Glyphs(byte[] cmap)
    {
        var table = Enumerable.Range(0, UInt16(cmap, 2)).Where(i => UInt16(cmap, 4 + i * 8) is 0 or 3).Select(i => Int32(cmap, 8 + i * 8)).First(at => UInt16(cmap, at) == 4);
        var segments = UInt16(cmap, table + 6) / 2;
        int ends = table + 14, starts = ends + segments * 2 + 2, deltas = starts + segments * 2, ranges = deltas + segments * 2;
        var glyphs = new List<(int, int)>();
        for (var segment = 0; segment < segments; segment++)
        {
            var (start, end, delta, range) = (UInt16(cmap, starts + segment * 2), UInt16(cmap, ends + segment * 2), UInt16(cmap, deltas + segment * 2), UInt16(cmap, ranges + segment * 2));
            for (var letter = start; letter <= end && letter < 0xFFFF; letter++)
            {
                var glyph = range == 0 ? letter : UInt16(cmap, ranges + segment * 2 + range + (letter - start) * 2);
                if (glyph != 0) glyphs.Add((letter, (glyph + delta) & 0xFFFF));
            }
        }

        return glyphs;
    }

    private static byte[] Unpacked(ReadOnlySpan<byte> packed)
    {
        using var source = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var table = new MemoryStream();
        source.CopyTo(table);
        return table.ToArray();
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static int Int32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
}
