namespace Rectification.Documents.Workbooks.Writing;

/// <summary>Lists to choose from: short ones stand in the rule itself, longer ones on a sheet nobody sees.</summary>
internal sealed class ChoiceLists
{
    public const string SheetName = "_lists";

    /// <summary>Characters a list within a rule may have.</summary>
    private const int LongestRule = 255;

    private readonly List<IReadOnlyList<string>> columns = [];

    public bool Any => columns.Count > 0;

    /// <summary>The formula that names the list.</summary>
    public string Formula(IReadOnlyList<string> choices)
    {
        var joined = string.Join(',', choices);
        if (joined.Length <= LongestRule - 2 && !choices.Any(choice => choice.IndexOfAny([',', '"', '\n']) >= 0))
        {
            return $"\"{joined}\"";
        }

        var known = columns.FindIndex(choices.SequenceEqual);
        if (known < 0)
        {
            known = columns.Count;
            columns.Add(choices);
        }

        var letters = CellAddress.Letters(known + 1);
        return $"{SheetName}!${letters}$2:${letters}${choices.Count + 1}";
    }

    /// <summary>The sheet of the longer lists, side by side.</summary>
    public SheetForm Sheet() => new()
    {
        Name = SheetName,
        Columns = [.. columns.Select((_, index) => new ColumnForm { Heading = $"{index + 1}" })],
        Rows = Enumerable.Range(0, columns.Max(column => column.Count))
            .Select(IReadOnlyList<CellForm> (row) => [.. columns.Select(column => row < column.Count ? CellForm.Of(column[row]) : CellForm.Blank)])
            .ToAsyncEnumerable(),
        VeryHidden = true
    };
}
