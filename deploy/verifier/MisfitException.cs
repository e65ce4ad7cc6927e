namespace Rectification.Verifier;

/// <summary>The first line that does not fit, and why.</summary>
public sealed class MisfitException : Exception
{
    /// <summary>Longest part of an expected or found value that is shown, in UTF-16 code units.</summary>
    private const int MaxShown = 300;

    public MisfitException(long line, string zh, string en, object? expected = null, object? found = null)
        : base(en) =>
        (Line, Zh, Expected, Found) = (line, zh, Shown(expected), Shown(found));

    public MisfitException()
    {
    }

    public MisfitException(string message)
        : base(message)
    {
    }

    public MisfitException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Number of the line, from 1.</summary>
    public long Line { get; }

    public string Zh { get; } = "";

    public string? Expected { get; }

    public string? Found { get; }

    private static string? Shown(object? value) => value?.ToString() is not { } text ? null : text.Length > MaxShown ? text[..MaxShown] + "…" : text;
}
