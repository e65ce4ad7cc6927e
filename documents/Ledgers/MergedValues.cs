using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>
/// The cells of one row after another, with what merged cells above hold for it, and what a cell stands for that says 同上. Nothing is filled where
/// nothing is merged and nothing is said.
/// </summary>
internal sealed class MergedValues
{
    private readonly Dictionary<int, List<MergedRange>> starting = [];
    private readonly SheetCell?[] own;
    private readonly SheetCell?[] carried;
    private readonly int[] until;
    private readonly SheetCell?[] latest;
    private readonly bool[] isSame;
    private readonly Func<int, bool> followed;

    /// <param name="width">Number of columns.</param>
    /// <param name="merges">Of the sheet.</param>
    /// <param name="followed">In which columns 同上 stands for the value above.</param>
    public MergedValues(int width, IEnumerable<MergedRange> merges, Func<int, bool> followed)
    {
        this.followed = followed;
        latest = new SheetCell?[width + 1];
        isSame = new bool[width + 1];
        own = new SheetCell?[width + 1];
        carried = new SheetCell?[width + 1];
        until = new int[width + 1];
        foreach (var merge in merges)
        {
            if (merge.LastRow > merge.FirstRow && merge.FirstColumn <= width)
            {
                if (!starting.TryGetValue(merge.FirstRow, out var list))
                {
                    starting[merge.FirstRow] = list = [];
                }

                list.Add(merge);
            }
        }
    }

    /// <summary>Number of the row that is looked at.</summary>
    public int Row { get; private set; }

    public void Enter(SheetRow row)
    {
        Row = row.Number;
        Array.Clear(own);
        Array.Clear(isSame);
        foreach (var cell in row.Cells)
        {
            if (cell.Column < own.Length && (cell.Kind == CellKind.FormulaWithoutValue || cell.Text.Length > 0 && !LedgerText.IsBlank(cell.Text)))
            {
                Take(cell);
            }
        }

        if (starting.TryGetValue(row.Number, out var merges))
        {
            foreach (var merge in merges)
            {
                carried[merge.FirstColumn] = isSame[merge.FirstColumn] ? latest[merge.FirstColumn] : own[merge.FirstColumn];
                until[merge.FirstColumn] = merge.LastRow;
            }
        }

        for (var column = 1; column < own.Length; column++)
        {
            latest[column] = own[column] ?? latest[column];
        }
    }

    /// <summary>Whether the cell says that it is as the one above.</summary>
    public bool IsSame(int column) => column > 0 && isSame[column];

    /// <summary>What the row itself holds.</summary>
    public SheetCell? Own(int column) => column > 0 ? own[column] : null;

    /// <summary>What the row shows: its own, or what is merged over it.</summary>
    public SheetCell? Shown(int column) => column <= 0 ? null : own[column] ?? (until[column] >= Row ? carried[column] : null);

    /// <summary>Whether the cell is the lower part of a merged one.</summary>
    public bool Inherits(int column) => column > 0 && own[column] is null && until[column] >= Row && carried[column] is not null;

    private void Take(SheetCell cell)
    {
        if (latest[cell.Column] is not null && followed(cell.Column) && LedgerText.SaysSame(cell.Text))
        {
            isSame[cell.Column] = true;
            carried[cell.Column] = latest[cell.Column];
            until[cell.Column] = Row;
        }
        else
        {
            own[cell.Column] = cell;
        }
    }
}
