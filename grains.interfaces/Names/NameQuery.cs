namespace Rectification.Names;

/// <summary>
/// What a person typed to find names and texts: a part of them as it is written; or letters, which then may be initials or syllables of pinyin by any
/// reading of a character（lcq、lucheng、luchengqu for 鹿城区；both yqs and lqs for 乐清市）. Widths, capitals, blanks, tone marks and tone numbers are all one.
/// </summary>
public sealed class NameQuery
{
    /// <summary>Fewest letters that are looked for as pinyin in texts; a single one is the initial of something in every text.</summary>
    private const int LeastInTexts = 2;

    private readonly string _typed;
    private readonly Spelling[] _spellings;

    private NameQuery(string typed, Spelling[] spellings) => (_typed, _spellings) = (typed, spellings);

    /// <summary>Whether it may be pinyin: nothing but letters and digits, with a letter among them.</summary>
    public bool IsSpelt => _spellings.Length > 0;

    public static NameQuery Of(string text) => new(text, [.. Spelling.Of(text)]);

    /// <summary>How well a name fits.</summary>
    public NameRank Rank(string name, string? id = null)
    {
        var (folded, typed) = (HalfWidth.Of(name), HalfWidth.Of(_typed));
        if (folded.Equals(typed, StringComparison.OrdinalIgnoreCase) || typed.Equals(id, StringComparison.OrdinalIgnoreCase))
        {
            return NameRank.Exact;
        }

        var at = folded.IndexOf(typed, StringComparison.OrdinalIgnoreCase);
        var spelt = at == 0 || !IsSpelt ? NameRank.None : Spelt(folded);
        return at < 0 ? spelt : at == 0 ? NameRank.Beginning : spelt < NameRank.Part ? spelt : NameRank.Part;
    }

    /// <summary>The best rank among several names of one thing.</summary>
    public NameRank Best(IEnumerable<string> names) => names.Aggregate(NameRank.None, (best, name) => (NameRank)Math.Min((int)best, (int)Rank(name)));

    /// <summary>Those that are found, the best first, of those that are read so the shortest; what fits equally well stays in the order it came in.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> items, Func<T, string> name, Func<T, string?> id) =>
        items.Select(item => (Item: item, Rank: Rank(name(item), id(item)))).Where(found => found.Rank < NameRank.None)
            .OrderBy(found => found.Rank)
            .ThenBy(found => found.Rank is NameRank.Initials or NameRank.Syllables or NameRank.OtherReading ? name(found.Item).Length : 0)
            .Select(found => found.Item);

    /// <summary>Whether it stands in a text as it is written.</summary>
    public bool StandsIn(string text) => HalfWidth.Contains(text, _typed);

