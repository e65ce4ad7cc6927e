using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>Adds up the money of the rows, and tells where a totals row says something else: text amounts are what a SUM leaves out.</summary>
internal sealed class SheetTotals
{
    private const decimal Tolerance = 0.005m;

    private sealed class Sum(int column, decimal factor)
    {
        public int Column => column;

        public decimal Factor => factor;

        public decimal All { get; set; }

        public decimal SinceTotal { get; set; }

        /// <summary>The columns it adds up, for one that is itself a total.</summary>
        public List<Sum> Parts { get; init; } = [];
    }

    private readonly SheetScan scan;
    private readonly LedgerFindings findings;
    private readonly List<Sum> sums = [];
    private readonly List<Sum> crossSums = [];
    private readonly List<(int Row, Sum Sum, decimal Written)> early = [];
    private bool any;

    public SheetTotals(SheetScan scan, SheetFields fields, LedgerFindings findings)
    {
        this.scan = scan;
        this.findings = findings;
        foreach (var (column, factor) in fields.Money)
        {
            sums.Add(new Sum(column, factor));
        }

        foreach (var column in scan.Columns.Where(column => column.AddsUp && column.Group.Length > 0))
        {
            var parts = sums.FindAll(sum => scan.Columns[sum.Column - 1].Group == column.Group);
            var factor = (MoneyRule.UnitIn(column.Leaf) ?? MoneyRule.UnitIn(column.Group))?.Factor ?? 1;
            crossSums.Add(new Sum(column.Index, factor) { Parts = parts });
        }
    }

    public void Add(MergedValues row)
    {
        any = true;
        foreach (var sum in sums)
        {
            // A merged amount counts once, not once a row.
            var amount = MoneyRule.Read(row.Own(sum.Column), sum.Factor).Yuan ?? 0;
            sum.All += amount;
            sum.SinceTotal += amount;
        }
    }

    public void Total(SheetRow row, MergedValues values)
    {
        foreach (var sum in sums.Concat(crossSums))
        {
            if (MoneyRule.Read(values.Own(sum.Column), sum.Factor).Yuan is not { } written)
            {
                continue;
            }

            if (!any)
            {
                early.Add((row.Number, sum, written));
            }
            else if (!Agrees(written, AllOf(sum)) && !Agrees(written, SinceTotalOf(sum)))
            {
                findings.Tell(scan.Sheet.Name, sum.Column, row.Number, LedgerCodes.TotalDisagrees);
            }
        }

        sums.ForEach(sum => sum.SinceTotal = 0);
    }

    /// <summary>Totals above the rows can be compared only when all rows are read.</summary>
    public void Compare()
    {
        foreach (var (row, sum, written) in early)
        {
            if (!Agrees(written, AllOf(sum)))
            {
                findings.Tell(scan.Sheet.Name, sum.Column, row, LedgerCodes.TotalDisagrees);
            }
        }
    }

    private static decimal AllOf(Sum sum) => sum.Parts.Count > 0 ? sum.Parts.Sum(part => part.All) : sum.All;

    private static decimal SinceTotalOf(Sum sum) => sum.Parts.Count > 0 ? sum.Parts.Sum(part => part.SinceTotal) : sum.SinceTotal;

    private static bool Agrees(decimal written, decimal added) => Math.Abs(written - added) <= Tolerance;
}
