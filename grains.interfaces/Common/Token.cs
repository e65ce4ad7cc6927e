using System.Diagnostics.CodeAnalysis;

namespace Rectification;

/// <summary>
/// The receipt of an acknowledged command: per unit, the stamp of its counter that includes it. Written
/// <c>unit:epoch.sequence,unit:epoch.sequence</c>; a reader that presents it is never shown a figure from before.
/// </summary>
public static class Token
{
    /// <summary>Longest token that is read, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    public static string Write(IEnumerable<KeyValuePair<string, Stamp>> stamps) =>
        string.Join(',', stamps.Select(pair => $"{pair.Key}:{pair.Value}"));

    public static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<KeyValuePair<string, Stamp>>? stamps)
    {
        stamps = null;
        if (text.Length > MaxLength)
        {
            return false;
        }

        var read = new List<KeyValuePair<string, Stamp>>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !Ids.IsValid(part[..colon]) || !Stamp.TryParse(part.AsSpan(colon + 1), out var stamp))
            {
                return false;
            }

            read.Add(new(part[..colon], stamp));
        }

        stamps = read;
        return true;
    }
}
