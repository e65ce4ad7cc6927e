using System.Globalization;

namespace Rectification.Settings;

/// <summary>What may stand in a setting.</summary>
/// <param name="Zh">In Chinese, as it goes after 须为.</param>
/// <param name="En">In English, as it goes after "must be".</param>
/// <param name="Fits">Whether a value is one of those.</param>
public sealed record Allowed(string Zh, string En, Func<string, bool> Fits)
{
    private const int MaxPort = 65_535;

    /// <summary>The words, where nothing else may stand.</summary>
    public IReadOnlyList<string>? Words { get; private init; }

    /// <summary>Whether the value is nobody's business, not even in a log.</summary>
    public bool IsSecret { get; private init; }

    public static Allowed Text { get; } = new("非空文字", "some text", static value => value.Length > 0);

    public static Allowed Secret { get; } = Text with { IsSecret = true };

    public static Allowed Flag { get; } = new("true 或 false", "true or false", static value => bool.TryParse(value, out _));

    public static Allowed Port { get; } = Number(1, MaxPort);

    public static Allowed Moment { get; } = new(
        "带时区的 ISO 8601 时刻", "a moment in ISO 8601 with its offset",
        static value => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    public static Allowed Address { get; } = new("http(s) 地址", "an http(s) address", IsAddress);

    /// <summary>Where a server listens; the host may be <c>*</c>, so it need be no URI.</summary>
    public static Allowed Listening { get; } = new(
        "http(s) 地址，多个以分号分隔", "http(s) addresses, separated by semicolons",
        static value => value.Split(';').All(static one => one.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || one.StartsWith("https://", StringComparison.OrdinalIgnoreCase)));

    public static Allowed SecretOf(int least, int most) =>
        Secret with { Zh = $"{least} 至 {most} 个字符", En = $"{least} to {most} characters", Fits = value => value.Length >= least && value.Length <= most };

    public static Allowed Number(long least, long most) => new(
        $"{least} 至 {most} 的整数", $"a whole number from {least} to {most}",
        value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most);

    /// <summary>A number with or without a fraction, above <paramref name="least"/>.</summary>
    public static Allowed Above(double least, double most) => new(
        string.Create(CultureInfo.InvariantCulture, $"大于 {least} 且不超过 {most} 的数"),
        string.Create(CultureInfo.InvariantCulture, $"a number above {least}, at most {most}"),
        value => double.TryParse(value, CultureInfo.InvariantCulture, out var number) && number > least && number <= most);

    public static Allowed Time(TimeSpan least, TimeSpan most) => new(
        $"{Spelled(least)} 至 {Spelled(most)} 的时长（时分秒）", $"a time from {least:c} to {most:c} (hours:minutes:seconds)",
        value => TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time) && time >= least && time <= most);

    public static Allowed OneOf(params string[] words) =>
        new Allowed(string.Join("、", words), string.Join(", ", words), value => words.Contains(value, StringComparer.Ordinal)) with { Words = words };

    /// <summary>The same where big and small letters are alike.</summary>
    public static Allowed AnyOf(params string[] words) => OneOf(words) with { Fits = value => words.Contains(value, StringComparer.OrdinalIgnoreCase) };

    private static string Spelled(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
