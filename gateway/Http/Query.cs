using System.Globalization;

namespace Rectification.Gateway.Http;

/// <summary>Query parameters, read strictly: malformed values are refused, never ignored.</summary>
internal sealed class Query(IQueryCollection values)
{
    private const int MaxText = 200;
    private const int MaxLimit = 500;

    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private readonly Dictionary<string, Type> _names = [];

    /// <summary>The first thing that is wrong, or null.</summary>
    public Refusal? Wrong { get; private set; }

    /// <summary>What was read so far, with its type: what an endpoint understands.</summary>
    public IReadOnlyDictionary<string, Type> Names => _names;

    /// <summary>Notes that a parameter is wrong for a reason only its reader knows.</summary>
    public string? Refuse(string name)
    {
        Wrong ??= HttpRefusals.Query(name);
        return null;
    }

    public string? Text(string name) => Text(name, static text => text.Length <= MaxText);

    public string? Id(string name) => Text(name, Ids.IsValid);

    /// <summary>A text of a form of its own.</summary>
    public string? Text(string name, Predicate<string> isGood) => Value<string>(name) is { } text ? isGood(text) ? text : Refuse(name) : null;

    public int? Number(string name) => Parse<int>(name, (string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value));

    public long? Long(string name) => Parse<long>(name, (string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value));

    /// <summary>How many items at most, if that is said.</summary>
    public int? Limit() => Parse<int>("limit", (string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is > 0 and <= MaxLimit);

    public int Limit(int usual) => Limit() ?? usual;

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
        return DateTimeOffset.TryParseExact(stated, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant)
            && InstantConverter.HasOffset(stated);
    });

    public TEnum? Word<TEnum>(string name)
        where TEnum : struct, Enum => Parse<TEnum>(name, Words.TryRead);

    private delegate bool Parser<T>(string text, out T value);

    private string? Value<T>(string name)
    {
        _names[name] = typeof(T);
        return values[name] is { Count: > 0 } text ? text.ToString() : null;
    }

    private T? Parse<T>(string name, Parser<T> parser)
        where T : struct
    {
        if (Value<T>(name) is not { } text)
        {
            return null;
        }

        if (parser(text, out var value))
        {
            return value;
        }

        Refuse(name);
        return null;
    }
}
