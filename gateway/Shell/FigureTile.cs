namespace Rectification.Gateway.Shell;

/// <summary>One figure of the overview.</summary>
/// <param name="Title">What it counts.</param>
/// <param name="Name">Its name in the rate sheet, by which the page's script finds it.</param>
/// <param name="Value">The number.</param>
/// <param name="List">The list that the number counts.</param>
public sealed record FigureTile(string Title, string Name, long Value, string List)
{
    /// <summary>The denominator, where the figure is a part of something.</summary>
    public (string Name, long Value, string List)? Of { get; init; }

    /// <summary>Of what is counted, how much the reader may see: where that is not all, the number leads nowhere and this does.</summary>
    public long? Seen { get; init; }

    /// <summary>The same of the denominator.</summary>
    public long? SeenOf { get; init; }

    /// <summary>What the day that is shown has changed, where that is known.</summary>
    public long? Change { get; init; }

    /// <summary>A colour for what needs attention.</summary>
    public string? Tone { get; init; }
}
