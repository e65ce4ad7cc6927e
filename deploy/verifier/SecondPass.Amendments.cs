using System.Text;
using System.Text.Json;

namespace Rectification.Verifier;

internal sealed partial class SecondPass
{
    private const string Header = "plan";

    /// <summary>The lines that versions changed, each as it was and became: by what it is about, the versions that state it.</summary>
    private readonly Dictionary<string, List<(int Version, string Text)>> _lines = new(StringComparer.Ordinal);

    /// <summary>Keeps a line of the plan if an amendment changed it.</summary>
    private void RosterLine(ReadOnlySpan<byte> line, long number)
    {
        var spelling = new Spelling(line, number);
        spelling.Literal("{\"kind\":\"roster\",\"version\":"u8);
        var version = (int)spelling.Number();
        if (version < _plan.Begin)
        {
            return;
        }

        spelling.Literal(",\"line\":\""u8);
        var text = Encoding.UTF8.GetString(spelling.Bytes(_text));
        using var json = JsonDocument.Parse(text);
        var no = json.RootElement.IntOr("no", 0);
        var (subject, changed) = no == 0 ? (Header, true)
            : json.RootElement.Find("text") is null ? ($"problem:{no}", _plan.ChangedProblems.Contains(no)) : ($"measure:{no}", _plan.VersionsOf(no).Count > 0);
        if (changed)
        {
            var lines = _lines.TryGetValue(subject, out var known) ? known : _lines[subject] = [];
            lines.Add((version, no == 0 ? _first.Rosters[version].Header.Text : text));
        }
    }

    /// <summary>Every amendment in force says what it changes: the difference of the lines it touches, and the units they concern.</summary>
    private void CheckAmendments()
    {
        var changed = _lines.SelectMany(line => line.Value.Where(state => state.Version > _plan.Begin), (line, state) => (state.Version, line.Key));
        foreach (var lines in changed.GroupBy(line => line.Version, line => line.Key).OrderBy(group => group.Key))
        {
            CheckAmendment(_first.PlanChain.InForce[lines.Key], lines.Key, [.. lines]);
        }
    }

    private void CheckAmendment(Amendment amendment, int version, List<string> subjects)
    {
        var differences = new List<string>();
        foreach (var subject in subjects)
        {
            var (before, after) = Change(subject, version);
            var difference = new LineDifference(subject, _first.PlanChain.IsTakenOver && subject == Header).Of(before, after);
            _ = before == after ? throw new MisfitException(amendment.Line, "方案中没有变化的行不应列出。", "A line that did not change was stated.", null, subject) : 0;
            differences.AddRange(difference);

            // What is said of one line stands together, in the line's order.
            var at = difference is [var first, ..] ? amendment.Changes.IndexOf(first) : 0;
            _ = at >= 0 && amendment.Changes.Skip(at).Take(difference.Count).SequenceEqual(difference) ? 0
                : throw new MisfitException(amendment.Line, "所列变化与方案的差别不符。", "The changes told are not those of the plan.",
                    string.Join(',', difference), string.Join(',', amendment.Changes));
        }

        _ = differences.Count == amendment.Changes.Count ? 0
            : throw new MisfitException(
                amendment.Line, "所列变化与方案的差别不符。", "The changes told are not those of the plan.", differences.Count, amendment.Changes.Count);
        var units = subjects.SelectMany(subject => UnitsOf(subject, version)).ToHashSet(StringComparer.Ordinal);
        _ = units.SetEquals(amendment.Units) && units.Count == amendment.Units.Count ? 0
            : throw new MisfitException(amendment.Line, "所涉单位与方案的差别不符。", "The units told are not those it concerns.",
                string.Join(',', units), string.Join(',', amendment.Units));
    }

    /// <summary>Units whose duties a changed line touches, as they were and as they are.</summary>
    private IEnumerable<string> UnitsOf(string subject, int version)
    {
        if (subject.StartsWith("problem:", StringComparison.Ordinal))
        {
            return [_first.Rosters[version].Problems[ChainName.Of(subject).No]];
        }

        var no = ChainName.Of(subject).No;
        return subject == Header ? [] : new[] { _first.Rosters[version].Measures[no], FormerOf(no, _plan.ChangesUntil(no, version) - 1) }
            .OfType<Measure>().SelectMany(measure => measure.Units.Prepend(measure.LeadUnit));
    }

    private Measure? FormerOf(int no, int change) => change > 0 ? _plan.Change(no, change - 1) : _plan.AtFirst(no);

    private (string? Before, string After) Change(string subject, int version)
    {
        var lines = _lines[subject];
        var at = lines.FindIndex(line => line.Version == version);
        return (at > 0 ? lines[at - 1].Text : null, lines[at].Text);
    }

    /// <summary>What the plan says of the measure from this entry on, if by it the measure takes an amendment over; or what is wrong with that.</summary>
    private (Measure? Replanned, Wrong? Wrong) Replanned(JsonElement entry, DateTimeOffset at)
    {
        var events = entry.Items("events").ToList();
        if (!events.Exists(happened => happened.Text("type") == "replanned"))
        {
            return default;
        }

        var (e, versions, taken) = (events[0], _plan.VersionsOf(_name.No), _life!.Replannings);
        if (events.Count > 1 || taken == versions.Count || e.Int("roster") != versions[taken])
        {
            return (null, new("措施接受的不是下一项方案调整。", "The amendment is not the next one that concerns the measure.",
                taken < versions.Count ? versions[taken] : null, e.Int("roster")));
        }

        var (before, after) = Change(_name.Text, versions[taken]);
        var (from, to) = (e.Find("from")?.GetRawText(), e.GetProperty("to").GetRawText());
        return (_plan.Change(_name.No, taken),
            to != after ? new("措施的新内容与方案不符。", "What the measure became is not what the plan says.", after, to)
            : from != before ? new("措施的原内容与方案不符。", "What the measure was is not what the plan said.", before, from)
            : _first.PlanChain.IsWhole ? WrongTakeOver(e, entry, at)
            : null);
    }

    private Wrong? WrongTakeOver(JsonElement e, JsonElement entry, DateTimeOffset at)
    {
        var amendment = _first.PlanChain.InForce[e.Int("roster")];
        var said = (e.Int("amendment"), e.Text("reason"), e.TextOrNull("document"), new Persons(entry.Text("by"), entry.TextOrNull("for")));
        var decided = (amendment.No, amendment.Reason, amendment.Document, amendment.InForceBy);
        return said != decided ? new("措施接受的调整与方案的留痕不符。", "The amendment is not as the plan's chain has it.", decided, said)
            : at < amendment.InForceAt ? new("措施在调整生效之前就接受了它。", "The measure took the amendment over before it was in force.", amendment.InForceAt, at)
            : null;
    }

    /// <summary>What the plan said of the measure before any entry; null where it was added later.</summary>
    private Measure? AtFirst(int no) => _plan.AtFirst(no) ?? (_plan.VersionsOf(no).Count > 0 ? null
        : _first.Rosters.Values.Reverse().Select(roster => roster.Measures.GetValueOrDefault(no)).OfType<Measure>().FirstOrDefault());
}
