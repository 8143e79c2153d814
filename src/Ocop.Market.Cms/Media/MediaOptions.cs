using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Cms.Media;

public enum MediaStoreKind { Files, S3 }

/// <summary>Configuration section "Media".</summary>
public sealed class MediaOptions : IValidatableObject
{
    public MediaStoreKind Store { get; init; } = MediaStoreKind.Files;

    public BucketOptions S3 { get; init; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Store != MediaStoreKind.S3) yield break;
        foreach (var (name, value) in new[] { (nameof(S3.Bucket), S3.Bucket), (nameof(S3.Region), S3.Region), (nameof(S3.AccessKey), S3.AccessKey), (nameof(S3.SecretKey), S3.SecretKey) })
            if (string.IsNullOrWhiteSpace(value)) yield return new ValidationResult($"Media:S3:{name} is empty, but Media:Store is S3.");
        if (S3.Endpoint is { Length: > 0 } && (!Uri.TryCreate(S3.Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            yield return new ValidationResult($"Media:S3:Endpoint must be an http or https address; it is \"{S3.Endpoint}\".");
        else if (S3.Endpoint is { Length: > 0 } && new Uri(S3.Endpoint) is { Scheme: "http", IsLoopback: false })
            yield return new ValidationResult("Media:S3:Endpoint may be http only for a store on this machine: pictures that are not published yet travel there.");
    }
}

/// <summary>A bucket of Amazon's, or of anything that speaks the same (MinIO, Ceph, Garage …).</summary>
public sealed class BucketOptions
{
    /// <summary>Empty: Amazon's own, by the region.</summary>
    public string? Endpoint { get; init; }
    public string Bucket { get; init; } = "";
    public string Region { get; init; } = "us-east-1";
    public string AccessKey { get; init; } = "";
    public string SecretKey { get; init; } = "";

    /// <summary>http://host/bucket/name instead of http://bucket.host/name; most stores at home want it.</summary>
    public bool ForcePathStyle { get; init; }
}
