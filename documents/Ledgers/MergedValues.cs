using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>The cells of one row after another, with what merged cells above hold for it. Nothing is filled where nothing is merged.</summary>
internal sealed class MergedValues
{
    private readonly Dictionary<int, List<MergedRange>> starting = [];
    private readonly SheetCell?[] own;
    private readonly SheetCell?[] carried;
    private readonly int[] until;

    /// <param name="width">Number of columns.</param>
    /// <param name="merges">Of the sheet.</param>
    public MergedValues(int width, IEnumerable<MergedRange> merges)
    {
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
        foreach (var cell in row.Cells)
        {
            if (cell.Column < own.Length && (cell.Kind == CellKind.FormulaWithoutValue || cell.Text.Length > 0 && !LedgerText.IsBlank(cell.Text)))
            {
                own[cell.Column] = cell;
            }
        }

        if (starting.TryGetValue(row.Number, out var merges))
        {
            foreach (var merge in merges)
            {
                carried[merge.FirstColumn] = own[merge.FirstColumn];
                until[merge.FirstColumn] = merge.LastRow;
            }
        }
    }

    /// <summary>What the row itself holds.</summary>
    public SheetCell? Own(int column) => column > 0 ? own[column] : null;

    /// <summary>What the row shows: its own, or what is merged over it.</summary>
    public SheetCell? Shown(int column) => column <= 0 ? null : own[column] ?? (until[column] >= Row ? carried[column] : null);

    /// <summary>Whether the cell is the lower part of a merged one.</summary>
    public bool Inherits(int column) => column > 0 && own[column] is null && until[column] >= Row && carried[column] is not null;
}
