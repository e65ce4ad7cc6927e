using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace Rectification.Names;

/// <summary>How Chinese characters are read: every character of the common lists with all its readings, and names that are read in their own way.</summary>
internal static class Pinyin
{
    /// <summary>In <see cref="Usual"/>: no character that is read.</summary>
    public const ushort None = 0;

    private const int Characters = char.MaxValue + 1;
    private const int Letters = 26;

    private static readonly string[] Syllables;

    /// <summary>The usual reading of a character, as its place among all syllables in order of letters and tone, from 1.</summary>
    private static readonly ushort[] Usual = new ushort[Characters];

    /// <summary>The syllable without its tone, by <see cref="Usual"/>.</summary>
    private static readonly ushort[] Toneless;
    private static readonly ushort[][] All = new ushort[Characters][];
    private static readonly uint[] Initials = new uint[Characters];
    private static readonly FrozenDictionary<string, ushort[]> Places;
    private static readonly FrozenDictionary<string, ushort[]> Families;
    private static readonly bool[] BeginsPlace = new bool[Characters];

    static Pinyin()
    {
        var usual = new List<(string Reading, string Characters)>();
        var further = new List<(string Syllable, string Characters)>();
        foreach (var (key, characters) in Lines("readings.txt").Select(Cut))
        {
            (key[0] == '+' ? further : usual).Add((key.TrimStart('+'), characters));
        }

        var (places, families) = OwnReadings();
        string[] readings = [.. usual.Select(line => line.Reading).Concat(places.Concat(families).SelectMany(own => own.Value)).Distinct()
            .OrderBy(reading => reading[..^1], StringComparer.Ordinal).ThenBy(reading => reading[^1])];
        var order = readings.Index().ToDictionary(reading => reading.Item, reading => (ushort)(reading.Index + 1), StringComparer.Ordinal);
        Syllables = [.. readings.Select(reading => reading[..^1]).Concat(further.Select(line => line.Syllable)).Distinct().Order(StringComparer.Ordinal)];
        var syllable = Syllables.Index().ToDictionary(known => known.Item, known => (ushort)known.Index, StringComparer.Ordinal);
        Toneless = [0, .. readings.Select(reading => syllable[reading[..^1]])];

        foreach (var (reading, characters) in usual)
        {
            foreach (var character in characters)
            {
                Usual[character] = order[reading];
                Add(character, syllable[reading[..^1]]);
            }
        }

        foreach (var (name, characters) in further)
        {
            characters.ToList().ForEach(character => Add(character, syllable[name]));
        }

        foreach (var own in places.Concat(families))
        {
            own.Key.Zip(own.Value).ToList().ForEach(read => Add(read.First, syllable[read.Second[..^1]]));
        }

        Places = places.ToFrozenDictionary(own => own.Key, own => own.Value.Select(reading => order[reading]).ToArray(), StringComparer.Ordinal);
        Families = families.ToFrozenDictionary(own => own.Key, own => own.Value.Select(reading => order[reading]).ToArray(), StringComparer.Ordinal);
        places.ForEach(own => BeginsPlace[own.Key[0]] = true);
    }

    /// <summary>Longest name that is read in its own way, in characters.</summary>
    private const int LongestOwn = 3;

    /// <summary>All syllables there are, without tones; u with two dots is written v.</summary>
    public static ReadOnlySpan<string> Known => Syllables;

    /// <summary>All syllables of a character, as places in <see cref="Known"/>; none for what is not read.</summary>
    public static ReadOnlySpan<ushort> Readings(char character) => All[character];

    /// <summary>The letters with which a character's readings begin, the lowest bit for a.</summary>
    public static uint InitialsOf(char character) => Initials[character];

    /// <summary>The syllable of a reading that <see cref="Read"/> found, as a place in <see cref="Known"/>.</summary>
    public static ushort SyllableOf(ushort reading) => Toneless[reading];

    /// <summary>
    /// How a name is read, character by character: places in their own way wherever they stand, everything else as usual. Readings are ordered as a
    /// dictionary is; <see cref="None"/> stands for what is no Chinese character.
    /// </summary>
    public static void Read(ReadOnlySpan<char> name, Span<ushort> readings)
    {
        var places = Places.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < name.Length; at++)
        {
            readings[at] = Usual[name[at]];
        }

        for (var at = 0; at < name.Length; at++)
        {
            for (var length = BeginsPlace[name[at]] ? Math.Min(LongestOwn, name.Length - at) : 0; length > 1; length--)
            {
                if (places.TryGetValue(name.Slice(at, length), out var own))
                {
                    own.CopyTo(readings[at..]);
                    at += length - 1;
                    break;
                }
            }
        }
    }

    /// <summary>The reading of the family at the beginning of a person's name, where families are read in their own way; empty elsewhere.</summary>
    public static ReadOnlySpan<ushort> Family(ReadOnlySpan<char> name)
    {
        var families = Families.GetAlternateLookup<ReadOnlySpan<char>>();
        return name.Length > 1 && families.TryGetValue(name[..2], out var two) ? two
            : name.Length > 0 && families.TryGetValue(name[..1], out var one) ? one : [];
    }

    private static void Add(char character, ushort syllable)
    {
        All[character] = [.. All[character] ?? [], .. (All[character] ?? []).Contains(syllable) ? Array.Empty<ushort>() : [syllable]];
        var first = Syllables[syllable][0] - 'a';
        Initials[character] |= first < Letters ? 1u << first : 0;
    }

    private static (List<KeyValuePair<string, string[]>> Places, List<KeyValuePair<string, string[]>> Families) OwnReadings()
    {
        var (places, families) = (new List<KeyValuePair<string, string[]>>(), new List<KeyValuePair<string, string[]>>());
        var part = places;
        foreach (var line in Lines("own-readings.txt"))
        {
            if (line is "places" or "families")
            {
                part = line == "places" ? places : families;
                continue;
            }

            var (name, readings) = Cut(line);
            part.Add(new(name, readings.Split(' ')));
        }

        return (places, families);
    }

    private static (string Key, string Value) Cut(string line) => (line[..line.IndexOf(' ', StringComparison.Ordinal)],
        line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(string.Create(CultureInfo.InvariantCulture,
            $"Rectification.Names.{name}")) ?? throw new InvalidOperationException($"{name} is not part of the product.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
