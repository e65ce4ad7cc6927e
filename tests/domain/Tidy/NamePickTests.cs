using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>Wherever somebody picks units, leaders or plans from a list, the list is found in by name and by pinyin（<c>names.js</c>）.</summary>
public sealed partial class NamePickTests
{
    /// <summary>Before anybody is signed in there is nobody whom names could be told; only with <c>--demo</c>.</summary>
    private const string SignIn = "gateway/SignIn/Pages/DemoPeople.razor";

    [Fact]
    public void Lists_of_names_are_found_in_by_pinyin()
    {
        var lists = (
            from file in Sources.All
            where Path.GetExtension(file.Path) == ".razor" && file.Path != SignIn
            from Match list in List().Matches(string.Join('\n', file.Lines))
            where OfNames().IsMatch(list.Value)
            select (file.Path, list.Value)).ToList();

        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.Contains("NamePick.", list.Value, StringComparison.Ordinal));
    }

    /// <summary>A list to choose one from, or a group of boxes.</summary>
    [GeneratedRegex("<select\\b.*?</select>|<div class=\"pick\".*?</div>", RegexOptions.Singleline)]
    private static partial Regex List();

    [GeneratedRegex(@">[^<>""\n]*(?:\.(?:Name|Title|DisplayName)\b|@title\b|@name\b|\.Unit\([^)]*\))[^<\n]*(?:</option>|</label>|$)", RegexOptions.Multiline)]
    private static partial Regex OfNames();
}
