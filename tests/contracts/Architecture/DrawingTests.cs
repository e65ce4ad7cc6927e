using System.Text;

namespace Rectification.Tests.Contracts.Architecture;

/// <summary>The drawing in <c>docs/architecture.md</c> is made from the code; with <c>RECTIFICATION_REWRITE_REFERENCE</c> set it is made anew.</summary>
public sealed class DrawingTests
{
    private const string Rewrite = "RECTIFICATION_REWRITE_REFERENCE";
    private const string Begin = "```mermaid\n";
    private const string End = "```\n";

    private static readonly (string Title, string Assembly, string Root)[] Projects =
    [
        ("gateway", "Rectification.Gateway", "Rectification.Gateway"),
        ("grains", "Rectification.Grains", "Rectification"),
        ("silo", "Rectification.Silo", "Rectification"),
    ];

    [Fact]
    public void The_drawing_is_what_the_code_is()
    {
        var file = Path.Combine(Repository.Root, "docs", "architecture.md");
        var text = File.ReadAllText(file);
        var drawn = Drawn(text);
        if (Environment.GetEnvironmentVariable(Rewrite) is not null)
        {
            File.WriteAllText(file, drawn);
        }

        Assert.Equal(drawn, text);
    }

    private static string Drawn(string text)
    {
        var page = new StringBuilder();
        foreach (var (title, assembly, root) in Projects)
        {
            var head = $"### {title}\n\n{Begin}";
            var start = text.IndexOf(head, StringComparison.Ordinal) + head.Length;
            page.Append(text, 0, start).Append(Drawing(Rooms.Of(assembly, root)));
            text = text[text.IndexOf(End, start, StringComparison.Ordinal)..];
        }

        return page.Append(text).ToString();
    }

    /// <summary>Without the arrows that others say already: who knows Orders, which knows Plans, is drawn to Orders alone.</summary>
    private static string Drawing(Rooms rooms)
    {
        var direct = rooms.Arrows.Keys.ToLookup(arrow => arrow.From, arrow => arrow.To);
        var drawing = new StringBuilder("graph TD\n");
        foreach (var (from, to) in rooms.Arrows.Keys.Where(arrow => !direct[arrow.From].Any(other => other != arrow.To && rooms.Reaches(other, arrow.To))))
        {
            drawing.Append("  ").Append(from).Append(" --> ").Append(to).Append('\n');
        }

        return drawing.ToString();
    }
}
