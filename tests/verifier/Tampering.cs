namespace Rectification.Tests.Verifier;

/// <summary>One random change of an export, from a seed: what is changed, and how much is recomputed to hide it.</summary>
internal sealed class Tampering(byte[] export, IReadOnlyList<string> lines, IReadOnlyList<string> others, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>What was done, for whoever reads a failure.</summary>
    public string Story { get; private set; } = "";

    public byte[] Apply()
    {
        var kind = _random.Next(9);
        if (kind == 0)
        {
            return Byte();
        }

        var changed = lines.ToList();
        switch (kind)
        {
            case 1: Edit(changed); break;
            case 2: Drop(changed); break;
            case 3: Copy(changed); break;
            case 4: Swap(changed); break;
            case 5: Truncate(changed); break;
            case 6: Splice(changed); break;
            case 7: Field(changed); break;
            default: Entry(changed); break;
        }

        var hidden = _random.Next(3);
        Story += hidden switch { 0 => "", 1 => ", closed", _ => ", rechained" };
        return Forger.Bytes(hidden switch { 0 => changed, 1 => Forger.Closed(changed), _ => TryRechain(changed) });
    }

    private byte[] Byte()
    {
        var bytes = export.ToArray();
        var at = _random.Next(bytes.Length);
        bytes[at] ^= (byte)(1 << _random.Next(8));
        Story = $"bit in byte {at}";
        return bytes;
    }

    private void Edit(List<string> changed)
    {
        var (line, text) = Some(changed);
        var at = _random.Next(text.Length);
        var character = (char)_random.Next(' ', '~');
        changed[line] = _random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, character.ToString()),
            _ => string.Concat(text.AsSpan(0, at), character.ToString(), text.AsSpan(at + 1)),
        };
        Story = $"character {at} of line {line + 1}";
    }

    private void Drop(List<string> changed)
    {
        var (line, count) = (Some(changed).Line, _random.Next(1, 4));
        changed.RemoveRange(line, Math.Min(count, changed.Count - line));
        Story = $"{count} lines dropped at {line + 1}";
    }

    private void Copy(List<string> changed)
    {
        var (from, to) = (Some(changed).Line, Some(changed).Line);
        changed.Insert(to, changed[from]);
        Story = $"line {from + 1} copied to {to + 1}";
    }

    private void Swap(List<string> changed)
    {
        var (one, other) = (Some(changed).Line, Some(changed).Line);
        (changed[one], changed[other]) = (changed[other], changed[one]);
        Story = $"lines {one + 1} and {other + 1} swapped";
    }

    private void Truncate(List<string> changed)
    {
        var line = Some(changed).Line;
        changed.RemoveRange(line, changed.Count - line);
        Story = $"cut off at line {line + 1}";
    }

    private void Splice(List<string> changed)
    {
        var (at, from, count) = (Some(changed).Line, _random.Next(others.Count), _random.Next(1, 12));
        var foreign = others.Skip(from).Take(count).ToList();
        if (_random.Next(2) == 0)
        {
            changed.RemoveRange(at, Math.Min(foreign.Count, changed.Count - at));
        }

        changed.InsertRange(at, foreign);
        Story = $"{foreign.Count} foreign lines at {at + 1}";
    }

    /// <summary>Another value in one field of a line.</summary>
    private void Field(List<string> changed)
    {
        var (line, text) = Some(changed);
        var json = Forger.Object(text);
        var (name, value) = json.ElementAt(_random.Next(json.Count));
        json[name] = Other(value);
        changed[line] = Forger.Text(json);
        Story = $"field {name} of line {line + 1}";
    }

    /// <summary>Another value somewhere within a sealed entry.</summary>
    private void Entry(List<string> changed)
    {
        var entries = Enumerable.Range(0, changed.Count).Where(i => Forger.IsEntry(changed[i])).ToList();
        var line = entries[_random.Next(entries.Count)];
        var entry = JsonNode.Parse(Forger.Object(changed[line])["entry"]!.GetValue<string>())!;
        var inner = _random.Next(2) == 0 && entry["events"] is JsonArray { Count: > 0 } events ? events[_random.Next(events.Count)]!.AsObject()
            : entry.AsObject();
        var (name, value) = inner.ElementAt(_random.Next(inner.Count));
        inner[name] = Other(value);
        changed[line] = Forger.WithText(changed[line], "entry", Forger.Text(entry));
        Story = $"{name} within line {line + 1}";
    }

    private JsonNode? Other(JsonNode? value) => value switch
    {
        JsonValue number when number.TryGetValue<long>(out var whole) => whole + _random.Next(1, 5),
        JsonValue word when word.TryGetValue<string>(out var text) => _random.Next(2) == 0 ? text + "改" : text.Length > 0 ? text[1..] : "改",
        JsonArray list => list.Count > 0 && _random.Next(2) == 0 ? [] : new JsonArray([.. list.Select(item => item?.DeepClone()), "改"]),
        _ => "改",
    };

    private (int Line, string Text) Some(List<string> changed)
    {
        var line = _random.Next(changed.Count);
        return (line, changed[line]);
    }

    /// <summary>A line that is no JSON any more has no chain to mend.</summary>
    private static List<string> TryRechain(List<string> changed)
    {
        try
        {
            return Forger.Rechained(changed);
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            return Forger.Closed(changed);
        }
    }
}
