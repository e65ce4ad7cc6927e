using System.Text;

namespace Rectification.Benchmarks.Output;

/// <summary>Collects the figures and writes them, as a table for people or as markdown for the documents.</summary>
internal sealed class Scoreboard(string machineLine)
{
    private static readonly string[] Headings =
        ["what", "unit", "product", "peer", "ratio", "goal", "met", "peer is"];

    private readonly List<Figure> figures = [];
    private readonly List<string> remarks = [];

    public void Add(Figure figure)
    {
        figures.Add(figure);
        Console.WriteLine($"  → {string.Join("  ", Cells(figure).Select((cell, i) => $"{Headings[i]}: {cell}"))}");
        if (figure.Note.Length > 0)
            Console.WriteLine($"    {figure.Note}");
    }

    /// <summary>Something a reader of the table must know, e.g. a comparison that could not run.</summary>
    public void Remark(string remark)
    {
        remarks.Add(remark);
        Console.WriteLine("  ! " + remark);
    }

    public string ToConsole()
    {
        var rows = figures.Select(Cells).Prepend(Headings).ToArray();
        var widths = Enumerable.Range(0, Headings.Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        var text = new StringBuilder().AppendLine().AppendLine(machineLine).AppendLine();
        for (var r = 0; r < rows.Length; r++)
        {
            var cells = rows[r].Select((cell, i) => IsNumber(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
            if (r == 0)
                text.AppendLine(string.Join("  ", widths.Select(width => new string('-', width))));
        }

        foreach (var remark in remarks)
            text.AppendLine("! " + remark);
        return text.ToString();
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder().Append("Measured on ").Append(machineLine).AppendLine(".").AppendLine();
        text.Append("| ").Append(string.Join(" | ", Headings)).AppendLine(" |");
        text.Append('|').Append(string.Concat(Headings.Select((_, i) => IsNumber(i) ? "---:|" : "---|"))).AppendLine();
        foreach (var figure in figures)
            text.Append("| ").Append(string.Join(" | ", Cells(figure))).AppendLine(" |");

        text.AppendLine();
        foreach (var figure in figures.Where(figure => figure.Note.Length > 0))
            text.Append("- ").Append(figure.Name).Append(": ").AppendLine(figure.Note);
        foreach (var remark in remarks)
            text.Append("- ").AppendLine(remark);
        return text.ToString();
    }

    private static bool IsNumber(int column) => column is >= 2 and <= 4;

    private static string[] Cells(Figure figure) =>
    [
        figure.Name,
        figure.Unit,
        Numbers.ShortOrDash(figure.Product),
        Numbers.ShortOrDash(figure.Peer),
        figure.Ratio is { } ratio ? Numbers.Short(ratio) + "×" : "–",
        figure.Goals.Count == 0 ? "–" : string.Join(", ", figure.Goals),
        figure.Met switch { true => "yes", false => "NO", null => "–" },
        figure.PeerName,
    ];
}
