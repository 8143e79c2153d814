using System.ComponentModel.DataAnnotations;
using Amazon.S3;
using Microsoft.Extensions.Logging.Abstractions;
using Ocop.Market.Cms.Media;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Media;

public sealed class KeepingPicturesInABucket : IAsyncLifetime
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-bucket-").FullName;
    private Bucket _bucket = null!;

    public async ValueTask InitializeAsync() => _bucket = await Bucket.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _bucket.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The store's own arithmetic first. Source: "Authenticating Requests: Using the Authorization Header", examples GET Object, PUT Object and GET Bucket (List Objects), docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html.</summary>
    [Theory]
    [InlineData("GET", "/test.txt", "", "range=bytes=0-9", EmptyHash, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("PUT", "/test$file.text", "", "date=Fri, 24 May 2013 00:00:00 GMT|x-amz-storage-class=REDUCED_REDUNDANCY", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")]
    [InlineData("GET", "/", "max-keys=2|prefix=J", "", EmptyHash, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void The_store_signs_as_the_published_examples_do(string method, string path, string query, string headers, string payload, string signature)
    {
        const string Date = "20130524T000000Z";
        static List<KeyValuePair<string, string>> Pairs(string words) => [.. words.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];
        var request = new SignedRequest(method, path, Pairs(query),
            [.. Pairs(headers), new("host", "examplebucket.s3.amazonaws.com"), new("x-amz-content-sha256", payload), new("x-amz-date", Date)], payload, Date, "us-east-1");
        Assert.Equal(signature, SigV4.SignatureOf(request, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));
    }

    [Fact]
    public async Task A_photo_goes_there_signed_comes_back_whole_and_goes_away()
    {
        using var files = new BucketFiles(_bucket.Options);
        var store = Open(files);
        string key;
        using (var photo = (await store.PreparePhotoAsync(new MemoryStream(await TestPictures.JpegAsync(700, 900)), CancellationToken.None)).Value!)
        {
            key = photo.Key;
            await photo.KeepAsync(CancellationToken.None);
            Assert.True((await store.AddAvifAsync(key, photo.Size, CancellationToken.None)).Succeeded);
            using var cut = (await store.PrepareCutAsync(key, FocalPoint.Middle, CancellationToken.None)).Value!;
            await cut.KeepAsync(CancellationToken.None);
            // All of its sizes are there already, over several pages of the list: nothing is made twice.
            using var again = (await store.PrepareCutAsync(key, FocalPoint.Middle, CancellationToken.None)).Value!;
            Assert.Equal((cut.Key, cut.Size), (again.Key, again.Size));
        }

        Assert.Empty(_bucket.Refused);
        Assert.Equal(10 + 4, _bucket.Files.Count);
        await using (var file = await store.OpenAsync(key, 640, "avif", CancellationToken.None))
        {
            using var read = new MemoryStream();
            await file!.Content.CopyToAsync(read);
            Assert.Equal(_bucket.Files[$"{key[..2]}/{key}/640.avif"], read.ToArray());
            Assert.Equal(file.Length, read.Length);
        }

        Assert.Null(await store.OpenAsync(key, 641, "avif", CancellationToken.None));
        Assert.True(await files.ExistsAsync($"{key[..2]}/{key}/master.jpg", CancellationToken.None));
        await store.DeleteAsync(key, CancellationToken.None);
        Assert.DoesNotContain(_bucket.Files.Keys, name => name.Contains(key, StringComparison.Ordinal));
        Assert.False(await files.ExistsAsync($"{key[..2]}/{key}/master.jpg", CancellationToken.None));
    }

    [Fact]
    public async Task A_document_goes_there_as_it_is()
    {
        using var files = new BucketFiles(_bucket.Options);
        using var document = (await Open(files).PrepareItemAsync(new MemoryStream(TestDocuments.Pdf()), "quyet-dinh.pdf", null, CancellationToken.None)).Value!;
        await document.KeepAsync(CancellationToken.None);

        Assert.Empty(_bucket.Refused);
        Assert.Equal(TestDocuments.Pdf(), _bucket.Files[$"{document.Key[..2]}/{document.Key}/document.pdf"]);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_a_spoilt_file_is_not_passed_on()
    {
        var source = Path.Combine(_folder, "piece");
        await File.WriteAllTextAsync(source, "ảnh");
        var wrong = new BucketOptions { Endpoint = _bucket.Options.Endpoint, Bucket = Bucket.Name, Region = Bucket.Region, AccessKey = Bucket.AccessKey, SecretKey = "guessed", ForcePathStyle = true };
        using (var files = new BucketFiles(wrong))
            await Assert.ThrowsAsync<AmazonS3Exception>(() => files.WriteAsync($"uploads/{new string('0', 32)}/000000000-4", source, CancellationToken.None));
        Assert.Equal(["a signature that does not fit"], _bucket.Refused.Distinct());
        Assert.Empty(_bucket.Files);

        using var ours = new BucketFiles(_bucket.Options);
        await ours.WriteAsync($"uploads/{new string('0', 32)}/000000000-4", source, CancellationToken.None);
        _bucket.Spoils = true;
        await using var spoilt = await ours.OpenAsync($"uploads/{new string('0', 32)}/000000000-4", CancellationToken.None);
        await Assert.ThrowsAnyAsync<Exception>(() => spoilt!.Content.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task The_site_serves_from_it()
    {
        var settings = new Dictionary<string, string>
        {
            ["Media:Store"] = "S3", ["Media:S3:Endpoint"] = _bucket.Options.Endpoint!, ["Media:S3:Bucket"] = Bucket.Name, ["Media:S3:Region"] = Bucket.Region,
            ["Media:S3:AccessKey"] = Bucket.AccessKey, ["Media:S3:SecretKey"] = Bucket.SecretKey, ["Media:S3:ForcePathStyle"] = "true",
        };
        await using var site = await MarketSite.OpenAsync(settings: settings);
        var key = new string('a', 32);
        _bucket.Files[$"aa/{key}/320.webp"] = [1, 2, 3, 4];
        using var http = site.Visitor();

        using var answer = await http.GetAsync($"/media/{key}-320.webp");

        Assert.Equal([1, 2, 3, 4], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("image/webp", 4L), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentLength!.Value));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync($"/media/{key}-321.webp")).StatusCode);
    }

    [Theory]
    [InlineData("https://store.example", "", "Media:S3:Bucket is empty, but Media:Store is S3.")]
    [InlineData("http://store.example", "anh", "Media:S3:Endpoint may be http only for a store on this machine: pictures that are not published yet travel there.")]
    [InlineData("store", "anh", "Media:S3:Endpoint must be an http or https address; it is \"store\".")]
    public void A_half_set_bucket_stops_the_start(string endpoint, string bucket, string sentence)
    {
        var options = new MediaOptions { Store = MediaStoreKind.S3, S3 = new BucketOptions { Endpoint = endpoint, Bucket = bucket, AccessKey = "a", SecretKey = "b" } };
        Assert.Equal(sentence, Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage);
        Assert.Empty(new MediaOptions().Validate(new ValidationContext(options)));
    }

    private MediaStore Open(IMediaFiles files)
    {
        var limits = new PictureLimits();
        return new MediaStore(new MediaDisk(_folder), files, new PictureTool(limits, NullLogger<PictureTool>.Instance), limits, TimeProvider.System);
    }
}
