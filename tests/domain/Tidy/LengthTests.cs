using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>A function fits a screen, and a program is a table of contents.</summary>
public sealed partial class LengthTests
{
    /// <summary>Longest function and longest <c>Program.cs</c> of a host, in lines.</summary>
    private const int Screen = 70;

    [Fact]
    public void A_function_fits_a_screen() =>
        Assert.Empty(
            from file in Sources.CSharp
            from function in Functions(file.Lines)
            where function.Length > Screen
            select $"{file.Path}:{function.Line + 1}: {function.Length} lines");

    /// <summary>Longest line of code, in characters.</summary>
    private const int Columns = 160;

    [Fact]
    public void A_line_fits_a_screen() =>
        Assert.Empty(
            from file in Sources.All
            where Path.GetExtension(file.Path) is ".cs" or ".razor" or ".js" or ".css" && !file.Path.Contains("/lib/", StringComparison.Ordinal)
            from line in file.Lines.Index()
            where line.Item.Length > Columns
            select $"{file.Path}:{line.Index + 1}: {line.Item.Length}");

    [Theory, InlineData("silo/Program.cs"), InlineData("gateway/Program.cs")]
    public void A_program_is_a_table_of_contents(string path) =>
        Assert.InRange(Sources.All.Single(file => file.Path == path).Lines.Length, 1, Screen);

    [Fact]
    public void The_ruler_measures()
    {
        string[] lines = ["class C", "{", "    public int One(", "        int x) =>", "        x;", "", "    private void Two()", "    {", "        One(1);",
            "    }", "}"];
        Assert.Equal([(2, 3), (6, 4)], Functions(lines));
    }

    /// <summary>Formatting is checked by the build, so a function goes on for as long as lines are indented deeper than its first.</summary>
    private static IEnumerable<(int Line, int Length)> Functions(string[] lines)
    {
        for (var start = 0; start < lines.Length; start++)
        {
            if (!Signature().IsMatch(lines[start]) || TypeDeclaration().IsMatch(lines[start]))
            {
                continue;
            }

            var end = start;
            while (end + 1 < lines.Length && !Ends(lines[start], lines[end + 1]))
            {
                end++;
            }

            var body = lines[start..(end + 1)];
            var closing = end + 1 < lines.Length && lines[end + 1].TrimStart().StartsWith('}') && Indent(lines[end + 1]) == Indent(lines[start]) ? 1 : 0;
            yield return (start, body.Reverse().SkipWhile(string.IsNullOrWhiteSpace).Count() + closing);
        }
    }

    private static bool Ends(string signature, string line) =>
        !string.IsNullOrWhiteSpace(line) && Indent(line) <= Indent(signature) && line.TrimStart()[0] is not ('{' or ')' or '#');

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex("^\\s+(public|private|protected|internal)\\b[^=;]*\\(")]
    private static partial Regex Signature();

    [GeneratedRegex("\\b(class|record|struct|interface|enum|delegate)\\b")]
    private static partial Regex TypeDeclaration();
}
