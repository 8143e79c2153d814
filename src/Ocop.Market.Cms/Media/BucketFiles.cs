using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Ocop.Market.Cms.Media;

/// <summary>A bucket that speaks S3. Each file is sent whole, signed and with its SHA-256, so the store refuses what the line has changed.</summary>
public sealed class BucketFiles : IMediaFiles, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly string _bucket;

    public BucketFiles(BucketOptions options)
    {
        _bucket = options.Bucket;
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle,
            AuthenticationRegion = options.Region,
            // Checksums that we name are sent; the SDK's own newer kinds are unknown to many stores that are not Amazon's.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_SUPPORTED,
            Timeout = TimeSpan.FromSeconds(30),
            MaxErrorRetry = 3,
        };
        if (string.IsNullOrEmpty(options.Endpoint)) config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        else config.ServiceURL = options.Endpoint;
        _client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
    }

    public async Task WriteAsync(string name, string source, CancellationToken cancel)
    {
        await using var content = File.OpenRead(source);
        var sum = Convert.ToBase64String(await SHA256.HashDataAsync(content, cancel));
        content.Position = 0;
        await _client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = _bucket, Key = name, InputStream = content, AutoCloseStream = false, UseChunkEncoding = false,
            ContentType = MediaTypes.Of(name), ChecksumSHA256 = sum,
        }, cancel);
    }

    public async Task<MediaFile?> OpenAsync(string name, CancellationToken cancel)
    {
        try
        {
            var answer = await _client.GetObjectAsync(new GetObjectRequest { BucketName = _bucket, Key = name, ChecksumMode = ChecksumMode.ENABLED }, cancel);
            return new MediaFile(answer.ResponseStream, answer.ContentLength);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task<bool> ExistsAsync(string name, CancellationToken cancel)
    {
        try
        {
            await _client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = _bucket, Key = name }, cancel);
            return true;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancel) =>
        _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket, Key = name }, cancel);

    public async IAsyncEnumerable<string> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancel)
    {
        var wish = new ListObjectsV2Request { BucketName = _bucket, Prefix = folder };
        ListObjectsV2Response answer;
        do
        {
            answer = await _client.ListObjectsV2Async(wish, cancel);
            foreach (var file in answer.S3Objects ?? []) yield return file.Key;
            wish.ContinuationToken = answer.NextContinuationToken;
        }
        while (answer.IsTruncated == true);
    }

    public void Dispose() => _client.Dispose();
}
