namespace Rectification.Tests.Rules;

public sealed class CoverageTests
{
    [Fact]
    public void Every_refusal_of_the_rules_has_an_example()
    {
        var heard = new HashSet<string>();
        foreach (var book in typeof(RuleBook).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RuleBook))))
        {
            foreach (var example in book.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: false) && method.GetParameters() is []))
            {
                var told = (RuleBook)Activator.CreateInstance(book)!;
                example.Invoke(told, null);
                heard.UnionWith(told.Heard);
            }
        }

        Assert.Empty(RefusalCodes.OfTheRuleBook.Except(heard));
    }

    [Fact]
    public void Every_refusal_has_its_own_code_and_a_sentence_in_both_languages()
    {
        Assert.Equal(RefusalCodes.All.Count, RefusalCodes.All.Distinct().Count());
        Assert.All(RefusalCodes.Refusals, refusal => Assert.True(refusal.Zh.EndsWith('。') && refusal.En.EndsWith('.'), refusal.Code));
    }

    [Fact]
    public void Every_refusal_of_the_rules_stands_in_the_rule_book()
    {
        var rules = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "rules.md"));
        Assert.DoesNotContain(RefusalCodes.OfTheRuleBook, code => !rules.Contains($"`{code}`", StringComparison.Ordinal));
    }
}
