using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>A photo, or a document, on its way into the library, and the process killed at each of its stations: after the last byte came, before the commit, between two sizes of AVIF.</summary>
public sealed class KilledWhileMakingPictures
{
    [Theory, BothDatabases]
    public async Task Goes_on_where_it_stopped_and_shows_nothing_by_halves(DatabaseProvider provider)
    {
        await using var market = await Instance.OpenAsync(provider, isDemo: true);
        var photo = await TestPictures.JpegAsync(1500, 1100);
        string cookie;
        await using (var first = await market.StartAsync("media.received"))
        {
            cookie = await SignInAsync(first);
            var place = await OpenAsync(first, cookie, photo.Length);
            await SendAsync(first, cookie, place, 0, photo[..^10]);
            await SendAsync(first, cookie, place, photo.Length - 10, photo[^10..]);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => first.Site.SendAsync(Request(HttpMethod.Post, place + "/xong", cookie)));
            Assert.Equal(BuiltProgram.Killed, await first.EndAsync());
        }

        Assert.Equal((0, 1), await CountAsync(market));
        await WaitOutTheLeaseAsync(market);
        // The sender is gone for good: the job finishes it. It is killed when all files lie there and no row names them, and the next dies between two sizes.
        await using (var second = await market.StartAsync("media.kept")) Assert.Equal(BuiltProgram.Killed, await second.EndAsync().WaitAsync(TimeSpan.FromMinutes(3)));
        Assert.Equal((0, 1), await CountAsync(market));
        await WaitOutTheLeaseAsync(market);
        await using (var third = await market.StartAsync("media.half:2")) Assert.Equal(BuiltProgram.Killed, await third.EndAsync().WaitAsync(TimeSpan.FromMinutes(3)));
        Assert.Equal((1, 0), await CountAsync(market));
        var half = await market.AskAsync(db => db.MediaItems.SingleAsync());
        Assert.Equal(MediaState.Usable, half.State);

        await using var host = await market.StartAsync();
        // Usable all the time, in the formats that were promised.
        foreach (var width in PhotoSizes.WidthsOf(half.Width))
            foreach (var ending in PhotoSizes.FirstEndings) Assert.Equal(HttpStatusCode.OK, (await host.Site.GetAsync(Renditions.Path(half.Key, width, ending))).StatusCode);
        await Eventually.TrueAsync(() => market.AskAsync(db => db.MediaItems.AnyAsync(item => item.State == MediaState.Complete)), TimeSpan.FromMinutes(3));
        foreach (var width in PhotoSizes.WidthsOf(half.Width)) Assert.Equal(HttpStatusCode.OK, (await host.Site.GetAsync(Renditions.Path(half.Key, width, PhotoSizes.LaterEnding))).StatusCode);
        Assert.Equal(1, await market.AskAsync(db => db.AuditEntries.CountAsync(entry => entry.Act == "MediaAdded")));
        Assert.Empty(Directory.GetFiles(Path.Combine(market.DataDirectory, "media"), "*", SearchOption.AllDirectories)
            .Where(file => file.Contains("uploads", StringComparison.Ordinal)));
    }

    [Theory, BothDatabases]
    public async Task A_document_comes_whole_as_well(DatabaseProvider provider)
    {
        await using var market = await Instance.OpenAsync(provider, isDemo: true);
        var document = TestDocuments.Pdf(new string('a', 200_000));
        string cookie, place;
        await using (var first = await market.StartAsync("media.kept"))
        {
            cookie = await SignInAsync(first);
            place = await OpenAsync(first, cookie, document.Length);
            await SendAsync(first, cookie, place, 0, document[..150_000]);
            await SendAsync(first, cookie, place, 150_000, document[150_000..]);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => first.Site.SendAsync(Request(HttpMethod.Post, place + "/xong", cookie)));
            Assert.Equal(BuiltProgram.Killed, await first.EndAsync());
        }

        Assert.Equal((0, 1), await CountAsync(market));
        await WaitOutTheLeaseAsync(market);
        await using var host = await market.StartAsync();
        await Eventually.TrueAsync(async () => await CountAsync(market) == (1, 0), TimeSpan.FromMinutes(3));
        var item = await market.AskAsync(db => db.MediaItems.SingleAsync());
        Assert.Equal((MediaKind.Document, MediaState.Complete), (item.Kind, item.State));
        using var file = await host.Site.SendAsync(Request(HttpMethod.Get, item.AsFile().Path, cookie));
        Assert.Equal(document, await file.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(market.DataDirectory, "media"), "*", SearchOption.AllDirectories), name => name.Contains("uploads", StringComparison.Ordinal));
    }

    /// <summary>As if the minutes had passed for which whoever was killed had taken it.</summary>
    private static Task WaitOutTheLeaseAsync(Instance market) => market.AskAsync(db =>
    {
        var past = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5);
        return db.MediaUploads.ExecuteUpdateAsync(update => update.SetProperty(upload => upload.LeasedUntil, past).SetProperty(upload => upload.LastAt, past));
    });

    private static Task<(int Items, int Uploads)> CountAsync(Instance market) => market.AskAsync(async db => (await db.MediaItems.CountAsync(), await db.MediaUploads.CountAsync()));

    /// <summary>A demo market asks nobody for a second factor.</summary>
    private static async Task<string> SignInAsync(Host host)
    {
        var guest = new Guest();
        await guest.SubmitAsync(host.Site, "/dang-nhap", [("who", "chuong-trinh@example.invalid"), ("password", "cho-que-2026")]);
        return guest.Cookie("me") ?? throw new InvalidOperationException("The officer could not sign in.");
    }

    private static async Task<string> OpenAsync(Host host, string cookie, long length)
    {
        using var answer = await host.Site.SendAsync(Request(HttpMethod.Post, "/tai-anh", cookie, ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)),
            ("Upload-Metadata", $"filename {Convert.ToBase64String(Encoding.UTF8.GetBytes("đồi.jpg"))},scope {Convert.ToBase64String("/"u8)}")));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task SendAsync(Host host, string cookie, string place, long offset, byte[] piece)
    {
        using var request = Request(HttpMethod.Patch, place, cookie, ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)));
        request.Content = new ByteArrayContent(piece) { Headers = { { "Content-Type", "application/offset+octet-stream" } } };
        using var answer = await host.Site.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string cookie, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { { "Cookie", $"me={cookie}" }, { "Sec-Fetch-Site", "same-origin" } } };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return request;
    }
}
