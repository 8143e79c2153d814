using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>Takes the next piece of an upload. Where the line breaks in the middle of it, what has come by then is kept.</summary>
public sealed class ContinueUpload(ICmsDb db, IMediaFiles files, MediaDisk disk, TimeProvider clock)
{
    /// <param name="offset">Where the sender believes the piece begins.</param>
    public async Task<Outcome<MediaUpload>> HandleAsync(Person person, Guid id, long offset, Stream piece, CancellationToken cancel)
    {
        if (await db.MediaUploads.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.OpenedBy == person.Id, cancel) is not { } upload) return MediaRefusals.UploadUnknown;
        if (upload.Refusal is { } refusal) return refusal;
        if (upload.Received != offset) return MediaRefusals.UploadElsewhere;

        using var workshop = Workshop.Open(disk, clock);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var line = new BreakingLine(piece);
        if (await workshop.TakeInAsync(line, "piece", upload.Length - offset, hash, cancel) is not { } length) return MediaRefusals.UploadTooLong;
        if (length == 0) return line.IsBroken ? MediaRefusals.UploadNotWhole : upload;

        // From here on the sender may be gone; the piece is here.
        var name = string.Create(CultureInfo.InvariantCulture, $"{upload.Pieces}{offset:D9}-{length}");
        await files.WriteAsync(name, workshop.File("piece"), CancellationToken.None);
        var (now, received) = (clock.UtcNow(), offset + length);
        // Two lines of the same sender: the second finds that the upload has moved on.
        var moved = await db.MediaUploads.Where(row => row.Id == id && row.Received == offset)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Received, received).SetProperty(row => row.LastAt, now), CancellationToken.None);
        return moved == 1 ? await db.MediaUploads.AsNoTracking().SingleAsync(row => row.Id == id, CancellationToken.None) : MediaRefusals.UploadElsewhere;
    }

    /// <summary>A stream whose break is its end. The sender asks for the offset and goes on from there.</summary>
    private sealed class BreakingLine(Stream line) : Stream
    {
        public bool IsBroken { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
        {
            if (IsBroken) return 0;
            try
            {
                return await line.ReadAsync(buffer, cancel);
            }
            catch (Exception broken) when (broken is IOException or OperationCanceledException)
            {
                IsBroken = true;
                return 0;
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
