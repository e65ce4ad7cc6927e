using System.Buffers.Text;
using System.Text;

namespace Rectification.Benchmarks.Load;

/// <summary>A request as bytes, made once; only the idempotency key's digits change from one sending to the next.</summary>
internal sealed class RequestTemplate
{
    private const int SerialDigits = 16;

    private readonly byte[] bytes;
    private readonly int serialOffset;

    public RequestTemplate(LoadTarget target, int port, string runId)
    {
        var head = new StringBuilder();
        head.Append(target.Method).Append(' ').Append(target.Path).Append(" HTTP/1.1\r\n");
        head.Append("Host: 127.0.0.1:").Append(port).Append("\r\n");
        if (target.Key is { } key)
            head.Append("Authorization: Bearer ").Append(key).Append("\r\n");
        if (target.Method == "POST")
        {
            head.Append("Idempotency-Key: ").Append(runId).Append('-');
            serialOffset = Encoding.UTF8.GetByteCount(head.ToString());
            head.Append('0', SerialDigits).Append("\r\n");
        }

        if (target.Body is { } body)
        {
            head.Append("Content-Type: application/json\r\nContent-Length: ").Append(Encoding.UTF8.GetByteCount(body));
            head.Append("\r\n\r\n").Append(body);
        }
        else
        {
            head.Append("\r\n");
        }

        bytes = Encoding.UTF8.GetBytes(head.ToString());
    }

    public int Length => bytes.Length;

    /// <summary>Writes the request with this serial number; the number is unique in a run, the run's id among runs.</summary>
    public void Write(Span<byte> destination, long serial)
    {
        bytes.CopyTo(destination);
        if (serialOffset > 0)
            Utf8Formatter.TryFormat(serial, destination.Slice(serialOffset, SerialDigits), out _, new('D', SerialDigits));
    }
}
