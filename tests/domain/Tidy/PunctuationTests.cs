using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>Chinese that people see has Chinese punctuation (GB/T 15834): no half-width mark stands beside a Chinese character.</summary>
public sealed partial class PunctuationTests
{
    /// <summary>Chinese characters, and the marks that are Chinese wherever they stand.</summary>
    private const string Chinese = @"\u3400-\u9fff\u3001\u3002\u300a-\u300f\u3014\u3015\u201c\u201d\u2018\u2019\uff01-\uff1f";

    private const string Hole = @"(?:\ue000\d+\ue001)";

    /// <summary>The notice stays as it was published.</summary>
    private const string Published = "seeds/wenzhou-2024/notice.txt";

    /// <summary>Exports stay as an older version wrote them.</summary>
    private const string Goldens = "tests/verifier/Golden/";

    /// <summary>Ledgers as offices type them, and what is read from them.</summary>
    private const string Ledgers = "tests/documents/Ledgers/given/";

    /// <summary>Razor takes a word, an at sign and a word for an address: what stands behind Chinese is then printed as it is written.</summary>
    [Fact]
    public void A_value_behind_a_word_stands_in_brackets() =>
        Assert.Empty(
            from file in Sources.All
            where Path.GetExtension(file.Path) == ".razor"
            from line in file.Lines.Index()
            where Address().IsMatch(line.Item)
            select $"{file.Path}:{line.Index + 1}: {Address().Match(line.Item).Value}");

    [GeneratedRegex(@"\p{Lo}@[A-Za-z_]+")]
    private static partial Regex Address();

    [Fact]
    public void Chinese_has_Chinese_punctuation() =>
        Assert.Empty(
            from file in Sources.All
            where file.Path != Published && !file.Path.StartsWith(Goldens, StringComparison.Ordinal) && !file.Path.StartsWith(Ledgers, StringComparison.Ordinal)
            from line in Found(file)
            select $"{file.Path}:{line}");

    [Theory]
    [InlineData("说明\u002C无", true)]
    [InlineData("说明\uFF0C无", false)]
    [InlineData("\u002C无", true)]
    [InlineData("单位\u003A无", true)]
    [InlineData("id:无", false)] // a key of a file, say
    [InlineData("完成{0}\u002C其余", true)]
    [InlineData("第 12,000 条", false)]
    [InlineData("\u0028a, b)无", true)]
    [InlineData("call\u0028a, b) 无", false)]
    [InlineData("真的\u003F", true)]
    [InlineData("{a\u0028无)}", false)]
    [InlineData("见 https://example.org/无\u002C无", false)]
    public void The_judge_sees(string text, bool found) => Assert.Equal(found, Mended(text) != text);

    [Fact]
    public void In_code_only_texts_are_judged()
    {
        Assert.Empty(Found(new("a.cs", ["Call\u0028无\u002C 有);", "var text = \"无\""])));
        Assert.Equal(["2: var text = \"无\u002C有\""], Found(new("a.cs", ["Call\u0028无\u002C 有);", "var text = \"无\u002C有\""])));
        Assert.Equal(["1: <p>无\u002C有</p>"], Found(new("a.razor", ["<p>无\u002C有</p>"])));
        Assert.Equal(["2: 无\u002C有"], Found(new("a.md", ["a, b", "无\u002C有"])));
    }

    /// <summary>A literal may stand in another one's hole or in an attribute, where the judge of whole
    /// texts does not look: so between any two quotation marks.</summary>
    [Fact]
    public void Chinese_between_quotation_marks_has_Chinese_punctuation() =>
        Assert.Empty(
            from file in Sources.All
            where Path.GetExtension(file.Path) is ".cs" or ".razor"
            from line in file.Code.Lines.Index()
            from piece in Character().Replace(line.Item, "").Split('"')
            where Ideograph().IsMatch(piece) && (Mended(piece) != piece || IsBare(piece))
            select $"{file.Path}:{line.Index + 1}: {piece}");

