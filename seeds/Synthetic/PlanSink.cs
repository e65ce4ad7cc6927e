using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rectification.Seeds.Synthetic;

/// <summary>Takes a plan piece by piece and writes it at once, as one JSON document or as lines; holds no more than a buffer.</summary>
internal sealed class PlanSink : IDisposable
{
    private const int FlushBytes = 64 * 1024;
    private readonly Stream _stream;
    private readonly Utf8JsonWriter _writer;
    private readonly bool _lines;

    public PlanSink(Stream stream, bool lines)
    {
        _stream = new BufferedStream(stream, FlushBytes);
        _writer = new(_stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _lines = lines;
        if (!lines)
        {
            _writer.WriteStartObject();
        }
    }

    /// <summary>The plan's own properties.</summary>
    public void Header(Action<Utf8JsonWriter> write)
    {
        if (!_lines)
        {
            write(_writer);
            return;
        }

        Line("plan", write);
    }

    /// <param name="list">The list's name in the document.</param>
    /// <param name="kind">The entry's name on a line.</param>
    /// <param name="count">How many entries.</param>
    /// <param name="write">Writes the properties of the entry with that index; called in order, once each.</param>
    public void List(string list, string kind, int count, Action<Utf8JsonWriter, int> write)
    {
        if (!_lines)
        {
            _writer.WriteStartArray(list);
        }

        for (var i = 0; i < count; i++)
        {
            var index = i;
            if (_lines)
            {
                Line(kind, writer => write(writer, index));
                continue;
            }

            _writer.WriteStartObject();
            write(_writer, i);
            _writer.WriteEndObject();
            if (_writer.BytesPending > FlushBytes)
            {
                _writer.Flush();
            }
        }

        if (!_lines)
        {
            _writer.WriteEndArray();
        }
    }

    public void Dispose()
    {
        if (!_lines)
        {
            _writer.WriteEndObject();
        }

        _writer.Dispose();
        if (!_lines)
        {
            _stream.WriteByte((byte)'\n');
        }

        // Only the buffer is this one's own; the stream below belongs to the caller.
        _stream.Flush();
    }

    private void Line(string kind, Action<Utf8JsonWriter> write)
    {
        _writer.WriteStartObject();
        _writer.WriteStartObject(kind);
        write(_writer);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        _writer.Flush();
        _writer.Reset();
        _stream.WriteByte((byte)'\n');
    }
}
