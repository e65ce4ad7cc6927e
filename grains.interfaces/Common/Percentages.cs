using System.Globalization;

namespace Rectification;

/// <summary>
/// 百分数：the one place where counts become percentages. Rounded half up, as offices do by hand, with one exception: less than all never
/// reads as 100 %, and more than none never as 0. Computed without floating point.
/// </summary>
public static class Percentages
{
    /// <summary>Decimals of a plan that names none.</summary>
    public const int UsualDecimals = 1;

    public const int MostDecimals = 3;

    /// <summary>Where there is nothing to divide by.</summary>
    public const string None = "–";

    /// <summary>A part of a whole, for example <c>98.9%</c>; <see cref="None"/> where the whole is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part or the whole is negative, or there are no such decimals.</exception>
    public static string Of(decimal part, decimal whole, int decimals = UsualDecimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfNegative(whole);
        return whole == 0 ? None : Text(Steps(part, whole, decimals), decimals);
    }

    /// <summary>A part of a whole as the number that a cell of a workbook holds: 0.989 for 98.9 %; <see langword="null"/> where the whole is 0.</summary>
    public static decimal? Fraction(decimal part, decimal whole, int decimals = UsualDecimals) =>
        whole == 0 ? null : Steps(part, whole, decimals) / All(decimals);

    /// <summary>
    /// Parts of one whole that stand beside each other: together they make 100 %. What rounding down leaves over goes to the largest remainders; a part
    /// that is more than none keeps at least the least that can be shown.
    /// </summary>
    /// <returns>One for each part, in order; <see cref="None"/> for all where the whole is 0, or has more parts than can be shown.</returns>
    public static IReadOnlyList<string> Shares(IReadOnlyList<long> parts, int decimals = UsualDecimals)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var (whole, all) = (parts.Sum(part => (decimal)part), All(decimals));
        if (whole == 0 || parts.Count(part => part > 0) > all)
        {
            return [.. parts.Select(_ => None)];
        }

        // Who was lifted to the least that can be shown has more than its due already.
        var floors = parts.Select(part => Quotient(part * all, whole)).ToArray();
        var byRemainder = Enumerable.Range(0, parts.Count).Where(i => floors[i] > 0)
            .OrderByDescending(i => parts[i] * all % whole).ThenByDescending(i => parts[i]).ToArray();
        var steps = parts.Select((part, i) => part > 0 ? Math.Max(1, floors[i]) : 0).ToArray();
        var left = all - steps.Sum();
        for (var next = 0; left > 0; next++, left--)
        {
            steps[byRemainder[next]]++;
        }

        for (var next = 0; left < 0; next++)
        {
            // What was lifted is paid for by those that can give, the one with the smallest remainder first.
            var giver = byRemainder[^(1 + (next % byRemainder.Length))];
            (steps[giver], left) = steps[giver] > 1 ? (steps[giver] - 1, left + 1) : (steps[giver], left);
        }

        return [.. steps.Select(step => Text(step, decimals))];
    }

    /// <summary>Whole percents as somebody reported them or as a rule states them.</summary>
    public static string Stated(int percent) => percent.ToString(CultureInfo.InvariantCulture) + "%";

    /// <summary>A number that is in percent already, as a rule compares it: whole ones without decimals, and below nothing too.</summary>
    public static string Value(decimal percents, int decimals = UsualDecimals) =>
        percents < 0 ? "-" + Value(-percents, decimals)
        : percents % 1 == 0 ? percents.ToString("0", CultureInfo.InvariantCulture) + "%"
        : Of(percents, 100, decimals);

    /// <summary>A share between 0 and 1 as a rule states it: every digit of it.</summary>
    public static string Stated(decimal share) => (share * 100).ToString("0.##########", CultureInfo.InvariantCulture) + "%";

    /// <summary>Percents with the one exception, in steps of the last decimal.</summary>
    private static decimal Steps(decimal part, decimal whole, int decimals)
    {
        var all = All(decimals);
        var steps = Quotient((2 * part * all) + whole, 2 * whole);
        return part > 0 && steps == 0 ? 1
            : part < whole && steps >= all ? all - 1
            : steps;
    }

    /// <summary>100 % in steps of the last decimal.</summary>
    private static decimal All(int decimals) => decimals switch
    {
        0 => 100,
        1 => 1_000,
        2 => 10_000,
        MostDecimals => 100_000,
        _ => throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "A percentage has 0 to 3 decimals."),
    };

    /// <summary>How often the divisor fits in; exact, as the remainder of decimals is.</summary>
    private static decimal Quotient(decimal dividend, decimal divisor) => (dividend - (dividend % divisor)) / divisor;

    private static string Text(decimal steps, int decimals) =>
        (steps / (All(decimals) / 100)).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "%";
}
