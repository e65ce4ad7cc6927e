using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace Rectification.Settings;

/// <summary>Looks at all settings before anything is made of them, so that everything that is wrong is told at once and by its name.</summary>
public static class SettingsCheck
{
    /// <summary>Names that differ in so many letters are taken for a slip of the pen.</summary>
    private const int Slip = 2;

    private const string Connections = "ConnectionStrings";

    /// <summary>What the frameworks read themselves; what stands in there is theirs to judge.</summary>
    private static readonly HashSet<string> Frameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "Orleans", "Logging", "Kestrel", "AllowedHosts", "hostBuilder", "applicationName", "environment", "contentRoot", "webroot", "http_ports",
        "https_ports", "staticWebAssets", "ReloadStaticAssetsAtRuntime", "detailedErrors", "captureStartupErrors", "suppressStatusMessages",
        "shutdownTimeoutSeconds", "preferHostingUrls", "startupAssembly", "hostingStartupAssemblies", "preventHostingStartup", "forwardedHeaders_enabled",
    };

    private static readonly Dictionary<string, Setting> ByKey = KnownSettings.All.ToDictionary(setting => setting.Key, StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Sections = new(
        KnownSettings.All.Select(setting => setting.Section).Except(Frameworks), StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses a start with settings that are wrong.</summary>
    /// <exception cref="InvalidOperationException">Something is; the message says all of it, for people.</exception>
    public static void Require(IConfigurationManager configuration)
    {
        var wrong = Wrong(configuration).ToList();
        if (wrong.Count > 0)
        {
            throw new InvalidOperationException(
                $"设置有 {wrong.Count} 处有误，未启动（全部设置见 docs/settings.md）。 Not started, {wrong.Count} of the settings are wrong (all of them: docs/settings.md).\n"
                + string.Join('\n', wrong.Select(static one => "- " + one)));
        }
    }

    /// <summary>What is wrong, a sentence each, in the order of the names.</summary>
    public static IEnumerable<string> Wrong(IConfigurationManager configuration)
    {
        var typed = Typed(configuration);
        return configuration.AsEnumerable().Where(static pair => pair.Value is not null).OrderBy(static pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .Select(pair => ByKey.TryGetValue(pair.Key, out var setting) ? OfValue(setting, pair.Value!)
                : IsMeant(pair.Key, typed.Contains(pair.Key)) ? OfName(pair.Key)
                : null).OfType<string>();
    }

    /// <summary>An empty value is none: an environment cannot take a name back.</summary>
    private static string? OfValue(Setting setting, string value)
    {
        var (key, allowed) = (setting.Key, setting.Allowed);
        if (value.Length == 0 || allowed.Fits(value))
        {
            return null;
        }

        var shown = allowed.IsSecret ? key : $"{key}={value}";
        return allowed.Words is null ? $"{shown}：须为{allowed.Zh}。 {shown}: must be {allowed.En}."
            : $"未知的 {shown}；可选 {allowed.Zh}。 Unknown {shown}; there are {allowed.En}.";
    }

    private static string OfName(string key)
    {
        var nearest = KnownSettings.All.Select(setting => setting.Key).MinBy(known => Distance(known, key))!;
        return Distance(nearest, key) <= Math.Max(Slip, key.Length / 3)
            ? $"没有 {key} 这一设置；是否指 {nearest}？ There is no setting {key}; is {nearest} meant?"
            : $"没有 {key} 这一设置。 There is no setting {key}.";
    }

    /// <summary>
    /// Whether an unknown name was meant for us: typed for this start, in a section of ours, or nearly one of ours. An environment is full of names that are
    /// nobody's settings here, and of connections there may be more than we know.
    /// </summary>
    private static bool IsMeant(string key, bool isTyped)
    {
        var section = key.Split(':')[0];
        var isOurs = Sections.Contains(section) && !section.Equals(Connections, StringComparison.OrdinalIgnoreCase);
        return !Frameworks.Contains(section)
            && (isTyped || (key.Contains(':', StringComparison.Ordinal) && (isOurs || KnownSettings.All.Any(known => Distance(known.Key, key) <= Slip))));
    }

    /// <summary>The names on the command line.</summary>
    private static HashSet<string> Typed(IConfigurationManager configuration) => new(
        configuration is not IConfigurationRoot root ? []
        : root.Providers.OfType<CommandLineConfigurationProvider>().SelectMany(static provider => new ConfigurationRoot([provider]).AsEnumerable())
            .Where(static pair => pair.Value is not null).Select(static pair => pair.Key),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>How many letters have to be put in, taken out or changed to make one name of the other; big and small ones are alike.</summary>
    private static int Distance(string one, string other)
    {
        var (a, b) = (one.ToUpperInvariant(), other.ToUpperInvariant());
        var before = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var now = new int[b.Length + 1];
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = Math.Min(Math.Min(now[j - 1], before[j]) + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }

            before = now;
        }

        return before[b.Length];
    }
}
