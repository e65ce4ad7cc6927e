using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Rectification.Verifier;

/// <summary>Reads one line in its only spelling: fixed names in fixed order, no blanks, strings escaped as RFC 8785 says.</summary>
internal ref struct Spelling(ReadOnlySpan<byte> line, long number)
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    private ReadOnlySpan<byte> _rest = line;

    public readonly bool StartsWith(ReadOnlySpan<byte> text) => _rest.StartsWith(text);

    public void Literal(ReadOnlySpan<byte> text)
    {
        if (!_rest.StartsWith(text))
        {
            throw Malformed(Encoding.UTF8.GetString(text));
        }

        _rest = _rest[text.Length..];
    }

    /// <summary>A whole number from 0 without a leading zero.</summary>
    public long Number()
    {
        if (!Utf8Parser.TryParse(_rest, out long value, out var used) || value < 0 || _rest[0] is (byte)'+' or (byte)'-' || used > 1 && _rest[0] == '0')
        {
            throw Malformed("0, 1, 2 …");
        }

        _rest = _rest[used..];
        return value;
    }

    public string Text(ArrayBufferWriter<byte> buffer) => Encoding.UTF8.GetString(Bytes(buffer));

    /// <summary>A string after its opening quote up to and with its closing one, as UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        while (true)
        {
            var at = _rest.IndexOfAny(Special);
            if (at < 0 || _rest[at] < 0x20)
            {
                throw Malformed("\"");
            }

            buffer.Write(_rest[..at]);
            var found = _rest[at];
            _rest = _rest[(at + 1)..];
            if (found == '"')
            {
                return System.Text.Unicode.Utf8.IsValid(buffer.WrittenSpan) ? buffer.WrittenSpan : throw Malformed("UTF-8");
            }

            buffer.Write([Escaped()]);
        }
    }

    /// <summary>What is left but the closing brace.</summary>
    public ReadOnlySpan<byte> RestInBraces()
    {
        if (_rest is not [.., (byte)'}'])
        {
            throw Malformed("}");
        }

        var inner = _rest[..^1];
        _rest = [];
        return inner;
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw Malformed("\\n");
        }
    }

    private byte Escaped()
    {
        var kind = _rest.IsEmpty ? default : _rest[0];
        _rest = _rest.IsEmpty ? [] : _rest[1..];
        return kind switch
        {
            (byte)'"' or (byte)'\\' => kind,
            (byte)'b' => (byte)'\b',
            (byte)'t' => (byte)'\t',
            (byte)'n' => (byte)'\n',
            (byte)'f' => (byte)'\f',
            (byte)'r' => (byte)'\r',
            (byte)'u' => Control(),
            _ => throw Malformed("\\\" \\\\ \\b \\t \\n \\f \\r \\u00xx"),
        };
    }

    private byte Control()
    {
        if (_rest.Length >= 4 && _rest[0] == '0' && _rest[1] == '0' && _rest[2] is (byte)'0' or (byte)'1'
            && "0123456789abcdef"u8.IndexOf(_rest[3]) is >= 0 and var low && ((_rest[2] - '0') << 4 | low) is var control and not (8 or 9 or 10 or 12 or 13))
        {
            _rest = _rest[4..];
            return (byte)control;
        }

        throw Malformed("\\u00xx");
    }

    private readonly MisfitException Malformed(string expected) =>
        new(number, "该行不是导出格式规定的唯一写法。", "The line is not in the one spelling of the format.", expected,
            Encoding.UTF8.GetString(_rest[..Math.Min(_rest.Length, 60)]));
}
