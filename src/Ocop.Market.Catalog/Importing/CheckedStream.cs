using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>A file that cannot be read on as a product list. Never leaves <see cref="ProductSheet"/>.</summary>
internal sealed class UnreadableSheet(LocalText reason) : Exception(reason.En)
{
    public LocalText Reason => reason;
}

/// <summary>Lets the text of a list through and stops at what no list holds: too many bytes, a byte zero.</summary>
internal sealed class CheckedStream(Stream source, long limit) : Stream
{
    private readonly byte[] _start = new byte[4096];
    private int _startLength;
    private int _startGiven;
    private long _seen;

    /// <summary>The first bytes, before any is read.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(CancellationToken cancel)
    {
        _startLength = await source.ReadAtLeastAsync(_start, _start.Length, throwOnEndOfStream: false, cancel);
        return _start.AsMemory(0, _startLength);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
    {
        if (_startGiven < _startLength)
        {
            var fromStart = Math.Min(buffer.Length, _startLength - _startGiven);
            _start.AsMemory(_startGiven, fromStart).CopyTo(buffer);
            _startGiven += fromStart;
            return Checked(buffer.Span[..fromStart]);
        }

        var read = await source.ReadAsync(buffer, cancel);
        return Checked(buffer.Span[..read]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancel) => ReadAsync(buffer.AsMemory(offset, count), cancel).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    private int Checked(ReadOnlySpan<byte> bytes)
    {
        _seen += bytes.Length;
        if (_seen > limit)
            throw new UnreadableSheet(new($"Tệp quá lớn: tối đa {limit / 1024 / 1024} MB. Hãy chia thành nhiều tệp.", $"The file is too large: {limit / 1024 / 1024} MB at most. Please split it."));
        if (bytes.Contains((byte)0))
            throw new UnreadableSheet(new("Tệp có ký tự rỗng, không phải tệp văn bản CSV.", "The file holds zero bytes; it is not a CSV text file."));
        return bytes.Length;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _seen; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
