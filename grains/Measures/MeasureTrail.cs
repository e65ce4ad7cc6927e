using Rectification.Chains;
using Rectification.Storage;

namespace Rectification.Measures;

/// <summary>How a measure's trail is kept: small pages, so that the row stays small, and ids of a day; older history is found by its own time.</summary>
internal static class MeasureTrail
{
    /// <summary>The open page never grows past this many bytes: if sealing keeps failing, commands wait.</summary>
    public const int HardCapBytes = 64 * 1024;

    private const string PageType = "trail-page";

    private static readonly ChainKind<TrailEntry> Kind = new(PageType, PageBytes: 3 * 1024, TrailJson.Canonical.TrailEntry)
    {
        Remembered = int.MaxValue,
        Memory = TimeSpan.FromHours(24),
    };

    public static Chain<TrailEntry> Of(RowStore rows, NumberKey measure) => new(Kind, rows, measure.ToString());

    public static GrainId PageId(NumberKey measure, int page) => SealedPages.IdOf(PageType, measure.ToString(), page);

    public static IEnumerable<TrailEntry> Entries(TrailPage page) => page.Split().Select(Entry);

    public static TrailEntry Entry(ReadOnlyMemory<byte> line) => TrailPage.Read(line, TrailJson.Canonical.TrailEntry);

    /// <summary>The entries of those lines that may be the plan's changes.</summary>
    public static IEnumerable<TrailEntry> Replannings(IEnumerable<TrailPage> pages)
    {
        foreach (var page in pages)
        {
            if (MayReplan(page.Lines))
            {
                foreach (var line in page.Split())
                {
                    if (MayReplan(line))
                    {
                        yield return Entry(line);
                    }
                }
            }
        }
    }

    /// <summary>A quote within a text is written with a stroke before it, so no text is taken for the event's name.</summary>
    private static bool MayReplan(ReadOnlyMemory<byte> lines) => lines.Span.IndexOf("\"replanned\""u8) >= 0;
}
