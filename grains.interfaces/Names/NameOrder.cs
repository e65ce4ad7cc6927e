namespace Rectification.Names;

/// <summary>
/// The order of names that have no order of their own, as a Chinese dictionary has them: digits and letters first, then by syllable and tone. What a plan
/// lists stands in the plan's order instead.
/// </summary>
public static class NameOrder
{
    /// <summary>Chinese characters begin here in a key, behind all letters.</summary>
    private const char FirstReading = '\uE000';

    /// <summary>Sorts names of people by ordinal comparison: families in their own way, so that 单 is Shàn; then the rest.</summary>
    public static string OfPerson(string name) => Key(name, Pinyin.Family(name));

    /// <summary>Sorts names of places, units and things by ordinal comparison.</summary>
    public static string Of(string name) => Key(name, []);

    private static string Key(string name, ReadOnlySpan<ushort> family)
    {
        var folded = HalfWidth.Of(name).ToLowerInvariant();
        var readings = new ushort[folded.Length];
        Pinyin.Read(folded, readings);
        family.CopyTo(readings);
        var key = string.Create(folded.Length, (folded, readings), static (key, name) =>
        {
            for (var at = 0; at < key.Length; at++)
            {
                key[at] = name.readings[at] == Pinyin.None ? name.folded[at] : (char)(FirstReading + name.readings[at]);
            }
        });

        // Names that are read alike keep one order.
        return key + '\0' + name;
    }
}
