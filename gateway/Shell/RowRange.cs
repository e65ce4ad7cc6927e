namespace Rectification.Gateway.Shell;

/// <summary>
/// Which rows of a list stand on a page that goes on from a row and not by a page's number. The first page and the last are known by themselves; on the
/// way between, the link to the next page tells it where it begins.
/// </summary>
public sealed record RowRange
{
    /// <summary>Name of the position of a page's first row in an address.</summary>
    public const string Name = "row";

    private RowRange()
    {
    }

    /// <summary>Rows of the whole list, or as many as were counted.</summary>
    public int Total { get; private init; }

    /// <summary>Whether <see cref="Total"/> is all of them.</summary>
    public bool Whole { get; private init; }

    /// <summary>Rows of this page.</summary>
    public int Shown { get; private init; }

    /// <summary>Position of its first row, from 1; <see langword="null"/> where an address does not say it.</summary>
    public int? First { get; private init; }

    /// <summary>Position of its last row.</summary>
    public int? End => First + Shown - 1;

    /// <summary>Whether there are other pages.</summary>
    public bool IsPart => Shown < Total;

    /// <summary>Where the next page begins, for its address.</summary>
    public int? Next => End + 1;

    /// <summary>The rows that a page shows.</summary>
    /// <param name="total">Rows of the whole list, or as many as were counted.</param>
    /// <param name="whole">Whether these are all.</param>
    /// <param name="shown">Rows of the page.</param>
    /// <param name="isFirst">Whether it is the first page.</param>
    /// <param name="isLast">Whether no other follows.</param>
    /// <param name="told">What its address says of its first row; kept only where it is possible.</param>
    public static RowRange Of(int total, bool whole, int shown, bool isFirst, bool isLast, int? told) => new()
    {
        Total = total,
        Whole = whole,
        Shown = shown,
        First = shown == 0 ? null
            : isFirst ? 1
            : isLast && whole ? Math.Max(1, total - shown + 1)
            : told is > 1 and var first && (!whole || first + shown - 1 <= total) ? first : null,
    };
}
