using System.Collections;
using System.Globalization;

namespace Rectification.Tests.Contracts.States;

/// <summary>A stored value as text: a line for every field that is set, by the members' numbers, with their names for people.</summary>
internal static class FieldList
{
    public static string Of(object value)
    {
        var lines = new List<string>();
        Add(lines, "", value);
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The lines without the members' names, which may change.</summary>
    public static IReadOnlyList<string> WithoutNames(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(" = ", 2) is [var path, var value] ? $"{Numbers(path)} = {value}" : line)];

    private static void Add(List<string> lines, string path, object? value)
    {
        switch (value)
        {
            case null:
                return;
            case byte[] bytes:
                lines.Add($"{path} = {Convert.ToHexStringLower(bytes)}");
                return;
            case ReadOnlyMemory<byte> bytes:
                lines.Add($"{path} = {Convert.ToHexStringLower(bytes.Span)}");
                return;
            case string or Enum or IFormattable or bool:
                lines.Add($"{path} = {Text(value)}");
                return;
            case IDictionary pairs:
                // A dictionary has no order of its own.
                foreach (var key in pairs.Keys.Cast<object>().OrderBy(Text, StringComparer.Ordinal))
                {
                    Add(lines, $"{path}[{Text(key)}]", pairs[key]);
                }

                return;
            case IEnumerable items:
                // A set has no order of its own.
                var all = items.Cast<object?>();
                foreach (var (at, item) in (value.GetType().Name.Contains("HashSet", StringComparison.Ordinal) ? all.Order() : all).Index())
                {
                    Add(lines, $"{path}[{at}]", item);
                }

                return;
        }

        foreach (var member in StoredMembers.Of(value.GetType()))
        {
            Add(lines, $"{path}{(path.Length == 0 ? "" : ".")}{member.Number}:{member.Name}", member.Get(value));
        }
    }

    private static string Text(object value) => value switch
    {
        Enum => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Numbers(string path) =>
        string.Join('.', path.Split('.').Select(part => part.Split(':', 2) is [var number, var name]
            ? number + (name.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at ? name[at..] : "") : part));
}
