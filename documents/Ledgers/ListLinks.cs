using System.Globalization;

namespace Rectification.Documents.Ledgers;

/// <summary>Numbers problems and measures, and links the lists that refer to each other by number.</summary>
internal static class ListLinks
{
    public static void Link(LedgerRun run)
    {
        NumberProblems(run);
        NumberMeasures(run);
        var byNumber = run.Problems.ToLookup(problem => problem.No);
        var byCode = run.Problems.Where(problem => problem.WrittenNo is null && problem.Number.Length > 0).ToLookup(problem => problem.Number);
        foreach (var reference in run.References)
        {
            Refer(run, reference, byNumber, byCode);
        }

        Duties(run);

        // The product's own list has a plan's problems with and without measures.
        if (run.References.Count > 0 && run.Rules.Stamp is null)
        {
            foreach (var problem in run.Problems.Where(problem => !problem.HasMeasure))
            {
                run.Findings.Tell(SheetOf(run, problem), problem.Cell, new Remark(LedgerCodes.ReferenceMeasureMissing));
            }
        }

        foreach (var problem in run.Problems.Where(problem => problem is { LeaderTitle: null, LeaderCell.Length: > 0 }))
        {
            run.Findings.Tell(SheetOf(run, problem), problem.LeaderCell!, new Remark(LedgerCodes.LeaderMissing));
        }
    }

    private static string SheetOf(LedgerRun run, LedgerProblem problem) => problem.Sheet ?? (run.Measures.Count > 0 ? run.Measures[0].Source.Sheet : "");

    // The sheet's own numbers where every problem has one of its own, else the running order.
    private static void NumberProblems(LedgerRun run)
    {
        var numbers = run.Problems.Select(problem => problem.WrittenNo).ToList();
        var own = numbers.TrueForAll(number => number is not null) && numbers.Distinct().Count() == numbers.Count;
        for (var i = 0; i < run.Problems.Count; i++)
        {
            run.Problems[i].No = own ? numbers[i]!.Value : i + 1;
        }
    }

    private static void NumberMeasures(LedgerRun run)
    {
        HashSet<int> seen = [];
        List<int> repeated = [];
        var restarts = true;
        int? before = null;
        for (var i = 0; i < run.Measures.Count; i++)
        {
            var number = run.Measures[i].WrittenNo;
            restarts &= number is not null && (number == 1 || number == before + 1);
            before = number;
            if (number is { } written && !seen.Add(written))
            {
                repeated.Add(i);
            }
        }

        var own = repeated.Count == 0 && seen.Count == run.Measures.Count || run.UnitSheet;
        for (var i = 0; i < run.Measures.Count; i++)
        {
            run.Measures[i].No = own ? run.Measures[i].WrittenNo ?? 0 : i + 1;
        }

        foreach (var i in run.Units is not null || (restarts && !run.UnitSheet) ? [] : repeated)
        {
            var measure = run.Measures[i];
            run.Findings.Tell(measure.Source.Sheet, run.NumberColumns[measure.Source], measure.Row, LedgerCodes.NumberRepeated);
        }
    }

    private static void Refer(LedgerRun run, ProblemReference reference, ILookup<int, LedgerProblem> byNumber, ILookup<string, LedgerProblem> byCode)
    {
        var numbers = ListMarks.Numbers(reference.Text);
        if (run.Problems.Count == 0)
        {
            return;
        }

        if (byCode[reference.Text].FirstOrDefault() is { } written)
        {
            // 1-1 is the number of a problem, and not the first of them.
            Set(reference.Measure, written);
            return;
        }

        if (numbers.Count == 0)
        {
            var titled = run.Problems.Find(problem => problem.Title == ListMarks.OffTitle(reference.Text));
            Set(reference.Measure, titled);
            if (titled is null)
            {
                run.Findings.Tell(reference.Sheet, reference.Column, reference.Row, reference.Text.Length == 0 ? LedgerCodes.ProblemMissing
                    : LedgerCodes.ReferenceUnknown);
            }

            return;
        }

        Set(reference.Measure, byNumber[numbers[0]].FirstOrDefault());
        if (numbers.Any(number => !byNumber.Contains(number)))
        {
            run.Findings.Tell(reference.Sheet, reference.Column, reference.Row, LedgerCodes.ReferenceUnknown);
        }
        else if (numbers.Count > 1)
        {
            var candidates = numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
            run.Findings.Tell(reference.Sheet, reference.Column, reference.Row, new Remark(LedgerCodes.ReferenceSeveral, candidates));
            foreach (var number in numbers)
            {
                byNumber[number].First().HasMeasure = true;
            }
        }
    }

    private static void Set(LedgerMeasure measure, LedgerProblem? problem)
    {
        measure.Of = problem;
        if (problem is not null)
        {
            problem.HasMeasure = true;
        }
    }

    // The list of duties adds units and persons to the measures; where it names another lead unit, the list of measures is right.
    private static void Duties(LedgerRun run)
    {
        var byNumber = run.Measures.ToLookup(measure => measure.No);
        var byCode = run.Measures.Where(measure => measure is { WrittenNo: null, Code: not null }).ToLookup(measure => measure.Code!);
        foreach (var duty in run.Duties)
        {
            // 1-2 is one measure and not the first.
            IReadOnlyList<int> numbers = byCode[duty.Text].FirstOrDefault() is { } coded ? [coded.No] : ListMarks.Numbers(duty.Text);
            foreach (var number in numbers)
            {
                if (byNumber[number].FirstOrDefault() is not { } measure)
                {
                    run.Findings.Tell(duty.Sheet, duty.Column, duty.Row, LedgerCodes.ReferenceUnknown);
                }
                else if (duty.Units.Lead is { } lead && measure.LeadUnit is { } leads && lead != leads &&
                    !measure.SupportingUnits.Contains(lead) | duty.Units.Supporting.Contains(leads))
                {
                    run.Findings.Tell(duty.Sheet, duty.UnitColumn, duty.Row, LedgerCodes.ReferenceContradicts);
                }
                else
                {
                    measure.IsInDuties = true;
                    measure.LeadUnit ??= duty.Units.Lead;
                    var added = duty.Units.Supporting.Prepend(duty.Units.Lead).OfType<string>().Where(unit => unit != measure.LeadUnit);
                    measure.SupportingUnits = [.. measure.SupportingUnits.Union(added)];
                    measure.KeepToo(duty.Extra);
                }
            }

            if (numbers.Count == 0)
            {
                run.Findings.Tell(duty.Sheet, Math.Max(1, duty.Column), duty.Row, LedgerCodes.ReferenceUnknown);
            }
        }
    }
}
