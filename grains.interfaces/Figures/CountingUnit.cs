namespace Rectification.Figures;

/// <summary>
/// A unit of counting as people write it: 万元 is ten thousand 元. Only such multiples are converted; 人次 and 场, 人 and 人次 are different things,
/// and nothing is guessed between them.
/// </summary>
/// <param name="Base">What is counted, 元 or 场.</param>
/// <param name="Times">How many of the base one of it is.</param>
public readonly record struct CountingUnit(string Base, long Times)
{
    public const string Percent = "%";

    private const char Per = '/';

    private static readonly (string Word, long Times)[] Multiples =
        [("百万", 1_000_000), ("千万", 10_000_000), ("万", 10_000), ("亿", 100_000_000), ("千", 1_000)];

    public static CountingUnit Of(string unit)
    {
        var known = Multiples.FirstOrDefault(multiple => unit.StartsWith(multiple.Word, StringComparison.Ordinal));
        return known.Word is null ? new(unit, 1) : new(unit[known.Word.Length..], known.Times);
    }

    /// <summary>An amount counted in this unit, in its base.</summary>
    public Amount ToBase(Amount amount) => amount * Amount.Of(Times);

    /// <summary>An amount counted in the base, in this unit.</summary>
    public Amount FromBase(Amount amount) => amount / Amount.Of(Times);

    /// <summary>The two units of a ratio like 人次/场 and <see langword="null"/> for a unit that is none.</summary>
    public static (CountingUnit Of, CountingUnit To)? Ratio(string unit) =>
        unit.Split(Per) is [{ Length: > 0 } of, { Length: > 0 } to] ? (Of(of), Of(to)) : null;
}
