using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// Pictures and documents as files. A file's key is the hash of its bytes: the address changes when the file does, so browsers may keep a picture
/// for ever, and what is sent twice is stored once. Originals of photos are not kept: they hold what the camera knew.
/// </summary>
public sealed class MediaStore(MediaDisk disk, IMediaFiles files, PictureTool tool, PictureLimits limits, TimeProvider clock)
{
    private const string CardRecipe = "ocop-picture-1", PhotoRecipe = "ocop-photo-1", DocumentRecipe = "ocop-document-1";

    /// <summary>A picture of goods: cut to 4:5 where libvips sees most. Its files are there only after <see cref="PreparedPicture.KeepAsync"/>.</summary>
    public Task<Outcome<PreparedPicture>> PrepareAsync(Stream original, CancellationToken cancel) => InWorkshopAsync<PreparedPicture>(async workshop =>
    {
        if (await TakeInAsync(workshop, original, CardRecipe, cancel) is not var (key, _)) return PictureRefusals.FileTooLarge(limits.LargestFile);
        if (await CutSizeAsync(key, cancel) is { } known) return new PreparedPicture(key, known, workshop, files, []);

        var made = await tool.MakeAsync(workshop.Path, Workshop.Original, cancel);
        return made.Succeeded ? new PreparedPicture(key, made.Value, workshop, files, Renditions.NamesUpTo(made.Value.Width)) : Outcome<PreparedPicture>.Refused(made.Refusals);
    });

    /// <summary>Whatever the library takes, told by its bytes.</summary>
    /// <param name="only">Null where photos and documents are both welcome.</param>
    public Task<Outcome<PreparedItem>> PrepareItemAsync(Stream original, string name, MediaKind? only, CancellationToken cancel) => InWorkshopAsync<PreparedItem>(async workshop =>
    {
        if (await TakeInAsync(workshop, original, PhotoRecipe, cancel) is not var (key, length)) return PictureRefusals.FileTooLarge(limits.LargestFile);
        var isPicture = await PictureKinds.MimeOfAsync(workshop.File(Workshop.Original), cancel) is not null;
        if (only == MediaKind.Photo || (only is null && isPicture)) return Item(await PhotoAsync(workshop, key, length, cancel));
        if (isPicture) return Item(await PhotographedAsync(workshop, name, cancel));
        var document = await DocumentAsync(workshop, name, length, cancel);
        return only is null && !document.Succeeded && document.Refusals[0] == FileRefusals.NotADocument ? FileRefusals.Neither : Item(document);

        static Outcome<PreparedItem> Item<T>(Outcome<T> made) where T : PreparedItem => made.Succeeded ? made.Value : Outcome<PreparedItem>.Refused(made.Refusals);
    });

    /// <summary>A photo for the library: whole, in the first two formats, with the master from which all else is made.</summary>
    public Task<Outcome<PreparedPhoto>> PreparePhotoAsync(Stream original, CancellationToken cancel) => PreparePhotoAsync(original, null, cancel);

    /// <summary>The master of another market, made anew like any file that is sent, under the key the photo has there: going back and forth makes no second photo of it.</summary>
    internal Task<Outcome<PreparedPhoto>> PrepareMasterAsync(Stream master, string key, CancellationToken cancel) => PreparePhotoAsync(master, key, cancel);

    private Task<Outcome<PreparedPhoto>> PreparePhotoAsync(Stream original, string? knownAs, CancellationToken cancel) => InWorkshopAsync<PreparedPhoto>(async workshop =>
    {
        if (await TakeInAsync(workshop, original, PhotoRecipe, cancel) is not var (key, length)) return PictureRefusals.FileTooLarge(limits.LargestFile);
        return await PhotoAsync(workshop, knownAs ?? key, length, cancel);
    });

    private async Task<Outcome<PreparedPhoto>> PhotoAsync(Workshop workshop, string key, long length, CancellationToken cancel)
    {
        var made = await tool.MakePhotoAsync(workshop.Path, Workshop.Original, cancel);
        if (!made.Succeeded) return Outcome<PreparedPhoto>.Refused(made.Refusals);

        var names = PhotoSizes.Names(PhotoSizes.WidthsOf(made.Value.Size.Width), PhotoSizes.FirstEndings);
        return new PreparedPhoto(key, made.Value with { Bytes = length }, workshop, files, [PhotoSizes.Master, .. names]);
    }

    /// <summary>Whoever sends a photo where a document is wanted has a paper before the phone.</summary>
    private async Task<Outcome<PreparedDocument>> PhotographedAsync(Workshop workshop, string name, CancellationToken cancel)
    {
        var made = await tool.MakeMasterAsync(workshop.Path, Workshop.Original, cancel);
        if (!made.Succeeded) return Outcome<PreparedDocument>.Refused(made.Refusals);
        var file = workshop.File(Workshop.Original);
        await PhotographedPaper.WriteAsync(workshop.File(PhotoSizes.Master), file, cancel);
        return await DocumentAsync(workshop, name, new FileInfo(file).Length, cancel);
    }

    private async Task<Outcome<PreparedDocument>> DocumentAsync(Workshop workshop, string name, long length, CancellationToken cancel)
    {
        var path = workshop.File(Workshop.Original);
        var kind = await FileReading.KindOfAsync(path, name, cancel);
        if (!kind.Succeeded) return Outcome<PreparedDocument>.Refused(kind.Refusals);

        using var hash = MediaKeys.Begin(DocumentRecipe);
        hash.AppendData(await File.ReadAllBytesAsync(path, cancel));
        var finished = DocumentName(kind.Value);
        File.Move(path, workshop.File(finished));
        return new PreparedDocument(MediaKeys.End(hash), new DocumentFacts(kind.Value.Mime, length), workshop, files, finished);
    }

