using System.Text.RegularExpressions;
using Rectification.Tests.Tidy;

namespace Rectification.Tests.Words;

/// <summary>Quotes within quotes are as the standard has them (GB/T 15834), wherever a text of people is quoted.</summary>
public sealed partial class QuotationTests
{
    [Theory]
    [InlineData("无", "“无”")]
    [InlineData("“扫黄打非”责任链条不紧", "“‘扫黄打非’责任链条不紧”")]
    [InlineData("落实“四个‘不放过’”", "“落实‘四个“不放过”’”")]
    [InlineData("推进“清朗行…", "“推进‘清朗行…’”")] // cut off
    [InlineData("the unit’s “own”", "“the unit’s ‘own’”")]
    [InlineData("出版与”", "“出版与””")] // closes nothing
    [InlineData("", "“”")]
    public void A_text_is_quoted(string text, string quoted) => Assert.Equal(quoted, Quotation.Of(text));

    /// <summary>The seeds' history says what it said when it was first stored, and the verifier shares no code with the product.</summary>
    [Fact]
    public void What_people_wrote_is_quoted_by_the_one_who_knows_how() =>
        Assert.Empty(Sources.All
            .Where(file => Path.GetExtension(file.Path) is ".cs" or ".razor" && file.Path.Split('/')[0] is not ("seeds" or "tests" or "deploy"))
            .Select(file => file.Code).Matches(Quoted()));

    [GeneratedRegex("\u201C\\{[^{}]*\\}\u201D")]
    private static partial Regex Quoted();
}
