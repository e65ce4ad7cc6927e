using System.Globalization;
using System.Text;

namespace Rectification.Gateway.Evidence;

/// <summary>Names of files as senders give them, made into names and nothing else. No file is ever stored under one.</summary>
internal static class FileNames
{
    /// <summary>Longest name that is kept, in UTF-16 code units.</summary>
    public const int MaxLength = 150;

    private const int MaxExtension = 10;
    private const string Forbidden = "<>:\"|?*";

    /// <summary>The last step of a path, without control and direction characters; empty when nothing of a name is left.</summary>
    public static string Clean(string? given)
    {
        var last = (given ?? "").AsSpan();
        last = last[(last.LastIndexOfAny('/', '\\') + 1)..];
        var name = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            // Bytes that are no text come as the replacement character; format characters can turn a name around (RLO) or hide its end.
            var kept = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate)
                && rune != Rune.ReplacementChar;
            name.Append(!kept ? "" : rune.IsAscii && Forbidden.Contains((char)rune.Value) ? "_" : rune.ToString());
        }

        return Shorten(name.ToString().Trim(' ', '.'));
    }

    /// <summary>With the dot, in small letters; empty without one.</summary>
    public static string Extension(string name) => Path.GetExtension(name).ToLowerInvariant();

    /// <summary>A name to download under where none is known.</summary>
    public static string Make(string sha256, string? type) => sha256[..16] + FileTypes.ExtensionOf(type);

    private static string Shorten(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        var extension = Path.GetExtension(name) is { Length: <= MaxExtension } end ? end : "";
        var length = MaxLength - extension.Length;
        length -= char.IsHighSurrogate(name[length - 1]) ? 1 : 0;
        return string.Concat(name.AsSpan(0, length), extension);
    }
}
