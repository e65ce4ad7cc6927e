using System.Globalization;

namespace Rectification.Gateway.Http;

/// <summary>Query parameters, read strictly: malformed values are refused, never ignored.</summary>
internal sealed class Query(IQueryCollection values)
{
    /// <summary>Most entries that a list gives at once, unless it is asked for another number.</summary>
    public const int UsualLimit = 100;

    private const int MaxText = 200;
    private const int MaxLimit = 500;

    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>The first thing that is wrong, or null.</summary>
    public Refusal? Wrong { get; private set; }

    /// <summary>Notes that a parameter is wrong for a reason only its reader knows.</summary>
    public string? Refuse(string name)
    {
        Wrong ??= HttpRefusals.Query(name);
        return null;
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Text(string name) => values[name] is { Count: > 0 } text ? Checked(name, text.ToString(), text.ToString().Length <= MaxText) : null;

    public string? Id(string name) => values[name] is { Count: > 0 } text ? Checked(name, text.ToString(), Ids.IsValid(text)) : null;

    public int? Number(string name) => Parse<int>(name, (string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value));

    public long? Long(string name) => Parse<long>(name, (string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value));

    public int Limit(int usual) => Number("limit") is not { } limit ? usual : Checked("limit", limit, limit is > 0 and <= MaxLimit);

    public bool Flag(string name) => Either(name) ?? false;

    /// <summary>True, false, or <see langword="null"/> where it is not asked.</summary>
    public bool? Either(string name) => Parse<bool>(name, (string text, out bool value) =>
    {
        value = text == "true";
        return text is "true" or "false";
    });

    public DateOnly? Day(string name) => Parse<DateOnly>(name, (string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day));

    /// <summary>An instant with its offset. An unescaped <c>+</c> arrives as a blank and is taken for what was meant.</summary>
    public DateTimeOffset? Instant(string name) => Parse<DateTimeOffset>(name, (string text, out DateTimeOffset instant) =>
    {
        var stated = text.Replace(' ', '+');
        return DateTimeOffset.TryParseExact(stated, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant) && InstantConverter.HasOffset(stated);
    });

    public TEnum? Word<TEnum>(string name)
        where TEnum : struct, Enum => Parse<TEnum>(name, Words.TryRead);

    private delegate bool Parser<T>(string text, out T value);

    private T? Parse<T>(string name, Parser<T> parser)
        where T : struct
    {
        if (values[name] is not { Count: > 0 } text)
        {
            return null;
        }

        return Known<T>(name, parser(text.ToString(), out var value) ? value : null);
    }

    private T? Known<T>(string name, T? value)
        where T : struct
    {
        _ = value is null ? Refuse(name) : null;
        return value;
    }

    private T Checked<T>(string name, T value, bool condition)
    {
        _ = condition ? null : Refuse(name);
        return value;
    }
}