    /// <summary>Chinese with nothing Latin in it but holes, and a half-width mark that stands in no number.</summary>
    private static bool IsBare(string piece) => Tag().Replace(Braces().Replace(piece, "\ue000"), "") is var text && !Latin().IsMatch(text)
        && Mark().IsMatch(text);

    private static IEnumerable<string> Found(SourceFile file)
    {
        var code = Path.GetExtension(file.Path) is ".cs" or ".razor" or ".js";
        var mended = code
            ? Text().Replace(string.Join('\n', file.Lines), text => AnyChinese().IsMatch(text.Value) ? Mended(text.Value) : text.Value).Split('\n')
            : [.. file.Lines.Select(line => AnyChinese().IsMatch(line) ? Mended(line) : line)];
        return file.Lines.Index().Where(line => mended[line.Index] != line.Item).Select(line => $"{line.Index + 1}: {line.Item.Trim()}");
    }

    /// <summary>The text as an office would write it; holes of interpolation, tags, addresses and escapes are left alone.</summary>
    private static string Mended(string text)
    {
        var holes = new List<string>();
        text = Kept().Replace(text, hole =>
        {
            holes.Add(hole.Value);
            return $"\ue000{holes.Count - 1}\ue001";
        });
        foreach (var beside in new[] { After(), Before(), After(), Before() })
        {
            text = beside.Replace(text, found => found.Value[..^1] + Wide(found.Value[^1]));
        }

        text = Bracketed().Replace(text, pair =>
        {
            var near = text[Math.Max(0, pair.Index - 1)..pair.Index] + pair.Groups[1].Value
                + text[(pair.Index + pair.Length)..][..Math.Min(1, text.Length - pair.Index - pair.Length)];
            return AnyChinese().IsMatch(near) ? $"\uFF08{pair.Groups[1].Value}\uFF09" : pair.Value;
        });
        return Hidden().Replace(text, hole => holes[int.Parse(hole.Groups[1].Value, null)]);
    }

    private static char Wide(char mark) => (char)(mark - '!' + '\uFF01');

    [GeneratedRegex("[\u3400-\u9fff]")]
    private static partial Regex Ideograph();

    [GeneratedRegex("'(\\\\.|[^'\\\\])'")]
    private static partial Regex Character();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Braces();

    [GeneratedRegex("</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("[A-Za-z@]")]
    private static partial Regex Latin();

    [GeneratedRegex("[,;:?!()](?![0-9])|(?<![0-9])[,;:?!()]")]
    private static partial Regex Mark();

    [GeneratedRegex("[" + Chinese + "]")]
    private static partial Regex AnyChinese();

    [GeneratedRegex("(?<=[" + Chinese + "])" + Hole + "?[,;?!]|(?<=[" + Chinese + "]):")]
    private static partial Regex After();

    /// <summary>A colon before a Chinese character is often a key's.</summary>
    [GeneratedRegex("[,;?!](?=[" + Chinese + "])")]
    private static partial Regex Before();

    [GeneratedRegex(@"\(([^()\n]*)\)")]
    private static partial Regex Bracketed();

    [GeneratedRegex("\ue000(\\d+)\ue001")]
    private static partial Regex Hidden();

    [GeneratedRegex("""https?://[^\s"'<>]+|\{\{|\}\}|\{[^{}\n]*\}|<[^<>\n]*>|&[a-z#0-9]+;|\\[nrtu"\\][0-9A-Fa-f]{0,4}""")]
    private static partial Regex Kept();

    /// <summary>What is text in C#, Razor and JavaScript: literals, and what stands between tags.</summary>
    [GeneratedRegex(
        "\"\"\"[\\s\\S]*?\"\"\"|\\$?@?\"(?:\\\\.|[^\"\\\\\n])*\"|(?<=>)[^<>{}@\n]*[\u3400-\u9fff][^<>{}@\n]*(?=<)|`[^`]*`|'(?:\\\\.|[^'\\\\\n]){2,}'")]
    private static partial Regex Text();
}
