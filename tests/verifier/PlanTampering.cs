using System.Globalization;

namespace Rectification.Tests.Verifier;

/// <summary>One random change, from a seed, of what an export says of the plan: of its chain, of roster versions, of what measures took over.</summary>
internal sealed class PlanTampering(IReadOnlyList<string> export, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _lines = [.. export];

    private readonly int _begin = PlanForger.Begin([.. export]);

    /// <summary>What was done, for whoever reads a failure.</summary>
    public string Story { get; private set; } = "";

    /// <summary>Whether it contradicts what is left, so that it shows also where everything was recomputed and nobody kept a root.</summary>
    public bool Contradicts { get; private set; }

    /// <summary>Whether all hashes were recomputed, up to the roots.</summary>
    public bool IsResealed { get; private set; }

    public byte[] Apply()
    {
        var kind = _random.Next(10);
        var changed = kind switch
        {
            0 => Plan("field of event", entry => Change(Any(entry["events"]!.AsArray()).AsObject())),
            1 => Plan("field of entry", entry => Change(entry.AsObject())),
            2 => Plan("author", entry => entry["by"] = PlanForger.Entry(_lines[Line(PlanForger.IsOfPlan)])["by"]!.DeepClone()),
            3 => Dropped(PlanForger.IsOfPlan),
            4 => Swapped(),
            5 => EventRemoved(),
            6 => RosterField(),
            7 => RosterMoved(),
            8 => Dropped(PlanForger.IsReplanned),
            _ => Replanned(),
        };
        Contradicts = kind is 4 or 5 or 6 or 7 or 9;
        var hidden = _random.Next(4);
        (IsResealed, Story) = (hidden == 3, Story + hidden switch { 0 => "", 1 => ", closed", 2 => ", rechained", _ => ", resealed" });
        return Forger.Bytes(hidden switch { 0 => changed, 1 => Forger.Closed(changed), _ => Mended(changed, hidden) });
    }

    /// <summary>What is no export any more has nothing to mend.</summary>
    private static List<string> Mended(List<string> changed, int hidden)
    {
        try
        {
            return hidden == 2 ? Forger.Rechained(changed) : PlanForger.Mended(changed);
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or NullReferenceException or InvalidOperationException or FormatException
            or KeyNotFoundException or ArgumentException)
        {
            return Forger.Closed(changed);
        }
    }

    private List<string> Plan(string what, Action<JsonNode> change)
    {
        var at = Line(PlanForger.IsOfPlan);
        var entry = PlanForger.Entry(_lines[at]);
        change(entry);
        _lines[at] = PlanForger.With(_lines[at], entry);
        Story = $"{what} in line {at + 1}";
        return _lines;
    }

    private List<string> Dropped(Func<string, bool> of)
    {
        var at = Line(of);
        Story = $"entry {at + 1} dropped";
        return PlanForger.Without(_lines, at);
    }

    /// <summary>Two entries change places, each with the number of the other.</summary>
    private List<string> Swapped()
    {
        var (one, other) = (Line(PlanForger.IsOfPlan), Line(PlanForger.IsOfPlan));
        var (first, second) = (PlanForger.Entry(_lines[one]), PlanForger.Entry(_lines[other]));
        (first["v"], second["v"]) = (second["v"]!.DeepClone(), first["v"]!.DeepClone());
        (_lines[one], _lines[other]) = (PlanForger.With(_lines[one], second), PlanForger.With(_lines[other], first));
        Story = $"entries {one + 1} and {other + 1} swapped";
        return _lines;
    }

    private List<string> EventRemoved()
    {
        var at = Line(line => PlanForger.IsOfPlan(line) && PlanForger.Entry(line)["events"]!.AsArray().Count > 1);
        var entry = PlanForger.Entry(_lines[at]);
        entry["events"]!.AsArray().RemoveAt(_random.Next(2));
        _lines[at] = PlanForger.With(_lines[at], entry);
        Story = $"event removed from line {at + 1}";
        return _lines;
    }

    private List<string> RosterField()
    {
        var at = Line(IsChange);
        var line = JsonNode.Parse(Forger.Object(_lines[at])["line"]!.GetValue<string>())!;
        Change(line.AsObject());
        _lines[at] = Forger.WithText(_lines[at], "line", Forger.Text(line));
        Story = $"field of roster line {at + 1}";
        return _lines;
    }

    /// <summary>A line is left out of its version, or is the next version's.</summary>
    private List<string> RosterMoved()
    {
        var at = Line(IsChange);
        var (line, version) = (_lines[at], PlanForger.VersionOf(_lines[at]));
        _lines.RemoveAt(at);
        Story = $"roster line {at + 1} dropped";
        if (_random.Next(2) == 0 && _lines.FindIndex(other => PlanForger.IsRoster(other) && PlanForger.VersionOf(other) == version + 1) is >= 0 and var next)
        {
            _lines.Insert(next, line.Replace($"\"version\":{version},", $"\"version\":{version + 1},", StringComparison.Ordinal));
            Story = $"roster line {at + 1} put off";
        }

        return _lines;
    }

    private List<string> Replanned()
    {
        var at = Line(PlanForger.IsReplanned);
        var entry = PlanForger.Entry(_lines[at]);
        var happened = entry["events"]![0]!.AsObject();
        if (_random.Next(4) == 0 && happened["from"] is { } from)
        {
            (happened["from"], happened["to"]) = (happened["to"]!.DeepClone(), from.DeepClone());
        }
        else
        {
            Change(happened);
        }

        _lines[at] = PlanForger.With(_lines[at], entry);
        Story = $"what line {at + 1} took over";
        return _lines;
    }

    private bool IsChange(string line) => PlanForger.IsRoster(line) && PlanForger.VersionOf(line) > _begin;

    /// <summary>Another value in one member, however deep.</summary>
    private void Change(JsonObject json)
    {
        var (name, value) = json.ElementAt(_random.Next(json.Count));
        if (value is JsonObject inner && inner.Count > 0)
        {
            Change(inner);
        }
        else if (value is JsonArray { Count: > 0 } list && _random.Next(2) == 0)
        {
            var at = _random.Next(list.Count);
            if (list[at] is JsonObject item)
            {
                Change(item);
            }
            else
            {
                list[at] = Other(list[at]);
            }
        }
        else
        {
            json[name] = Other(value);
        }
    }

    private JsonNode Other(JsonNode? value) => value switch
    {
        JsonValue number when number.TryGetValue<long>(out var whole) => whole + _random.Next(1, 5),
        JsonValue truth when truth.TryGetValue<bool>(out var holds) => !holds,
        JsonValue word when word.TryGetValue<string>(out var text) => OtherText(text),
        JsonArray { Count: > 0 } list => new JsonArray([.. list.Skip(1).Select(item => item?.DeepClone())]),
        _ => new JsonArray("改"),
    };

    private string OtherText(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day)
            ? day.AddDays(_random.Next(1, 400)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at)
            ? at.AddSeconds(_random.Next(-90_000, 90_000)).ToString("O", CultureInfo.InvariantCulture)
        : _random.Next(2) == 0 ? text + "改" : text.Length > 0 ? text[1..] : "改";

    private JsonNode Any(JsonArray list) => list[_random.Next(list.Count)]!;

    private int Line(Func<string, bool> of)
    {
        var fitting = Enumerable.Range(0, _lines.Count).Where(i => of(_lines[i])).ToList();
        return fitting[_random.Next(fitting.Count)];
    }
}
