namespace Rectification.Documents.Ledgers;

internal sealed partial class RowReader
{
    private (int? Percent, string? Text, string? Prose) State(MergedValues row)
    {
        var prose = Text(row, fields.ProgressText);
        if (fields.Exclusive.Count > 0)
        {
            return Exclusive(row, prose);
        }

        var cell = Cell(row, fields.State);
        var text = cell is null ? null : rules.Text(cell.Text);
        var state = cell is null || LedgerText.SaysNothing(cell.Text) ? default : rules.State(cell);
        var answer = text is null ? null : StateRule.Ticked(text) is [var ticked] ? ticked : text;
        if (answer is not null && !LedgerText.SaysNothing(answer) && (StateRule.IsMark(answer) || StateRule.IsNo(answer))
            && Asks(columns[fields.State - 1].Leaf))
        {
            state = new StateReading(StateRule.IsMark(answer) ? 100 : null, true);
        }

        if (fields.Progress == 0)
        {
            Tell(row, fields.State, row.Inherits(fields.State) ? null : state.Remark);
            return (state.Percent, text, prose);
        }

        var progressCell = Cell(row, fields.Progress);
        var progress = rules.State(progressCell);
        Tell(row, fields.Progress, row.Inherits(fields.Progress) ? null : progress.Remark);
        if (fields.State > 0)
        {
            Tell(row, fields.State, row.Inherits(fields.State) ? null : state.Remark);
            if (state.Percent == 100 && progress.Percent < 100)
            {
                Tell(row, fields.State, LedgerCodes.StateContradictory);
                return (null, text, prose);
            }
        }

        return (progress.Percent ?? (progressCell is null || progress.Remark is null ? state.Percent : null), text ?? (progressCell is null ? null
            : rules.Text(progressCell.Text)), prose);
    }

    // 是否完成: √ and 是 answer the heading's question.
    private static bool Asks(string leaf) => !leaf.Contains("\u9500\u53F7", StringComparison.Ordinal) &&
        (leaf.Contains("\u5B8C\u6210", StringComparison.Ordinal) || leaf.Contains("\u529E\u7ED3", StringComparison.Ordinal) ||
        leaf.Contains("\u6574\u6539", StringComparison.Ordinal) || leaf.Contains("\u843D\u5B9E", StringComparison.Ordinal) ||
        leaf.Contains("\u5316\u89E3", StringComparison.Ordinal) || leaf.Contains("\u89E3\u51B3", StringComparison.Ordinal) ||
        leaf.Contains("\u5230\u4F4D", StringComparison.Ordinal) || leaf.Contains("\u95ED\u73AF", StringComparison.Ordinal));

    private (int? Percent, string? Text, string? Prose) Exclusive(MergedValues row, string? prose)
    {
        List<(int Column, string Word, string Text)> filled = [];
        foreach (var (column, word) in fields.Exclusive)
        {
            if (Cell(row, column) is { } cell && !StateRule.IsNo(cell.Text) && !LedgerText.SaysNothing(cell.Text))
            {
                filled.Add((column, word, rules.Text(cell.Text)));
            }
        }

        var written = filled.FindAll(state => !StateRule.IsMark(state.Text));
        var told = written.Count > 0 ? string.Join('\n', written.Select(state => state.Text)) : prose;
        if (filled.Count == 0)
        {
            return (null, null, told);
        }

        if (filled.Count == 1)
        {
            var state = StateRule.Read(filled[0].Word);
            Tell(row, filled[0].Column, state.Remark);
            return (state.Percent, filled[0].Word, told);
        }

        run.Findings.Tell(sheet, $"{LedgerColumn.Letters(filled[0].Column)}{row.Row}:{LedgerColumn.Letters(filled[^1].Column)}{row.Row}",
            new Remark(LedgerCodes.StateContradictory));
        return (null, string.Join('+', filled.Select(state => state.Word)), told);
    }

    // 正常办结 and 超时办结 are chosen by hand, so they can contradict the days of their own row.
    private void AgainstDates(MergedValues row, LedgerMeasure measure)
    {
        if (measure.Deadline is not { } deadline)
        {
            return;
        }

        foreach (var column in fields.Outcomes)
        {
            if (row.Own(column) is not { } cell || cell.Text.Length > 20)
            {
                continue;
            }

            var text = Fold.Tight(cell.Text);
            var late = text is "\u8D85\u65F6\u529E\u7ED3" or "\u8D85\u671F\u529E\u7ED3" or "\u903E\u671F\u529E\u7ED3" or
                "\u8D85\u671F\u5B8C\u6210" or "\u903E\u671F\u5B8C\u6210" or "\u8D85\u65F6\u5B8C\u6210";
            var onTime = text is "\u6B63\u5E38\u529E\u7ED3" or "\u6309\u671F\u529E\u7ED3" or "\u6309\u65F6\u529E\u7ED3" or
                "\u6309\u671F\u5B8C\u6210" or "\u6309\u65F6\u5B8C\u6210" or "\u5982\u671F\u5B8C\u6210";
            var day = measure.ActualDate;
            if (onTime && day > deadline || late && (day <= deadline || day is null && deadline >= run.Context.Today))
            {
                Tell(row, column, LedgerCodes.StateAgainstDates);
            }
        }
    }

    // The unit may change its own columns only, and only of its own rows.
    private void AgainstBefore(MergedValues row, LedgerMeasure measure, DeadlineReading? deadline)
    {
        var before = run.Context.Before;
        var units = measure.SupportingUnits;
        if (run.Unit is { } unit && fields.Units.Count > 0 && measure.LeadUnit is not null && measure.LeadUnit != unit
            && !units.Contains(unit) && before?.Measures.Contains(measure.WrittenNo ?? 0) != true)
        {
            Tell(row, fields.Units[0].Column, LedgerCodes.RowOtherUnit);
        }

        if (measure.WrittenNo is not { } no)
        {
            Tell(row, Math.Max(1, fields.MeasureNo), LedgerCodes.ReferenceUnknown);
            return;
        }

        if (before is null)
        {
            return;
        }

        if (before.Measures.Count > 0 && !before.Measures.Contains(no) && (measure.LeadUnit is null || measure.LeadUnit == run.Unit))
        {
            Tell(row, Math.Max(1, fields.MeasureNo), before.Deadlines.ContainsKey(no) ? LedgerCodes.RowOtherUnit : LedgerCodes.ReferenceUnknown);
        }

        if (deadline is { Text.Length: > 0 } && before.Deadlines.TryGetValue(no, out var planned) && Changed(deadline, planned))
        {
            Tell(row, fields.Deadline, new Remark(LedgerCodes.ColumnNotYours, planned is { } day ? [DeadlineReading.Iso(day)] : []));
        }

        if (measure.ProgressPercent is { } percent && before.Percents.TryGetValue(no, out var reported) && percent < reported)
        {
            Tell(row, fields.Progress > 0 ? fields.Progress : Math.Max(1, fields.State), LedgerCodes.ValueDecreased);
        }
    }

    private static bool Changed(DeadlineReading deadline, DateOnly? planned) =>
        deadline.Day is { } day ? planned is not null && day != planned
        : planned is { } plan && deadline.Remarks.All(remark => remark.Candidates.Count > 0 && !remark.Candidates.Contains(DeadlineReading.Iso(plan)));
}
