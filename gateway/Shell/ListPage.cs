namespace Rectification.Gateway.Shell;

/// <summary>One page of a list whose length is known.</summary>
public sealed record ListPage
{
    /// <summary>Name of the page's number in an address.</summary>
    public const string Name = "page";

    /// <summary>Rows of a page, unless a list says otherwise.</summary>
    public const int Usual = 50;

    private ListPage(int no, int size, int total) => (No, Size, Total) = (no, size, total);

    /// <summary>The page's number, from 1.</summary>
    public int No { get; }

    public int Size { get; }

    /// <summary>Rows of the whole list.</summary>
    public int Total { get; }

    /// <summary>Number of the last page; 1 for an empty list.</summary>
    public int Last => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>Rows before this page.</summary>
    public int Before => (No - 1) * Size;

    /// <summary>Position of its first row, from 1; 0 for an empty list.</summary>
    public int First => Total == 0 ? 0 : Before + 1;

    /// <summary>Position of its last row.</summary>
    public int End => Math.Min(Total, Before + Size);

    /// <summary>The page asked for; a list may have become shorter since its address was kept, and then it is the last one.</summary>
    /// <param name="asked">From 1; <see langword="null"/>: the first.</param>
    /// <param name="total">Rows of the whole list.</param>
    /// <param name="size">Rows of a page.</param>
    public static ListPage Of(int? asked, int total, int size = Usual) =>
        new(Math.Clamp(asked ?? 1, 1, Math.Max(1, (total + size - 1) / size)), size, total);

    /// <summary>The rows of this page.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> all) => all.Skip(Before).Take(Size);
}
