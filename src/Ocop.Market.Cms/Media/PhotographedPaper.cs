using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// A photo of a paper as a PDF of one A4 page, so that what somebody takes with a phone is kept, listed and opened like every other paper.
/// The JPEG goes in as it is, and the same photo gives the same bytes.
/// </summary>
internal static class PhotographedPaper
{
    private const double ShortSide = 595, LongSide = 842;

    /// <param name="jpeg">One of our own masters.</param>
    public static async Task WriteAsync(string jpeg, string pdf, CancellationToken cancel)
    {
        var photo = await File.ReadAllBytesAsync(jpeg, cancel);
        var (width, height, colours) = FrameOf(photo);
        var (pageWidth, pageHeight) = width > height ? (LongSide, ShortSide) : (ShortSide, LongSide);
        var scale = Math.Min(pageWidth / width, pageHeight / height);
        var (drawnWidth, drawnHeight) = (width * scale, height * scale);
        var drawing = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"q {drawnWidth:0.##} 0 0 {drawnHeight:0.##} {(pageWidth - drawnWidth) / 2:0.##} {(pageHeight - drawnHeight) / 2:0.##} cm /P Do Q"));

        var file = new MemoryStream();
        var places = new List<long>();
        Say("%PDF-1.4\n");
        Begin("<< /Type /Catalog /Pages 2 0 R >>");
        Begin("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Begin(string.Create(CultureInfo.InvariantCulture, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {pageWidth} {pageHeight}] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>"));
        Begin(string.Create(CultureInfo.InvariantCulture, $"<< /Length {drawing.Length} >>"), drawing);
        Begin(string.Create(CultureInfo.InvariantCulture, $"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {(colours == 1 ? "/DeviceGray" : "/DeviceRGB")} /BitsPerComponent 8 /Filter /DCTDecode /Length {photo.Length} >>"), photo);
        var table = file.Position;
        Say(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places) Say(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Say(string.Create(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        await File.WriteAllBytesAsync(pdf, file.ToArray(), cancel);

        void Say(string words) => file.Write(Encoding.ASCII.GetBytes(words));

        void Begin(string head, byte[]? stream = null)
        {
            places.Add(file.Position);
            Say(string.Create(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{head}\n"));
            if (stream is not null)
            {
                Say("stream\n");
                file.Write(stream);
                Say("\nendstream\n");
            }

            Say("endobj\n");
        }
    }

    /// <summary>Of the first frame header: SOF0 to SOF15 without the tables that share their row (ITU T.81, table B.1).</summary>
    private static (int Width, int Height, int Colours) FrameOf(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 9 < jpeg.Length; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]))
            if (jpeg[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]), jpeg[at + 9]);
        throw new InvalidDataException("The master of a photo is no JPEG.");
    }
}
