using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>Where in the document something stands. Its text is made only for an error, so that a good document costs no strings.</summary>
internal sealed class Place(Place? parent, string name)
{
    private readonly int _index = -1;

    private Place(Place parent, int index)
        : this(parent, "") => _index = index;

    public static readonly Place Root = new(null, "");

    public Place At(string field) => new(this, field);

    public Place At(int index) => new(this, index);

    /// <summary>The JSON pointer. Names are the contract's own and need no escaping.</summary>
    public override string ToString() => parent is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{parent}/{(_index < 0 ? name : _index)}");
}

/// <summary>Errors found so far, up to a bound, and the ids seen so far, so that a million measures share one string a unit.</summary>
internal sealed class PlanFindings
{
    private const int MaxPooled = 100_000;
    private readonly List<Refusal> _errors = [];
    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);

    public IReadOnlyList<Refusal> Errors => _errors;

    public bool IsFull => _errors.Count >= PlanLimits.MaxErrors;

    /// <summary>An entry of some list is no object: there is nothing to stand in for it, and what was read is not judged any further.</summary>
    public bool HasGaps { get; private set; }

    /// <summary>What an entry that is no object leaves in its list.</summary>
    public T Gap<T>()
        where T : class
    {
        HasGaps = true;
        return null!;
    }

    public void Add(Refusal error)
    {
        if (!IsFull)
        {
            _errors.Add(error);
        }
    }

    public string Shared(string id)
    {
        if (_pool.TryGetValue(id, out var known))
        {
            return known;
        }

        if (_pool.Count < MaxPooled)
        {
            _pool.Add(id, id);
        }

        return id;
    }
}