    private static string DocumentName(FileKind kind) => "document." + kind.Ending;

    /// <summary>The 4:5 cut of a photo of the library, around its focal point.</summary>
    public Task<Outcome<PreparedPicture>> PrepareCutAsync(string photo, FocalPoint focus, CancellationToken cancel) =>
        PrepareCutAsync(photo, focus, workshop => FetchMasterAsync(workshop, photo, cancel), cancel);

    /// <summary>The same of a photo that is not kept yet.</summary>
    public Task<Outcome<PreparedPicture>> PrepareCutAsync(PreparedPhoto photo, FocalPoint focus, CancellationToken cancel) =>
        PrepareCutAsync(photo.Key, focus, workshop =>
        {
            File.Copy(photo.Master, workshop.File(PhotoSizes.Master));
            return Task.CompletedTask;
        }, cancel);

    private Task<Outcome<PreparedPicture>> PrepareCutAsync(string photo, FocalPoint focus, Func<Workshop, Task> fetchMaster, CancellationToken cancel) => InWorkshopAsync<PreparedPicture>(async workshop =>
    {
        var key = MediaKeys.OfCut(photo, focus);
        if (await CutSizeAsync(key, cancel) is { } known) return new PreparedPicture(key, known, workshop, files, []);
        await fetchMaster(workshop);
        var made = await tool.CutAsync(workshop.Path, PhotoSizes.Master, focus, cancel);
        return made.Succeeded ? new PreparedPicture(key, made.Value, workshop, files, Renditions.NamesUpTo(made.Value.Width)) : Outcome<PreparedPicture>.Refused(made.Refusals);
    });

    /// <summary>Adds the slow format to a photo that is there. Killed in between, it is done again: the same bytes under the same names.</summary>
    public async Task<Outcome<PictureSize>> AddAvifAsync(string photo, PictureSize size, CancellationToken cancel)
    {
        using var workshop = Workshop.Open(disk, clock);
        await FetchMasterAsync(workshop, photo, cancel);
        foreach (var width in PhotoSizes.WidthsOf(size.Width))
        {
            var name = FormattableString.Invariant($"{width}.{PhotoSizes.LaterEnding}");
            if (await tool.MakeAvifAsync(workshop.Path, PhotoSizes.Master, name, width, PhotoSizes.HeightOf(width, size.Width, size.Height), cancel) is { } refusal) return refusal;
            await files.WriteAsync(MediaKeys.FolderOf(photo) + name, workshop.File(name), cancel);
            FaultPoint.Pass("media.half");
        }

        return size;
    }

    /// <summary>The rendition's file, or null where there is none by that name.</summary>
    public async Task<MediaFile?> OpenAsync(string key, int width, string ending, CancellationToken cancel) =>
        MediaKeys.IsKey(key) && (Renditions.Endings.Contains(ending) || ending == PhotoSizes.LaterEnding)
            ? await files.OpenAsync(FormattableString.Invariant($"{MediaKeys.FolderOf(key)}{width}.{ending}"), cancel)
            : null;

    internal Task<MediaFile?> OpenFileAsync(string key, FileKind kind, CancellationToken cancel) => files.OpenAsync(MediaKeys.FolderOf(key) + DocumentName(kind), cancel);

    /// <summary>What all else of a photo is made from.</summary>
    internal Task<MediaFile?> OpenMasterAsync(string photo, CancellationToken cancel) => files.OpenAsync(MediaKeys.FolderOf(photo) + PhotoSizes.Master, cancel);

    /// <summary>When no row names the picture any more.</summary>
    public async Task DeleteAsync(string key, CancellationToken cancel)
    {
        await foreach (var name in files.ListAsync(MediaKeys.FolderOf(key), cancel)) await files.DeleteAsync(name, cancel);
    }

    private async Task<Outcome<T>> InWorkshopAsync<T>(Func<Workshop, Task<Outcome<T>>> work) where T : PreparedFiles
    {
        var workshop = Workshop.Open(disk, clock);
        var isTaken = false;
        try
        {
            var outcome = await work(workshop);
            isTaken = outcome.Succeeded;
            return outcome;
        }
        finally
        {
            if (!isTaken) workshop.Dispose();
        }
    }

    private async Task<(string Key, long Length)?> TakeInAsync(Workshop workshop, Stream original, string recipe, CancellationToken cancel)
    {
        using var hash = MediaKeys.Begin(recipe);
        return await workshop.TakeInAsync(original, Workshop.Original, limits.LargestFile, hash, cancel) is { } length ? (MediaKeys.End(hash), length) : null;
    }

    private async Task FetchMasterAsync(Workshop workshop, string photo, CancellationToken cancel)
    {
        var name = MediaKeys.FolderOf(photo) + PhotoSizes.Master;
        await using var master = await files.OpenAsync(name, cancel) ?? throw new FileNotFoundException($"A row names the picture {photo}, but {name} is not in the media store.");
        await using var copy = File.Create(workshop.File(PhotoSizes.Master));
        await master.Content.CopyToAsync(copy, cancel);
    }

    /// <summary>Null unless all sizes are there: a kill may have left a part.</summary>
    private async Task<PictureSize?> CutSizeAsync(string key, CancellationToken cancel)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var name in files.ListAsync(MediaKeys.FolderOf(key), cancel)) names.Add(Path.GetFileName(name));
        if (names.Count == 0) return null;
        var largest = names.Max(name => int.Parse(Path.GetFileNameWithoutExtension(name), CultureInfo.InvariantCulture));
        return Renditions.NamesUpTo(largest).All(names.Contains) ? new PictureSize(largest, Renditions.HeightOf(largest)) : null;
    }
}
