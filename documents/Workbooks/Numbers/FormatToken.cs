namespace Rectification.Documents.Workbooks.Numbers;

/// <summary>A piece of a number format.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Letters in small case, a literal's text, what stands within brackets.</param>
internal readonly record struct FormatToken(FormatTokenKind Kind, string Text)
{
    private const string Noon = "上午/下午";
    private const string EnglishNoon = "am/pm";

    /// <summary>The sections between semicolons.</summary>
    public static IReadOnlyList<IReadOnlyList<FormatToken>> Sections(string code)
    {
        var sections = new List<IReadOnlyList<FormatToken>>();
        var section = new List<FormatToken>();
        for (var at = 0; at < code.Length;)
        {
            if (code[at] == ';')
            {
                sections.Add(section);
                section = [];
                at++;
                continue;
            }

            var (token, length) = Next(code, at);
            if (token is { } found)
            {
                section.Add(found);
            }

            at += length;
        }

        sections.Add(section);
        return sections;
    }

    private static (FormatToken? Token, int Length) Next(string code, int at)
    {
        switch (code[at])
        {
            case '"':
                var quoteEnd = code.IndexOf('"', at + 1);
                return quoteEnd < 0 ? (null, code.Length - at) : (Literal(code[(at + 1)..quoteEnd]), quoteEnd + 1 - at);
            case '\\' or '!':
                return at + 1 < code.Length ? (Literal(code[(at + 1)..(at + 2)]), 2) : (null, 1);
            case '_' or '*':
                // The width of a character, or a character repeated: nothing a person reads.
                return (null, 2);
            case '[':
                var bracketEnd = code.IndexOf(']', at);
                return bracketEnd < 0 ? (null, code.Length - at) : (Bracket(code[(at + 1)..bracketEnd]), bracketEnd + 1 - at);
        }

        foreach (var noon in (ReadOnlySpan<string>)[Noon, EnglishNoon, "a/p"])
        {
            if (code.AsSpan(at).StartsWith(noon, StringComparison.OrdinalIgnoreCase))
            {
                return (new(FormatTokenKind.Noon, noon), noon.Length);
            }
        }

        var letter = char.ToLowerInvariant(code[at]);
        if (letter is 'y' or 'm' or 'd' or 'h' or 's' or 'a' or 'e' or 'b' or 'g')
        {
            var end = at + 1;
            while (end < code.Length && char.ToLowerInvariant(code[end]) == letter)
            {
                end++;
            }

            return (new(FormatTokenKind.Letters, new string(letter, end - at)), end - at);
        }

        return letter is '0' or '#' or '?' or '.' or ',' or '%' or '@'
            ? (new(FormatTokenKind.Digit, code[at..(at + 1)]), 1)
            : (Literal(code[at..(at + 1)]), 1);
    }

    private static FormatToken Literal(string text) => new(FormatTokenKind.Literal, text);

    private static FormatToken? Bracket(string inner)
    {
        if (inner.StartsWith('$'))
        {
            var sign = inner[1..].Split('-')[0];
            return sign.Length == 0 ? null : Literal(sign);
        }

        var lower = inner.ToLowerInvariant();
        if (lower.Length > 0 && lower.All(letter => letter == lower[0]) && lower[0] is 'h' or 'm' or 's')
        {
            return new(FormatTokenKind.Elapsed, lower);
        }

        return lower.StartsWith("dbnum", StringComparison.Ordinal) ? new(FormatTokenKind.ChineseDigits, lower)
            : lower.Length > 0 && lower[0] is '<' or '>' or '=' ? new(FormatTokenKind.Condition, lower)
            : null;
    }
}

internal enum FormatTokenKind
{
    Literal,
    Letters,
    Digit,
    Elapsed,
    Noon,
    ChineseDigits,
    Condition
}
