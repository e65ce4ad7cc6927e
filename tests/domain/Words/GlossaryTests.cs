using System.Reflection;
using System.Text.RegularExpressions;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Terms;
using Rectification.Tests.Tidy;

namespace Rectification.Tests.Words;

/// <summary>One word for one thing, in both languages, wherever people read it.</summary>
public sealed partial class GlossaryTests
{
    /// <summary>Words that were in use beside those of the glossary, and which of its words is meant.</summary>
    private static readonly (string Other, string Word)[] Others =
    [
        ("检查未过", "长期坚持复查未通过"), ("复查未过", "长期坚持复查未通过"), ("回头看未过", "回头看未通过"), ("提请基本完成", "申报基本完成"), ("申请列为基本完成", "申报基本完成"),
        ("基本完成（不计入）", "基本完成（不计入完成率）"), ("进度滞后", "落后于时间进度"), ("进展过低", "进度偏低"), ("日终", "截至……24 时"), ("待送", "待推送"),
    ];

    /// <summary>Every value of every enum that the glossary knows, and its terms of other things.</summary>
    private static readonly IReadOnlyList<(string Of, Term Term)> Terms =
    [
        .. typeof(Glossary).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name == nameof(Glossary.Of))
            .SelectMany(method => Enum.GetValues(method.GetParameters()[0].ParameterType).Cast<object>()
                .Where(value => value is not Roles.None).Select(value => ($"{value.GetType().Name}.{value}", (Term)method.Invoke(null, [value])!))),
        .. typeof(Glossary).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (field.Name, (Term)field.GetValue(null)!)),
    ];

    /// <summary>What is done to a thing has one word in Chinese, and in English another on a button than in a report.</summary>
    private static readonly string[] Acts = [nameof(NotificationKind), nameof(Roles), nameof(ReviewStep), nameof(Glossary.Passed)];

    [Fact]
    public void Every_value_that_people_see_has_a_word_in_both_languages()
    {
        Assert.All(Terms, term => Assert.True(term.Term.Zh.Any(character => character > '\u3400') && term.Term.En.All(char.IsAscii), term.Of));
        Assert.All(Terms, term => Assert.Matches("^[a-z]", term.Term.En));
    }

    [Fact]
    public void Different_things_of_a_kind_have_different_words() =>
        Assert.All(Terms.Where(term => term.Of.Contains('.', StringComparison.Ordinal)).GroupBy(term => term.Of.Split('.')[0]), kind =>
        {
            Assert.Distinct(kind.Select(term => term.Term.Zh));
            Assert.Distinct(kind.Select(term => term.Term.En));
        });

    [Fact]
    public void No_text_says_a_term_in_a_word_of_its_own() =>
        Assert.Empty(
            from file in Texts
            from line in file.Lines.Index()
            from other in Others
            where line.Item.Contains(other.Other, StringComparison.Ordinal)
            select $"{file.Path}:{line.Index + 1}: {other.Other} is {other.Word}");

    [Fact]
    public void A_term_has_one_translation()
    {
        var known = Terms.Where(term => !Acts.Contains(term.Of.Split('.')[0])).Select(term => term.Term).Distinct().ToLookup(term => term.Zh, term => term.En);
        Assert.Empty(
            from file in Texts
            from line in file.Lines.Index()
            from pair in Pair().Matches(line.Item)
            where known[pair.Groups[1].Value].Any() && !known[pair.Groups[1].Value].Contains(pair.Groups[2].Value, StringComparer.OrdinalIgnoreCase)
            select $"{file.Path}:{line.Index + 1}: {pair.Value}");
    }

    /// <summary>What the product says, without what it is told in tests.</summary>
    private static IEnumerable<SourceFile> Texts => Sources.All.Where(file =>
        Path.GetExtension(file.Path) is ".cs" or ".razor" or ".js" && !file.Path.StartsWith("tests/", StringComparison.Ordinal));

    [GeneratedRegex("[Ss]ay\\[\"([^\"]+)\", \"([^\"]+)\"\\]")]
    private static partial Regex Pair();
}
