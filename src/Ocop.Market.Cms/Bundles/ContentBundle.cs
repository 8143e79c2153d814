using System.Text.Json;
using System.Text.Json.Serialization;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;

namespace Ocop.Market.Cms.Bundles;

/// <summary>
/// Content on its way from one market to another: a zip with this as "content.json" and the master of each picture as "media/{id}.jpg", each document as it is beside them.
/// Ids are the keys: what is there already is found again by them.
/// </summary>
public sealed record ContentBundle(
    [property: JsonRequired] int Format, [property: JsonRequired] BundleMaking Made, [property: JsonRequired] IReadOnlyList<BundleDocument> Documents,
    [property: JsonRequired] IReadOnlyList<BundleRedirect> Redirects, [property: JsonRequired] IReadOnlyList<BundlePicture> Pictures)
{
    public const int CurrentFormat = 1, MostDocuments = 20_000, MostPictures = 1000;
    public const long MostJson = 64L << 20, MostUnpacked = 2L << 30;

    internal const string JsonName = "content.json";

    /// <summary>A null where words belong is a mistake of whoever made the file.</summary>
    internal static JsonSerializerOptions Json => new(Block.Json) { RespectNullableAnnotations = true };
}

/// <param name="By">An account's id or a command, as in the audit: never a name.</param>
public sealed record BundleMaking([property: JsonRequired] string By, [property: JsonRequired] DateTime At);

/// <param name="Live">What the public sees; null where it sees nothing.</param>
/// <param name="Latest">What was written since; null where that is nothing.</param>
public sealed record BundleDocument(
    [property: JsonRequired] Guid Id, [property: JsonRequired] string Type, [property: JsonRequired] string Slug, [property: JsonRequired] string Language,
    [property: JsonRequired] string Scope, Guid? Parent, DocumentContent? Live, DocumentContent? Latest)
{
    [JsonIgnore]
    internal string Name => $"{Live?.Title ?? Latest?.Title} ({Type} {Slug} {Language})";
}

public sealed record BundleRedirect([property: JsonRequired] string From, [property: JsonRequired] string To, Guid? Document);

/// <param name="Key">Of its files; the same key is the same photo or document.</param>
/// <param name="Mime">Of a document; null is a photo.</param>
public sealed record BundlePicture(
    [property: JsonRequired] Guid Id, [property: JsonRequired] string Key, [property: JsonRequired] string FileName, [property: JsonRequired] string Folder, [property: JsonRequired] string Scope,
    [property: JsonRequired] string AltVi, [property: JsonRequired] string AltEn, [property: JsonRequired] string Credit, [property: JsonRequired] double FocalX, [property: JsonRequired] double FocalY, string? Mime = null)
{
    [JsonIgnore]
    internal string EntryName => $"media/{Id:n}.{Document?.Ending ?? "jpg"}";

    [JsonIgnore]
    internal FileKind? Document => Mime is null ? null : FileKinds.Find(Mime);
}
