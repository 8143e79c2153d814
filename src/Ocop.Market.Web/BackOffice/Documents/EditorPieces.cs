using System.Text.Json.Nodes;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <param name="Refusals">Of the whole form; each piece shows its own.</param>
/// <param name="Named">Titles of the things that the content refers to, by kind and key.</param>
/// <param name="Pictures">Those of the library that the content shows.</param>
public sealed record EditorPieces(IReadOnlyList<Refusal> Refusals, IReadOnlyDictionary<Reference, ReferenceChoice> Named, IReadOnlyDictionary<Guid, LibraryPicture> Pictures, bool CanWrite)
{
    /// <summary>An empty form: nothing refused, nothing named.</summary>
    public static readonly EditorPieces Fresh = new([], new Dictionary<Reference, ReferenceChoice>(), new Dictionary<Guid, LibraryPicture>(), true);

    public IReadOnlyDictionary<Guid, LibraryFile> Files { get; init; } = new Dictionary<Guid, LibraryFile>();

    public LibraryFile? FileOf(string? media) => Guid.TryParse(media, out var id) ? Files.GetValueOrDefault(id) : null;

    public string? ThumbOf(string? media) =>
        Guid.TryParse(media, out var id) && Pictures.TryGetValue(id, out var picture) ? Renditions.Path(picture.Key, PhotoSizes.WidthsOf(picture.Width)[0], "webp") : null;

    public Refusal? Problem(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);

    public string TitleOf(string kind, string key) => Named.TryGetValue(new Reference(kind, key), out var choice) ? choice.Title : key;
}

public sealed record PropertyPiece(DocumentProperty Property, JsonNode? Value, EditorPieces Editor)
{
    public string Name => $"p.{Property.Alias}";

    public string? Text => Value is JsonValue ? Value.ToString() : null;

    public string? Part(string name) => Value is JsonObject parts ? parts[name]?.ToString() : null;
}

/// <param name="Place">Where it stands, from 0: refusals name it so.</param>
public sealed record BlockPiece(Block Block, int Place, EditorPieces Editor)
{
    public string Prefix => $"b.{Block.Id}.";

    public BlockKind Kind => BlockKinds.Of(Block);

    public Refusal? Problem(string field) => Editor.Problem(FormattableString.Invariant($"blocks[{Place}].{field}"));
}

/// <summary>A picture with the words that go with it.</summary>
/// <param name="Name">Prefix of the fields' names, with its dot.</param>
/// <param name="Field">As refusals name it.</param>
public sealed record PicturePiece(string Name, string Field, string? Media, string? Art, string? Alt, string? Caption, string? Credit, bool Decorative, bool HasCaption, EditorPieces Editor);

/// <summary>A document of the library.</summary>
/// <param name="Name">Prefix of the field's name, with its dot.</param>
/// <param name="Field">As refusals name it.</param>
public sealed record FilePiece(string Name, string Field, string? Media, EditorPieces Editor);

/// <summary>One thing chosen by searching.</summary>
/// <param name="Name">Of the field, or of the list's entries up to their number.</param>
public sealed record ChoicePiece(string Name, string Kind, IReadOnlyList<string> Keys, bool IsOne, string Label, Refusal? Problem, EditorPieces Editor);
