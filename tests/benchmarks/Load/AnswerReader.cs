using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Rectification.Benchmarks.Load;

/// <summary>
/// Reads one HTTP/1.1 answer at a time from a socket, just far enough to know its status and where it ends
/// (by length or by chunks). No body is decoded: a load generator on the same machine must cost little.
/// </summary>
internal sealed class AnswerReader(Socket socket)
{
    private const int BodyTextBytes = 600;

    private byte[] buffer = new byte[32 * 1024];
    private int filled;

    public int Status { get; private set; }

    /// <summary>When a refused request may be sent again; 0 where the answer does not say.</summary>
    public int RetryAfterSeconds { get; private set; }

    /// <summary>The beginning of the answer, for the message about an unexpected one.</summary>
    public string Text => Encoding.UTF8.GetString(buffer, 0, Math.Min(filled, BodyTextBytes));

    public async ValueTask Read()
    {
        filled = 0;
        int headEnd;
        while ((headEnd = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
            await Receive();

        var bodyStart = headEnd + 4;
        Status = (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + buffer[11] - '0';
        RetryAfterSeconds = Status is 429 or 503 ? Number(buffer.AsSpan(0, headEnd), "retry-after:"u8) ?? 0 : 0;
        if (Number(buffer.AsSpan(0, headEnd), "content-length:"u8) is { } length)
        {
            while (filled < bodyStart + length)
                await Receive();
        }
        else if (Status is not (204 or 304))
        {
            while (!EndsWithLastChunk(buffer.AsSpan(bodyStart, filled - bodyStart)))
                await Receive();
        }
    }

    private async ValueTask Receive()
    {
        if (filled == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var received = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
        if (received == 0)
            throw new IOException("The server closed the connection in the middle of an answer: " + Text);
        filled += received;
    }

    private static int? Number(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        while (head.Length > 0)
        {
            var end = head.IndexOf("\r\n"u8);
            var line = end < 0 ? head : head[..end];
            head = end < 0 ? default : head[(end + 2)..];
            if (line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return Utf8Parser.TryParse(line[name.Length..].Trim((byte)' '), out int length, out _) ? length : null;
        }

        return null;
    }

    // Walks the chunks from the start: the last chunk's mark may also occur inside a body.
    private static bool EndsWithLastChunk(ReadOnlySpan<byte> body)
    {
        while (true)
        {
            var lineEnd = body.IndexOf("\r\n"u8);
            if (lineEnd < 0 || !Utf8Parser.TryParse(body[..lineEnd], out int size, out _, 'X'))
                return false;
            var next = lineEnd + 2 + size + 2;
            if (body.Length < next)
                return false;
            if (size == 0)
                return true;
            body = body[next..];
        }
    }
}
