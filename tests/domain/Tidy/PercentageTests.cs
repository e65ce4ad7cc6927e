using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>Percentages are written in one place, so that a page, a letter, a paper and a workbook never round differently.</summary>
public sealed partial class PercentageTests
{
    /// <summary>The last one brings percents that people typed into one spelling.</summary>
    private static readonly string[] Written =
        ["grains.interfaces/Common/Percentages.cs", "gateway/wwwroot/percent.js", "grains/Notices/NoticeNumbers.cs"];

    [Fact]
    public void Nobody_else_puts_a_percent_sign_behind_a_number() =>
        Assert.Empty(Sources.All.Where(file => Product().IsMatch(file.Path) && !Written.Contains(file.Path)).Select(file => file.Code).Matches(Sign()));

    [Theory]
    [InlineData("$\"{share * 100:0.#}%\"", true)]
    [InlineData("<b>@share.Percent%</b>", true)]
    [InlineData("@(Percent(measure))%", true)]
    [InlineData("rate.ToString(\"P1\")", true)]
    [InlineData("`${Math.floor(100 * done)}%`", true)]
    [InlineData("number + \"%\"", true)]
    [InlineData("\"至少 100%\"", false)]
    [InlineData("next % byRemainder.Length", false)]
    public void What_does_would_be_seen(string line, bool seen) => Assert.Equal(seen, Sign().IsMatch(line));

    /// <summary>The verifier shares nothing with the product and prints no percentages; libraries are others'.</summary>
    [GeneratedRegex("^(gateway(?!/wwwroot/lib/)|grains(\\.interfaces)?|documents|silo|deploy/cli)/.*\\.(cs|razor|js)$")]
    private static partial Regex Product();

    /// <summary>After an interpolation, after an expression of a page, as a format, or put behind with a plus.</summary>
    [GeneratedRegex("\\} ?%|\\)%(?!\\|)|@[\\w.]+%|\\+ \"%\"|\"P[0-9]?\"|:P[0-9]?\\}|:0[.0#]*%")]
    private static partial Regex Sign();
}
