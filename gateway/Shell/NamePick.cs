namespace Rectification.Gateway.Shell;

/// <summary>What a list of a plan's units or leaders says of itself, so that <c>names.js</c> lets people find in it as they type（拼音、首字母）.</summary>
internal static class NamePick
{
    public static IReadOnlyDictionary<string, object> Units(string plan, Bilingual say) => Of(plan, "unit", say);

    public static IReadOnlyDictionary<string, object> Leaders(string plan, Bilingual say) => Of(plan, "leader", say);

    private static Dictionary<string, object> Of(string plan, string kind, Bilingual say) => new(StringComparer.Ordinal)
    {
        ["data-names"] = plan,
        ["data-kind"] = kind,
        ["data-find"] = say["名称、拼音或首字母", "name or pinyin"],
    };
}
