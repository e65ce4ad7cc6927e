using System.Globalization;
using System.Text;
using Rectification.Trails;

namespace Rectification.Exports;

/// <summary>
/// The lines of an export, each JSON in one exact form: no blanks, names in the order written here, strings escaped as RFC 8785 says. So a
/// line has one spelling only, and a verifier may insist on it.
/// </summary>
internal sealed class ExportLines
{
    private readonly StringBuilder _text = new();

    public int Count { get; private set; }

    public bool IsFull(int characters) => _text.Length >= characters;

    public void Export(string plan, long seal, string at)
    {
        Begin("export").Append(",\"format\":1");
        Text("plan", plan);
        Number("seal", seal);
        Text("at", at);
        End();
    }

    public void Roster(int version, string line)
    {
        Begin("roster");
        Number("version", version);
        Text("line", line);
        End();
    }

    public void Entry(string chain, TrailLine line)
    {
        Begin("entry");
        Text("chain", chain);
        Number("v", line.Version);
        Text("previous", line.PreviousHash);
        Text("hash", line.Hash);
        Text("entry", line.Entry);
        End();
    }

    /// <param name="no">The seal's number.</param>
    /// <param name="json">The event as it is sealed.</param>
    public void Seal(long no, string json)
    {
        Begin("seal");
        Number("no", no);
        _text.Append(",\"event\":").Append(json);
        End();
    }

    public void Leaf(long seal, string line, bool gone)
    {
        Begin("leaf");
        Number("seal", seal);
        Text("line", line);
        _text.Append(gone ? ",\"gone\":true" : "");
        End();
    }

    public ExportPart Part(ExportCursor? next) => new() { Lines = Encoding.UTF8.GetBytes(_text.ToString()), Count = Count, Next = next };

    private StringBuilder Begin(string kind) => _text.Append("{\"kind\":\"").Append(kind).Append('"');

    private void Number(string name, long value) => _text.Append(CultureInfo.InvariantCulture, $",\"{name}\":{value}");

    private void Text(string name, string value)
    {
        _text.Append(",\"").Append(name).Append("\":\"");
        foreach (var character in value)
        {
            Escaped(character);
        }

        _text.Append('"');
    }

    private void Escaped(char character) => _ = character switch
    {
        '"' => _text.Append("\\\""),
        '\\' => _text.Append("\\\\"),
        '\b' => _text.Append("\\b"),
        '\t' => _text.Append("\\t"),
        '\n' => _text.Append("\\n"),
        '\f' => _text.Append("\\f"),
        '\r' => _text.Append("\\r"),
        < ' ' => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
        _ => _text.Append(character),
    };

    private void End()
    {
        _text.Append("}\n");
        Count++;
    }
}
