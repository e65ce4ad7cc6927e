namespace Rectification.Documents.Ledgers;

/// <summary>Which column holds what, looked up once for the sheet; 0 where none does.</summary>
internal sealed class SheetFields
{
    public SheetFields(IReadOnlyList<LedgerColumn> columns)
    {
        int Of(string field) => columns.FirstOrDefault(column => LedgerFields.Has(column.Field, field))?.Index ?? 0;
        ProblemNo = Of(LedgerFields.ProblemNo);
        MeasureNo = Of(LedgerFields.MeasureNo);
        ProblemRef = Of(LedgerFields.ProblemRef);
        MeasureRef = Of(LedgerFields.MeasureRef);
        Category = Of(LedgerFields.Category);
        Problem = Of(LedgerFields.Problem);
        ProblemLeader = Of(LedgerFields.ProblemLeader);
        ProblemLeadUnit = Of(LedgerFields.ProblemLeadUnit);
        Measure = Of(LedgerFields.Measure);
        Target = Of(LedgerFields.Target);
        Leader = Of(LedgerFields.Leader);
        Deadline = Of(LedgerFields.Deadline);
        MovedDeadline = Of(LedgerFields.MovedDeadline);
        ActualDate = Of(LedgerFields.ActualDate);
        Start = Of(LedgerFields.Start);
        State = Of(LedgerFields.State);
        Progress = Of(LedgerFields.Progress);
        ProgressText = Of(LedgerFields.ProgressText);
        Result = Of(LedgerFields.Result);
        Institution = Of(LedgerFields.Institution);
        Cadence = Of(LedgerFields.Cadence);
        foreach (var column in columns)
        {
            Add(column);
        }

        if (MovedDeadline > 0 && Deadline > 0)
        {
            // What was moved is no deadline any more, and is kept as it was written.
            Extras.Add(Deadline);
        }
    }

    public int ProblemNo { get; }

    public int MeasureNo { get; }

    public int ProblemRef { get; }

    public int MeasureRef { get; }

    public int Category { get; }

    public int Problem { get; }

    public int ProblemLeader { get; }

    public int ProblemLeadUnit { get; }

    public int Measure { get; }

    public int Target { get; }

    public int Leader { get; }

    public int Deadline { get; }

    public int MovedDeadline { get; }

    public int ActualDate { get; }

    public int Start { get; }

    public int State { get; }

    public int Progress { get; }

    public int ProgressText { get; }

    public int Result { get; }

    public int Institution { get; }

    public int Cadence { get; }

    public List<(int Column, UnitColumn Kind, bool Person, bool Leader)> Units { get; } = [];

    public List<(int Column, decimal Factor)> Money { get; } = [];

    public List<(int Column, string Word)> Exclusive { get; } = [];

    /// <summary>Kept under their headings.</summary>
    public List<int> Extras { get; } = [];

    /// <summary>正常办结， 超时办结 and the like may stand in any of these.</summary>
    public List<int> Outcomes { get; } = [];

    private void Add(LedgerColumn column)
    {
        var field = column.Field;
        var lead = LedgerFields.Has(field, LedgerFields.LeadUnit);
        var supporting = LedgerFields.Has(field, LedgerFields.SupportingUnits);
        if (lead || supporting)
        {
            Units.Add((column.Index, lead && supporting ? UnitColumn.All : lead ? UnitColumn.Lead : UnitColumn.Supporting,
                LedgerFields.Has(field, LedgerFields.Person), LedgerFields.Has(field, LedgerFields.Leader)));
        }
        else if (field.StartsWith(LedgerFields.Money, StringComparison.Ordinal))
        {
            Money.Add((column.Index, MoneyRule.UnitIn(field[LedgerFields.Money.Length..])?.Factor ?? 1));
        }
        else if (field.StartsWith(LedgerFields.StateOf, StringComparison.Ordinal))
        {
            Exclusive.Add((column.Index, field[LedgerFields.StateOf.Length..]));
        }
        else if (field is LedgerFields.Extra or LedgerFields.Person or LedgerFields.ProblemDetail or LedgerFields.OverseeingUnit)
        {
            // The running number of a row is made anew when it goes out.
            if (column.Meaning.Heading != Heading.Number)
            {
                Extras.Add(column.Index);
            }
        }

        if (column.Meaning.Heading is Heading.State or Heading.Result)
        {
            Outcomes.Add(column.Index);
        }
    }
}
