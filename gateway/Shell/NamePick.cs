namespace Rectification.Gateway.Shell;

/// <summary>
/// What a list of units, leaders or plans says of itself, so that <c>names.js</c> lets people find in it as they type（拼音、首字母）: a list to choose one
/// from, or boxes to tick several.
/// </summary>
internal static class NamePick
{
    private const string Everywhere = "names";

    public static IReadOnlyDictionary<string, object> Units(string plan, Bilingual say) => Of(OfPlan(plan), "unit", say);

    public static IReadOnlyDictionary<string, object> Leaders(string plan, Bilingual say) => Of(OfPlan(plan), "leader", say);

    /// <summary>Units of several plans, or of a draft.</summary>
    public static IReadOnlyDictionary<string, object> AnyUnits(Bilingual say) => Of(Everywhere, "unit", say);

    /// <summary>Leaders of several plans, or of a draft.</summary>
    public static IReadOnlyDictionary<string, object> AnyLeaders(Bilingual say) => Of(Everywhere, "leader", say);

    public static IReadOnlyDictionary<string, object> Plans(Bilingual say) => Of("plans", null, say);

    private static string OfPlan(string plan) => $"plans/{plan}/names";

    private static Dictionary<string, object> Of(string asked, string? kind, Bilingual say)
    {
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["data-names"] = asked,
            ["data-find"] = say["名称、拼音或首字母", "name or pinyin"],
        };
        if (kind is not null)
        {
            attributes["data-kind"] = kind;
        }

        return attributes;
    }
}
