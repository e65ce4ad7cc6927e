using System.Text;

namespace Rectification.Names;

/// <summary>How a name is spelt by those who know how it is read.</summary>
public static class Spelled
{
    /// <summary>
    /// The name, and behind it its initials and its syllables（鹿城区 lcq luchengqu）: for lists in which the browser looks for what is typed, and cannot be
    /// told of readings. The name alone where nothing in it is read.
    /// </summary>
    public static string Label(string name)
    {
        var readings = new ushort[name.Length];
        Pinyin.Read(name, readings);
        Pinyin.Family(name).CopyTo(readings);
        var (initials, syllables) = (new StringBuilder(), new StringBuilder());
        foreach (var (sign, reading) in HalfWidth.Of(name).ToLowerInvariant().Zip(readings))
        {
            if (reading == Pinyin.None)
            {
                initials.Append(char.IsLetterOrDigit(sign) ? sign : null);
                syllables.Append(char.IsLetterOrDigit(sign) ? sign : null);
                continue;
            }

            var syllable = Pinyin.Known[Pinyin.SyllableOf(reading)];
            initials.Append(syllable[0]);
            syllables.Append(syllable);
        }

        return readings.All(reading => reading == Pinyin.None) ? name : $"{name} {initials} {syllables}";
    }
}
