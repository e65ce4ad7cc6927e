using Rectification.Evidence;
using Rectification.Measures;

namespace Rectification.Signals;

/// <summary>Which measures use a file or a note. Filled measure by measure, in order of number.</summary>
public sealed class PaperUses
{
    /// <summary>Shortest note that can be told from a common phrase, in UTF-16 code units without white space.</summary>
    public const int MinNote = 10;

    private readonly Dictionary<string, List<int>> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _notes = new(StringComparer.Ordinal);

    public void Add(int measure, string leadUnit, IReadOnlyList<TrailEntry> entries)
    {
        foreach (var use in EvidenceUses.In(entries, leadUnit))
        {
            if (use.Piece.Sha256 is { } file)
            {
                Add(_files, file, measure);
            }
        }

        foreach (var report in entries.SelectMany(entry => entry.Events).OfType<ProgressReported>())
        {
            if (Note(report.Note) is { } note)
            {
                Add(_notes, note, measure);
            }
        }
    }

    /// <summary>A file's measures are known from elsewhere.</summary>
    public void AddFile(string sha256, IEnumerable<int> measures)
    {
        foreach (var measure in measures.Order())
        {
            Add(_files, sha256, measure);
        }
    }

    public IReadOnlyList<int> WithFile(string sha256) => _files.GetValueOrDefault(sha256) ?? [];

    public IReadOnlyList<int> WithNote(string note) => _notes.GetValueOrDefault(note) ?? [];

    /// <summary>What of a note is compared, or <see langword="null"/> when it says too little.</summary>
    public static string? Note(string text)
    {
        var words = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
        return words.Length >= MinNote ? words : null;
    }

    private static void Add(Dictionary<string, List<int>> uses, string what, int measure)
    {
        var measures = uses.TryGetValue(what, out var known) ? known : uses[what] = [];
        if (measures.Count == 0 || measures[^1] != measure)
        {
            measures.Add(measure);
        }
    }
}
