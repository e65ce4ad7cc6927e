using System.Text;

namespace Rectification.Names;

/// <summary>Letters as people type pinyin, made alike.</summary>
internal static class TypedLetters
{
    /// <summary>Vowels with their tone marks, four each, and u with two dots with none, which keyboards without it write v.</summary>
    private const string Marked = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";
    private const string Plain = "aeiouv";
    private const int Marks = 4;
    private const char FirstTone = '1';
    private const char LastTone = '5';

    /// <summary>
    /// Small letters and digits; blanks, hyphens, dots and apostrophes between syllables are left out. <see langword="null"/> if anything else stands there,
    /// if there is no letter, or more than so many.
    /// </summary>
    public static string? Of(string text, int most)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var typed in HalfWidth.Of(text))
        {
            var letter = char.ToLowerInvariant(typed);
            var marked = Marked.IndexOf(letter, StringComparison.Ordinal);
            letter = marked >= 0 ? Plain[marked / Marks] : letter == 'ü' ? 'v' : letter;
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            {
                letters.Append(letter);
            }
            else if (letter is not (' ' or '-' or '.' or '\'' or '\u2019'))
            {
                return null;
            }
        }

        letters.Replace("lyu", "lv").Replace("nyu", "nv");
        var all = letters.ToString();
        return all.Length <= most && all.Any(char.IsAsciiLetterLower) ? all : null;
    }

    /// <summary>Without the numbers of tones, which are single digits from 1 to 5 behind a letter; <see langword="null"/> if there is none.</summary>
    public static string? WithoutTones(string letters)
    {
        var left = string.Concat(letters.Where((letter, at) => !IsTone(letters, at)));
        return left.Length < letters.Length ? left : null;
    }

    private static bool IsTone(string letters, int at) =>
        letters[at] is >= FirstTone and <= LastTone && at > 0 && char.IsAsciiLetterLower(letters[at - 1])
        && (at + 1 == letters.Length || char.IsAsciiLetterLower(letters[at + 1]));
}