    /// <summary>
    /// Whether a text has it as pinyin: initials of characters that follow each other, or their syllables, the last perhaps not yet typed to its end.
    /// </summary>
    public bool ReadsIn(string text)
    {
        foreach (var spelling in _spellings)
        {
            if (spelling.Length >= LeastInTexts && spelling.ReadsIn(text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The place in a name or text that fits first, to be marked; <see langword="null"/>: nowhere.</summary>
    public (int From, int Length)? Where(string text, int from = 0)
    {
        var folded = HalfWidth.Of(text);
        var at = _typed.Length == 0 ? -1 : folded.IndexOf(HalfWidth.Of(_typed), from, StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
        {
            return (at, _typed.Length);
        }

        foreach (var spelling in _spellings)
        {
            for (var start = from; start < folded.Length; start++)
            {
                if (spelling.LengthAt(folded.AsSpan(start)) is > 0 and var length)
                {
                    return (start, length);
                }
            }
        }

        return null;
    }

    private NameRank Spelt(string name)
    {
        var best = NameRank.None;
        foreach (var written in ChineseNumbers.Ways(name, _spellings[0].HasDigits))
        {
            foreach (var spelling in _spellings)
            {
                best = (NameRank)Math.Min((int)best, (int)spelling.Rank(written));
            }
        }

        return best;
    }

    /// <summary>One way to read the letters that were typed. Places in them are bits: what is reached after a character follows from what was before.</summary>
    private sealed class Spelling
    {
        /// <summary>Letters beyond this are not looked at.</summary>
        private const int Most = 63;

        private readonly string _letters;

        /// <summary>By syllable: the places at which it stands; those at which what was typed ends within it.</summary>
        private readonly ulong[] _stands;
        private readonly ulong[] _ends;
        private readonly ulong[] _at = new ulong[128];
        private readonly ulong _doubled;

        /// <summary>The first letter among the initials of <see cref="Pinyin.InitialsOf"/>.</summary>
        private readonly uint _first;

        private Spelling(string letters)
        {
            _letters = letters;
            _first = char.IsAsciiLetterLower(letters[0]) ? 1u << (letters[0] - 'a') : 0;
            var known = Pinyin.Known;
            (_stands, _ends) = (new ulong[known.Length], new ulong[known.Length]);
            for (var at = 0; at < letters.Length; at++)
            {
                _at[letters[at]] |= 1ul << at;
                _doubled |= letters.AsSpan(at) is ['z' or 'c' or 's', 'h', ..] ? 1ul << at : 0;
                for (var syllable = 0; syllable < known.Length; syllable++)
                {
                    Place(letters.AsSpan(at), known[syllable], syllable, at);
                }
            }
        }

        public int Length => _letters.Length;

        public bool HasDigits => _letters.AsSpan().ContainsAnyInRange('0', '9');

        private ulong End => 1ul << _letters.Length;

        /// <summary>As it was typed; and without the digits behind syllables, which are their tones.</summary>
        public static IEnumerable<Spelling> Of(string text)
        {
            if (TypedLetters.Of(text, Most) is not { } letters)
            {
                yield break;
            }

            yield return new(letters);
            if (TypedLetters.WithoutTones(letters) is { } toneless && toneless != letters)
            {
                yield return new(toneless);
            }
        }

        /// <summary>How well a name fits, from its beginning or elsewhere.</summary>
        public NameRank Rank(string name)
        {
            if (!HasFirst(name))
            {
                return NameRank.None;
            }

            Span<ushort> own = stackalloc ushort[Math.Min(name.Length, Longest)];
            name = name.Length > Longest ? name[..Longest] : name;
            Pinyin.Read(name, own);
            if (FromStart(name, own, initialsOnly: true))
            {
                return NameRank.Initials;
            }

            if (FromStart(name, own, initialsOnly: false))
            {
                return NameRank.Syllables;
            }

            return LengthAt(name) > 0 ? NameRank.OtherReading : Anywhere(name) ? NameRank.PartAsRead : NameRank.None;
        }

        /// <summary>Of a name that fits from its beginning by any readings: the characters it takes; 0 if it does not fit.</summary>
        public int LengthAt(ReadOnlySpan<char> name)
        {
            if (name.Length == 0 || IsSkipped(name[0]))
            {
                return 0;
            }

            var reached = 1ul;
            for (var at = 0; at < Math.Min(name.Length, Longest) && reached != 0; at++)
            {
                if (Step(name[at], Pinyin.Readings(name[at]), ref reached))
                {
                    return at + 1;
                }
            }

            return 0;
        }

        /// <summary>Whether a text has it, as initials or as syllables throughout; punctuation and blanks are not skipped.</summary>
        public bool ReadsIn(ReadOnlySpan<char> text)
        {
            var first = _letters[0];
            var (initials, syllables) = (0ul, 0ul);
            foreach (var character in text)
            {
                var readings = Pinyin.Readings(character);
                if (initials == 0 && syllables == 0 && (readings.IsEmpty ? Folded(character) != first : (Pinyin.InitialsOf(character) & _first) == 0))
                {
                    continue;
                }

                (initials, syllables) = (initials | 1, syllables | 1);
                if (readings.IsEmpty)
                {
                    var standing = Standing(character);
                    (initials, syllables) = ((initials & standing) << 1, (syllables & standing) << 1);
                }
                else if (Initials(readings, ref initials) | Whole(readings, ref syllables))
                {
                    return true;
                }

                if (((initials | syllables) & End) != 0)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Names beyond this are looked at so far, in characters.</summary>
        private const int Longest = 256;

        private bool FromStart(ReadOnlySpan<char> name, ReadOnlySpan<ushort> own, bool initialsOnly)
        {
            var family = Pinyin.Family(name);
            Span<ushort> readings = stackalloc ushort[2];
            var reached = 1ul;
            for (var at = 0; at < name.Length && reached != 0; at++)
            {
                var count = own[at] == Pinyin.None ? 0 : 1;
                readings[0] = count > 0 ? Pinyin.SyllableOf(own[at]) : default;
                if (at < family.Length)
                {
                    readings[count++] = Pinyin.SyllableOf(family[at]);
                }

                if (initialsOnly && count > 0 ? Initials(readings[..count], ref reached) : Step(name[at], readings[..count], ref reached))
                {
                    return true;
                }
            }

            return false;
        }

        private bool Anywhere(ReadOnlySpan<char> name)
        {
            var reached = 0ul;
            foreach (var character in name[Math.Min(1, name.Length)..])
            {
                reached |= 1;
                if (Step(character, Pinyin.Readings(character), ref reached))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether the first letter begins any character of a name; most names end here.</summary>
        private bool HasFirst(ReadOnlySpan<char> name)
        {
            foreach (var character in name)
            {
                if ((Pinyin.InitialsOf(character) & _first) != 0 || Folded(character) == _letters[0])
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>One more character, by initial or syllable, or as it stands; brackets and blanks are passed over.</summary>
        /// <returns>Whether all that was typed is used up.</returns>
        private bool Step(char character, ReadOnlySpan<ushort> readings, ref ulong reached)
        {
            if (readings.IsEmpty)
            {
                reached = IsSkipped(character) ? reached : (reached & Standing(character)) << 1;
                return (reached & End) != 0;
            }

            var (byInitial, bySyllable) = (reached, reached);
            var done = Initials(readings, ref byInitial) | Whole(readings, ref bySyllable);
            reached = byInitial | bySyllable;
            return done;
        }

        private bool Initials(ReadOnlySpan<ushort> readings, ref ulong reached)
        {
            var next = 0ul;
            foreach (var reading in readings)
            {
                var syllable = Pinyin.Known[reading];
                var here = reached & _at[syllable[0]];
                next |= here << 1;
                next |= syllable.Length > 1 && syllable[1] == 'h' ? (here & _doubled) << 2 : 0;
            }

            reached = next;
            return (next & End) != 0;
        }

        private bool Whole(ReadOnlySpan<ushort> readings, ref ulong reached)
        {
            var (next, done) = (0ul, false);
            foreach (var reading in readings)
            {
                next |= (reached & _stands[reading]) << Pinyin.Known[reading].Length;
                done |= (reached & _ends[reading]) != 0;
            }

            reached = next;
            return done || (next & End) != 0;
        }

        private ulong Standing(char character) => Folded(character) is < (char)128 and var letter ? _at[letter] : 0;

        private void Place(ReadOnlySpan<char> rest, string syllable, int number, int at)
        {
            // Whoever has no ü types v or u: lv and lu are both 吕.
            if (rest.StartsWith(syllable) || (syllable is [_, 'v', ..] && rest.Length >= syllable.Length && rest[0] == syllable[0] && rest[1] == 'u'
                && rest[2..syllable.Length].SequenceEqual(syllable.AsSpan(2))))
            {
                _stands[number] |= 1ul << at;
            }
            else if (syllable.AsSpan().StartsWith(rest))
            {
                _ends[number] |= 1ul << at;
            }
        }

        private static bool IsSkipped(char character) => !char.IsLetterOrDigit(character);

        private static char Folded(char character) => char.ToLowerInvariant(HalfWidth.Of(character));
    }
}
