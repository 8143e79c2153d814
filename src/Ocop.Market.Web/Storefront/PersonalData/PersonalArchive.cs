using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.PersonalData;

namespace Ocop.Market.Web.Storefront.PersonalData;

/// <summary>Everything held about somebody as one ZIP: the same facts for machines (JSON) and for reading (HTML, no script, nothing from elsewhere).</summary>
public sealed class PersonalArchive(PersonalFiles files, IOrderingDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="subject">Of the audit entry: it tells that a file was taken, not of whom.</param>
    public async Task<byte[]> MakeAsync(DataSubject whose, ChangeSubject subject, CancellationToken cancel)
    {
        var file = await files.ReadAsync(whose, cancel);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "buyer", "PersonalDataExported", subject));
        await db.SaveChangesAsync(cancel);
        var json = JsonSerializer.SerializeToElement(file, Json);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(zip, "du-lieu.json", JsonSerializer.Serialize(json, Json), cancel);
            await AddAsync(zip, "du-lieu.html", Page(json), cancel);
        }

        return bytes.ToArray();
    }

    private static async Task AddAsync(ZipArchive zip, string name, string text, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancel);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
    }

    private static string Page(JsonElement file) =>
        $"<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Dữ liệu cá nhân</title></head>\n<body><h1>Dữ liệu cá nhân / Personal data</h1>\n{Of(file)}</body></html>\n";

    private static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "<dl>" + string.Concat(value.EnumerateObject().Select(field => $"<dt><b>{Html.Encode(field.Name)}</b></dt><dd>{Of(field.Value)}</dd>\n")) + "</dl>",
        JsonValueKind.Array => "<ol>" + string.Concat(value.EnumerateArray().Select(item => $"<li>{Of(item)}</li>\n")) + "</ol>",
        JsonValueKind.String => Html.Encode(value.GetString()!),
        JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        _ => "–",
    };
}
