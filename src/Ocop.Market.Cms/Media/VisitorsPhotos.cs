using System.Security.Cryptography;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// Photos from people without an account. They come into no library: whoever asked keeps the bytes and answers for who sees them. What is kept is made
/// anew like any photo, without a word of the camera's, and fewer kinds are read than of people who signed in.
/// </summary>
public sealed class VisitorsPhotos(MediaDisk disk, PictureTool tool, TimeProvider clock) : IDisposable
{
    public const long LargestFile = 8L << 20;

    private static readonly string[] Taken = ["image/jpeg", "image/png", "image/webp"];

    private static readonly Refusal TooLarge = new("picture-file-too-large", PictureRefusals.Field,
        FormattableString.Invariant($"Ảnh lớn hơn {LargestFile >> 20} MB."), FormattableString.Invariant($"The photo is larger than {LargestFile >> 20} MB."));

    private static readonly Refusal NotTaken = new("not-a-picture", PictureRefusals.Field, "Tệp này không phải ảnh JPEG, PNG hay WebP.", "This file is not a JPEG, PNG or WebP picture.");

    // However many strangers send at once, the machine stays free for buyers.
    private readonly SemaphoreSlim _turn = new(1);

    /// <returns>A JPEG.</returns>
    public async Task<Outcome<byte[]>> MakeAnewAsync(Stream photo, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await InTurnAsync(photo, cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Outcome<byte[]>> InTurnAsync(Stream photo, CancellationToken cancel)
    {
        using var workshop = Workshop.Open(disk, clock);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (await workshop.TakeInAsync(photo, Workshop.Original, LargestFile, hash, cancel) is null) return TooLarge;
        if (await PictureKinds.MimeOfAsync(workshop.File(Workshop.Original), cancel) is not { } mime || !Taken.Contains(mime)) return NotTaken;
        var made = await tool.MakeMasterAsync(workshop.Path, Workshop.Original, cancel);
        return made.Succeeded ? await File.ReadAllBytesAsync(workshop.File(PhotoSizes.Master), cancel) : Outcome<byte[]>.Refused(made.Refusals);
    }
}
