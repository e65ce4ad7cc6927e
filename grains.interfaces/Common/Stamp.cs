using System.Globalization;

namespace Rectification;

/// <summary>
/// Orders what one source says: a later stamp replaces an earlier one, in whichever order they arrive. For a counter, <see cref="Epoch"/>
/// is its activation and <see cref="Sequence"/> its changes since; for a measure, its own version and then the roster's.
/// </summary>
[GenerateSerializer, Immutable, Alias("stamp")]
public readonly record struct Stamp([property: Id(0)] long Epoch, [property: Id(1)] long Sequence) : IComparable<Stamp>
{
    private const int SequenceBits = 32;

    public static readonly Stamp None;

    public int CompareTo(Stamp other) =>
        Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Sequence.CompareTo(other.Sequence);

    /// <summary>One growing number for people and JSON: exact while an epoch has under 2³² changes and there are under 2²¹ epochs.</summary>
    public long ToVersion() => (Epoch << SequenceBits) | Sequence;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Sequence}");

    public static bool TryParse(ReadOnlySpan<char> text, out Stamp stamp)
    {
        stamp = None;
        var dot = text.IndexOf('.');
        if (dot < 0
            || !long.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            || !long.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        stamp = new(epoch, sequence);
        return true;
    }

    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
