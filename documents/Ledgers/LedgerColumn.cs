using System.Text.Json.Serialization;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>One column as it is read, to be shown with its examples and changed where it is wrong.</summary>
public sealed class LedgerColumn
{
    /// <summary>1 = A.</summary>
    [JsonIgnore]
    public int Index { get; init; }

    /// <summary>A, B, … AA.</summary>
    public string Letter => Letters(Index);

    /// <summary>The heading without white space; rows of headings joined by <c>/</c>. Extra values are kept under it.</summary>
    public required string Header { get; init; }

    /// <summary>What it is read as: <c>measure</c>, <c>leadUnit+supportingUnits</c>, <c>money:万元</c>, <c>state:完成整改</c>, <c>extra</c> …</summary>
    public string Field { get; set; } = LedgerFields.Extra;

    /// <summary>People who open the file do not see it.</summary>
    public bool Hidden { get; init; }

    /// <summary>Telephones and the like: never outside the office.</summary>
    public bool Inside { get; set; }

    /// <summary>Up to three values, as shown.</summary>
    public IReadOnlyList<string> Examples { get; set; } = [];

    /// <summary>The lowest heading and the ones above it.</summary>
    internal string Leaf { get; init; } = "";

    internal string Group { get; init; } = "";

    internal HeadingMeaning Meaning { get; set; }

    /// <summary>What the first data rows hold in it; <see langword="null"/> where nothing.</summary>
    internal List<SheetCell?> Sample { get; } = [];

    /// <summary>Of the same rows: whether the value comes from a merged cell above.</summary>
    internal List<bool> Inherited { get; } = [];

    /// <summary>Whether it adds up the money columns beside it.</summary>
    internal bool AddsUp { get; set; }

    /// <summary>A = 1, AA = 27.</summary>
    public static string Letters(int index)
    {
        var letters = "";
        for (; index > 0; index = (index - 1) / 26)
        {
            letters = (char)('A' + (index - 1) % 26) + letters;
        }

        return letters;
    }

    internal IEnumerable<SheetCell> Values()
    {
        foreach (var cell in Sample)
        {
            if (cell is not null && !LedgerText.IsBlank(cell.Text))
            {
                yield return cell;
            }
        }
    }

    /// <summary>Share of the values that are so; 0 when there are none.</summary>
    internal double Share(Func<SheetCell, bool> so)
    {
        var all = 0;
        var such = 0;
        foreach (var cell in Values())
        {
            all++;
            such += so(cell) ? 1 : 0;
        }

        return all == 0 ? 0 : (double)such / all;
    }
}
