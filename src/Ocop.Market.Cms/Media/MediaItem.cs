using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>What the library keeps: photos in all their sizes, documents as they were sent.</summary>
public enum MediaKind { Photo, Document }

/// <summary>A photo that can be shown is Usable; Complete once AVIF is there too. Failed says that AVIF could not be made: it is shown without. A document is Complete at once.</summary>
public enum MediaState { Usable, Complete, Failed }

/// <summary>
/// A photo or a document of the library: what people know of it, and the key under which its files lie. Pages keep the item's id, so a better file or
/// better words show wherever it is used. What is still on its way is a <see cref="MediaUpload"/>; an item is always there whole.
/// </summary>
public sealed class MediaItem : ITellsChange
{
    public const int LongestAlt = 250, LongestCredit = 120, LongestName = 120, LongestFolder = 120;

    private MediaItem() { }

    public MediaItem(string key, MediaFacts facts, string fileName, Scope scope, string folder, Guid uploadedBy, DateTime at, Guid? id = null)
    {
        (Id, FileName, ScopePath, Folder, UploadedBy, At) = (id ?? Guid.CreateVersion7(), fileName, scope.Path, folder, uploadedBy, at);
        (FocalX, FocalY) = (FocalPoint.Middle.X, FocalPoint.Middle.Y);
        Take(key, facts);
        Refold();
    }

    public Guid Id { get; private set; }
    public MediaKind Kind { get; private set; }
    public string Key { get; private set; } = "";
    public string FileName { get; private set; } = "";

    /// <summary>Names joined by "/": "le-hoi/2026"; empty at the top. A folder is there while a picture lies in it.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>Of a photo what it shows, of a document what it is called.</summary>
    public string AltVi { get; private set; } = "";
    public string AltEn { get; private set; } = "";
    public string Credit { get; private set; } = "";
    public double FocalX { get; private set; }
    public double FocalY { get; private set; }

    /// <summary>Of the photo as it was taken, upright; nothing of a document.</summary>
    public int Width { get; private set; }
    public int Height { get; private set; }
    public string Mime { get; private set; } = "";
    public long Bytes { get; private set; }
    public string Placeholder { get; private set; } = "";

    /// <summary>Whose part of the programme it belongs to (<see cref="Scope"/>).</summary>
    public string ScopePath { get; private set; } = "";
    public Guid UploadedBy { get; private set; }
    public DateTime At { get; private set; }
    public MediaState State { get; private set; }

    /// <summary>Why it failed, in Vietnamese.</summary>
    public string? Failure { get; private set; }

    /// <summary>Name, words and credit in bare letters, for the search.</summary>
    public string Folded { get; private set; } = "";
    public DateTime? DeletedAt { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Media(Id);

    public Scope Scope => Scope.Parse(ScopePath);

    internal MediaFacts Facts => Kind == MediaKind.Photo ? new PhotoFacts(new PictureSize(Width, Height), Mime, Placeholder, Bytes) : new DocumentFacts(Mime, Bytes);

    public FocalPoint Focus => new(FocalX, FocalY);

    /// <summary>Name of its 4:5 cut.</summary>
    public string CutKey => MediaKeys.OfCut(Key, Focus);

    public LibraryFile AsFile() => new(Id, Key, FileName, FileKinds.Find(Mime) ?? throw new InvalidOperationException($"The library knows no documents of {Mime}."), Bytes, new LocalText(AltVi, AltEn));

    public LibraryPicture AsPicture() => new(Id, Key, Width, Height, State == MediaState.Complete, new LocalText(AltVi, AltEn), Credit, Placeholder, Focus);

    public void Describe(string fileName, string folder, string altVi, string altEn, string credit, FocalPoint focus)
    {
        (FileName, Folder, AltVi, AltEn, Credit, FocalX, FocalY) = (fileName, folder, altVi, altEn, credit, focus.X, focus.Y);
        Refold();
    }

    /// <summary>The same item shows another file; the focal point belonged to the old one.</summary>
    public void Replace(string key, MediaFacts facts, string fileName)
    {
        (FileName, FocalX, FocalY) = (fileName, FocalPoint.Middle.X, FocalPoint.Middle.Y);
        Take(key, facts);
        Refold();
    }

    public void MoveToBin(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;

    private void Take(string key, MediaFacts facts)
    {
        (Kind, Key, Mime, Bytes, Failure) = (facts.Kind, key, facts.Mime, facts.Bytes, null);
        (Width, Height, Placeholder, State) = facts is PhotoFacts photo ? (photo.Size.Width, photo.Size.Height, photo.Placeholder, MediaState.Usable) : (0, 0, "", MediaState.Complete);
    }

    private void Refold() => Folded = VietnameseText.Fold($"{FileName} {AltVi} {AltEn} {Credit}");
}
