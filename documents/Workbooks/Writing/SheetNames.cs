using System.Globalization;

namespace Rectification.Documents.Workbooks.Writing;

/// <summary>Names a tab may bear: at most 31 characters, some signs not among them, no two alike.</summary>
internal static class SheetNames
{
    private const int Longest = 31;
    private const string Forbidden = "[]:*?/\\'";
    private const string Instead = "（）：＊？／＼’";

    public static IReadOnlyList<string> Of(IEnumerable<string> wanted)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { ChoiceLists.SheetName };
        var names = new List<string>();
        foreach (var name in wanted)
        {
            var safe = string.Concat(name.Where(sign => sign >= ' ').Select(Allowed)).Trim();
            safe = safe.Length == 0 ? "Sheet" : Cut(safe, Longest);
            var unique = safe;
            for (var number = 2; !taken.Add(unique); number++)
            {
                var suffix = $"（{number.ToString(CultureInfo.InvariantCulture)}）";
                unique = Cut(safe, Longest - suffix.Length) + suffix;
            }

            names.Add(unique);
        }

        return names;
    }

    private static char Allowed(char sign) => Forbidden.IndexOf(sign, StringComparison.Ordinal) is var at and >= 0 ? Instead[at] : sign;

    /// <summary>Never within a character.</summary>
    private static string Cut(string name, int length) =>
        name.Length <= length ? name : name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)];
}