/// <summary>
/// One JSON object being read. Each read gives a value or notes why there is none and gives a stand-in, so that one pass finds every
/// error; what was read is used only if there was none.
/// </summary>
internal readonly struct PlanFields(JsonElement element, Place place, PlanFindings findings)
{
    private static readonly string[] Times = ["HH:mm", "HH:mm:'00'"];

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))]);

    public bool Has(string name) => Find(name) is not null;

    public string Text(string name) => Required(name) ? TextOrNull(name) ?? "" : "";

    public string? TextOrNull(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind != JsonValueKind.String ? Wrong<string>(name, "文本", "a string")
        : TryGetText(value) ?? Noted<string>(PlanRefusals.TextMalformed(Pointer(name)));

    public string Id(string name) => Required(name) ? IdOrNull(name) ?? "" : "";

    public string? IdOrNull(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind != JsonValueKind.String ? Wrong<string>(name, "文本", "a string")
        : TryGetText(value) is { } id && Ids.IsValid(id) ? findings.Shared(id)
        : Noted<string>(PlanRefusals.IdMalformed(Pointer(name)));

    public int Int(string name) => Required(name) ? IntOrNull(name) ?? 0 : 0;

    public int? IntOrNull(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : WrongValue<int>(name, "整数", "a whole number");

    public decimal Decimal(string name) => Required(name) ? DecimalOrNull(name) ?? 0 : 0;

    public decimal? DecimalOrNull(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number
        : WrongValue<decimal>(name, "数字", "a number");

    /// <summary>False when it is not stated.</summary>
    public bool Flag(string name) => Find(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => WrongValue<bool>(name, " true 或 false", "true or false") ?? false,
    };

    public DateOnly Date(string name) => Required(name) ? DateOrNull(name) ?? default : default;

    public DateOnly? DateOrNull(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind != JsonValueKind.String ? WrongValue<DateOnly>(name, "日期文本", "a date as a string")
        : DateOnly.TryParseExact(TryGetText(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : NotedValue<DateOnly>(PlanRefusals.DateMalformed(Pointer(name)));

    /// <summary>Written <c>HH:mm</c>; the lines of an export say it with seconds, which must be none.</summary>
    public TimeOnly? TimeOrNull(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind != JsonValueKind.String ? WrongValue<TimeOnly>(name, "时刻文本", "a time as a string")
        : TimeOnly.TryParseExact(TryGetText(value), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : NotedValue<TimeOnly>(PlanRefusals.TimeMalformed(Pointer(name)));

    public TEnum Word<TEnum>(string name)
        where TEnum : struct, Enum => Required(name) ? WordOrNull<TEnum>(name) ?? default : default;

    public TEnum? WordOrNull<TEnum>(string name)
        where TEnum : struct, Enum => Find(name) is { } value ? ReadWord<TEnum>(value, place.At(name)) : null;

    /// <summary>A list of enum words; <see langword="null"/> when it is not stated.</summary>
    public IReadOnlyList<TEnum>? WordsOrNull<TEnum>(string name)
        where TEnum : struct, Enum
    {
        var self = this;
        return Find(name) is { } value ? Items(value, name, (item, at) => self.ReadWord<TEnum>(item, at) ?? default) : null;
    }

    /// <summary>A list of ids; empty when it is not stated.</summary>
    public IReadOnlyList<string> IdsOrEmpty(string name)
    {
        var self = this;
        return Find(name) is { } value ? Items(value, name, (item, at) => self.ReadId(item, at)) : [];
    }

    /// <summary>A list of objects; <see langword="null"/> when it is not stated.</summary>
    public IReadOnlyList<T>? ListOrNull<T>(string name, Func<PlanFields, T> read)
        where T : class
    {
        var all = findings;
        return Find(name) is { } value ? Items(value, name, (item, at) => ReadObject(item, at, all, read) ?? all.Gap<T>()) : null;
    }

    public IReadOnlyList<T> List<T>(string name, Func<PlanFields, T> read)
        where T : class => Required(name) ? ListOrNull(name, read) ?? [] : [];

    /// <summary>A nested object; <see langword="null"/> when it is not stated.</summary>
    public T? Nested<T>(string name, Func<PlanFields, T> read)
        where T : class => Find(name) is { } value ? ReadObject(value, place.At(name), findings, read) : null;

    /// <summary>An object of texts under names of its own, in its order; <see langword="null"/> when it is not stated or is empty.</summary>
    public IReadOnlyDictionary<string, string>? TextsOrNull(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(text => text.Value.ValueKind != JsonValueKind.String))
        {
            return Wrong<Dictionary<string, string>>(name, "由文本组成的对象", "an object of strings");
        }

        var texts = new Dictionary<string, string>();
        foreach (var text in value.EnumerateObject())
        {
            if (TryGetText(text.Value) is not { } known || text.Name.AsSpan().ContainsAny(Controls))
            {
                return Noted<Dictionary<string, string>>(PlanRefusals.TextMalformed(Pointer(name)));
            }

            texts.Add(text.Name, known);
        }

        return texts.Count == 0 ? null : texts;
    }

    /// <summary>An object of numbers under ids, in its order; <see langword="null"/> when it is not stated or is empty.</summary>
    public IReadOnlyDictionary<string, decimal>? NumbersOrNull(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return Wrong<Dictionary<string, decimal>>(name, "由数字组成的对象", "an object of numbers");
        }

        var numbers = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var number in value.EnumerateObject())
        {
            if (!Ids.IsValid(number.Name))
            {
                return Noted<Dictionary<string, decimal>>(PlanRefusals.IdMalformed(Pointer(name)));
            }

            if (number.Value.ValueKind != JsonValueKind.Number || !number.Value.TryGetDecimal(out var known))
            {
                return Wrong<Dictionary<string, decimal>>(name, "由数字组成的对象", "an object of numbers");
            }

            numbers.Add(findings.Shared(number.Name), known);
        }

        return numbers.Count == 0 ? null : numbers;
    }

    /// <summary>Notes what is wrong with a field that was read.</summary>
    public void Refuse(string name, Func<string, Refusal> wrong) => findings.Add(wrong(Pointer(name)));

    /// <summary>An object kept as its JSON text; <see langword="null"/> when it is not stated.</summary>
    public string? RawObject(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? value.GetRawText()
        : Wrong<string>(name, "对象", "an object");

    public static T? ReadObject<T>(JsonElement value, Place at, PlanFindings findings, Func<PlanFields, T> read)
        where T : class
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return read(new(value, at, findings));
        }

        findings.Add(PlanRefusals.FieldType(at.ToString(), "对象", "an object"));
        return null;
    }

    private List<T> Items<T>(JsonElement value, string name, Func<JsonElement, Place, T> read)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong<string>(name, "列表", "a list");
            return [];
        }

        var at = place.At(name);
        var items = new List<T>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (findings.IsFull)
            {
                break;
            }

            items.Add(read(item, at.At(items.Count)));
        }

        return items;
    }

    private TEnum? ReadWord<TEnum>(JsonElement value, Place at)
        where TEnum : struct, Enum
    {
        if (value.ValueKind == JsonValueKind.String && TryGetText(value) is { } word && Words<TEnum>.ByName.TryGetValue(word, out var known))
        {
            return known;
        }

        findings.Add(value.ValueKind == JsonValueKind.String
            ? PlanRefusals.EnumUnknown(at.ToString(), string.Join(", ", Words<TEnum>.ByName.Keys))
            : PlanRefusals.FieldType(at.ToString(), "文本", "a string"));
        return null;
    }

    private string ReadId(JsonElement value, Place at)
    {
        if (value.ValueKind == JsonValueKind.String && TryGetText(value) is { } id && Ids.IsValid(id))
        {
            return findings.Shared(id);
        }

        findings.Add(value.ValueKind == JsonValueKind.String
            ? PlanRefusals.IdMalformed(at.ToString())
            : PlanRefusals.FieldType(at.ToString(), "文本", "a string"));
        return "";
    }

    /// <summary>The field's value; <see langword="null"/> when it is missing or JSON null, which mean the same here.</summary>
    private JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private bool Required(string name)
    {
        if (Has(name))
        {
            return true;
        }

        findings.Add(PlanRefusals.FieldMissing(Pointer(name), name));
        return false;
    }

    private string Pointer(string name) => place.At(name).ToString();

    private T? Wrong<T>(string name, string zhExpected, string enExpected)
        where T : class => Noted<T>(PlanRefusals.FieldType(Pointer(name), zhExpected, enExpected));

    private T? WrongValue<T>(string name, string zhExpected, string enExpected)
        where T : struct => NotedValue<T>(PlanRefusals.FieldType(Pointer(name), zhExpected, enExpected));

    private T? Noted<T>(Refusal error)
        where T : class
    {
        findings.Add(error);
        return null;
    }

    private T? NotedValue<T>(Refusal error)
        where T : struct
    {
        findings.Add(error);
        return null;
    }

    /// <summary><see langword="null"/> for text with half a character or with control characters, which not every store and no screen can hold.</summary>
    private static string? TryGetText(JsonElement value)
    {
        try
        {
            var text = value.GetString()!;
            return text.AsSpan().ContainsAny(Controls) ? null : text;
        }
        catch (InvalidOperationException)
        {
            // The only way the JSON reader has of saying that an escape names half a surrogate pair or that bytes are not UTF-8.
            return null;
        }
    }

    private static class Words<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<string, TEnum> ByName =
            Enum.GetValues<TEnum>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);
    }
}
