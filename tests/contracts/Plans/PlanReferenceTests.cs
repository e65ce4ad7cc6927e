using System.Reflection;
using System.Text.RegularExpressions;
using Rectification.Plans;

namespace Rectification.Tests.Contracts.Plans;

public sealed partial class PlanReferenceTests
{
    [Fact]
    public void The_reference_page_lists_exactly_the_codes_there_are()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "plans.md"));

        var listed = Code().Matches(page).Select(match => match.Groups[1].Value).Order();

        Assert.Equal(Refusals().Select(refusal => refusal.Code).Distinct().Order(), listed);
    }

    private static IEnumerable<Refusal> Refusals() => typeof(PlanRefusals)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Select(method => (Refusal)method.Invoke(null, [.. method.GetParameters().Select(Argument)])!)
        .Concat(typeof(PlanRefusals).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Refusal)field.GetValue(null)!));

    private static object Argument(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "x" : Activator.CreateInstance(parameter.ParameterType)!;

    [GeneratedRegex("`(plan\\.[a-z-]+)`")]
    private static partial Regex Code();
}
