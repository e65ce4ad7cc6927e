using System.Xml;

namespace Rectification.Documents.Workbooks.Xlsx;

/// <summary>The texts that cells share, by index.</summary>
internal sealed class XlsxStrings
{
    private readonly List<string> texts = [];
    private readonly Dictionary<int, (bool RunStruck, bool HasPlainRun)> unusual = [];

    /// <summary>None.</summary>
    public XlsxStrings()
    {
    }

    /// <exception cref="WorkbookException">There are more, or longer ones, than the limits allow.</exception>
    public XlsxStrings(XmlParts parts, string name, WorkbookLimits limits)
    {
        using var reader = parts.Open(name);
        reader.Root();
        var characters = 0L;
        foreach (var child in reader.Children())
        {
            if (child != "si")
            {
                reader.Pass();
                continue;
            }

            var text = Read(reader, limits);
            characters += text.Text.Length;
            if (texts.Count >= limits.Strings || characters > limits.StringCharacters)
            {
                throw new WorkbookException(WorkbookRefusals.TooManyTexts(limits.Strings));
            }

            if (text.RunStruck || !text.HasPlainRun)
            {
                unusual.Add(texts.Count, (text.RunStruck, text.HasPlainRun));
            }

            texts.Add(text.Text);
        }
    }

    public bool TryGet(int index, out XlsxText text)
    {
        if (index < 0 || index >= texts.Count)
        {
            text = default;
            return false;
        }

        var runs = unusual.Count > 0 && unusual.TryGetValue(index, out var found) ? found : (false, true);
        text = new(texts[index], runs.Item1, runs.Item2);
        return true;
    }

    private XlsxText Read(XmlReader reader, WorkbookLimits limits)
    {
        try
        {
            return XlsxText.Read(reader, limits.CellCharacters);
        }
        catch (WordsTooLongException)
        {
            throw new WorkbookException(WorkbookRefusals.TextTooLong($"#{texts.Count + 1}", limits.CellCharacters));
        }
    }
}
