using System.Text;

namespace Meent.Formats.Statistics;

/// <summary>A stream whose beginning can be looked at first, and that counts what is read.</summary>
internal sealed class StatBytes(Stream inner, byte[] beginning) : Stream
{
    private const int Beginning = 64 << 10;

    private int given;

    /// <summary>Bytes that were handed out.</summary>
    public long Taken { get; private set; }

    /// <summary>The first 64 KB, or all there is.</summary>
    public ReadOnlySpan<byte> First => beginning;

    public static StatBytes Of(Stream stream)
    {
        var bytes = new byte[Beginning];
        return new(stream, bytes[..stream.ReadAtLeast(bytes, Beginning, throwOnEndOfStream: false)]);
    }

    /// <returns>why this cannot be a text file; null where it can</returns>
    public UnreadableStatistics? Problem()
    {
        if (beginning.Length == 0) return new(StatRefusal.Empty);
        var wide = beginning is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (beginning is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] or [0x1F, 0x8B, ..] || (!wide && First.Contains((byte)0))) return new(StatRefusal.NotText);
        return string.IsNullOrWhiteSpace(FirstText()) ? new(StatRefusal.Empty) : null;
    }

    /// <summary>The beginning as text, without a byte order mark; bytes that are no UTF-8 are question marks.</summary>
    public string FirstText() => (beginning is [0xFF, 0xFE, ..] ? Encoding.Unicode : beginning is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode : Encoding.UTF8).GetString(beginning).TrimStart('\ufeff');

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, beginning.Length - given);
        if (count > 0) beginning.AsSpan(given, count).CopyTo(buffer);
        else count = inner.Read(buffer);
        given = Math.Min(beginning.Length, given + count);
        Taken += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Taken; set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
