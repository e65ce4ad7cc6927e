using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>All rules for one ledger; what was read once is remembered, as offices write the same words in row after row.</summary>
internal sealed partial class LedgerRules
{
    // Beyond it texts are read each time anew: a ledger of nothing but different words must not fill the memory.
    private const int MostRemembered = 20_000;

    // Texts of cells, whose keeping saves as much as it costs.
    private const int MostTexts = 100_000;

    private readonly UnitRule units;
    private readonly DeadlineRule deadlines;
    private readonly Dictionary<string, string> leaders = new(StringComparer.Ordinal);
    private readonly HashSet<string> leadersTwice = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, UnitColumn, bool), UnitReading> unitsRead = [];
    private readonly Dictionary<string, DeadlineReading> deadlinesRead = new(StringComparer.Ordinal);
    private readonly Dictionary<(DateOnly, string, string?), DeadlineReading> daysRead = [];
    private readonly Dictionary<string, StateReading> statesRead = new(StringComparer.Ordinal);
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    public LedgerRules(LedgerContext context)
    {
        Context = context;
        Directory = new UnitDirectory(context.Counties.Concat(context.Departments), context.OtherNames);
        units = new UnitRule(Directory, context.Counties, context.Collective);
        deadlines = new DeadlineRule(context.FeedbackDate, context.ImmediateDay);
        foreach (var leader in context.Leaders)
        {
            if (!leaders.TryAdd(Fold.Tight(leader), leader))
            {
                leadersTwice.Add(leader);
            }
        }
    }

    public LedgerContext Context { get; }

    public UnitDirectory Directory { get; }

    public DeadlineRule Deadlines => deadlines;

    /// <summary>Whether days are counted from 1904, as the days that are shown as such tell.</summary>
    public bool From1904 { get; set; }

    /// <summary>What the workbook says of where it comes from, where the product made it.</summary>
    public Out.LedgerStamp? Stamp { get; init; }

    public UnitReading Units(string text, UnitColumn column, bool person)
    {
        if (!unitsRead.TryGetValue((text, column, person), out var reading))
        {
            reading = units.Read(text, column, person);
            if (unitsRead.Count < MostRemembered)
            {
                unitsRead[(text, column, person)] = reading;
            }
        }

        return reading;
    }

    public DeadlineReading Deadline(SheetCell? cell)
    {
        if (cell is { Kind: CellKind.Date, Day: { } day, StruckThrough: false })
        {
            if (!daysRead.TryGetValue((day, cell.Text, cell.Format), out var shown))
            {
                shown = deadlines.Read(cell, From1904);
                if (daysRead.Count < MostRemembered)
                {
                    daysRead[(day, cell.Text, cell.Format)] = shown;
                }
            }

            return shown;
        }

        if (cell is not { Kind: CellKind.Text })
        {
            return deadlines.Read(cell, From1904);
        }

        if (!deadlinesRead.TryGetValue(cell.Text, out var reading))
        {
            reading = deadlines.Read(cell);
            if (deadlinesRead.Count < MostRemembered)
            {
                deadlinesRead[cell.Text] = reading;
            }
        }

        return reading;
    }

    public StateReading State(SheetCell? cell)
    {
        if (cell is not { Kind: CellKind.Text })
        {
            // The product's own sheet asks for whole percents: 1 is one of a hundred there.
            return Stamp is { IsUnit: true } ? StateRule.ReadPercent(cell) : StateRule.Read(cell);
        }

        if (!statesRead.TryGetValue(cell.Text, out var reading))
        {
            reading = StateRule.Read(cell.Text);
            if (statesRead.Count < MostRemembered)
            {
                statesRead[cell.Text] = reading;
            }
        }

        return reading;
    }

    /// <summary>The text trimmed, one object for all rows with the same.</summary>
    public string Text(string written)
    {
        var text = Fold.Trimmed(written);
        if (texts.TryGetValue(text, out var same))
        {
            return same;
        }

        if (texts.Count < MostTexts)
        {
            texts.Add(text);
        }

        return text;
    }

    /// <summary>The leader a cell names; a measure has one.</summary>
    public (string? Title, Remark? Remark) Leader(string text)
    {
        string? first = null;
        var named = 0;
        Remark? remark = null;
        if (leaders.TryGetValue(Fold.Tight(text), out var whole) || leaders.TryGetValue(Fold.WithoutBrackets(text), out whole))
        {
            return leadersTwice.Contains(whole) ? (null, new Remark(LedgerCodes.LeaderUnknown, whole)) : (whole, null);
        }

        foreach (var part in Separators().Split(Fold.Width(text)))
        {
            var folded = Fold.Tight(part);
            if (folded.Length == 0)
            {
                continue;
            }

            named++;
            if (leaders.TryGetValue(folded, out var leader) || leaders.TryGetValue(Fold.WithoutBrackets(folded), out leader))
            {
                first ??= leader;
            }
            else
            {
                remark = new Remark(LedgerCodes.LeaderUnknown, [.. Context.Leaders.Where(known => folded.Contains(Fold.Tight(known),
                    StringComparison.Ordinal))]);
            }
        }

        return remark is not null ? (null, remark) : named > 1 ? (first, new Remark(LedgerCodes.LeaderSeveral)) : (first, null);
    }

    [GeneratedRegex("[\u3001,;/\\n]|\u548C")]
    private static partial Regex Separators();
}
