namespace Rectification.Documents.Ledgers;

/// <summary>Collects what is to be told, by sheet and cell.</summary>
internal sealed class LedgerFindings
{
    private readonly List<(string? Sheet, string Cell, Remark Remark)> told = [];

    /// <param name="sheet">Its name.</param>
    /// <param name="column">1 = A.</param>
    /// <param name="row">1 is the first.</param>
    /// <param name="remark">What to tell; nothing when <see langword="null"/>.</param>
    public void Tell(string sheet, int column, int row, Remark? remark)
    {
        if (remark is not null)
        {
            told.Add((sheet, LedgerColumn.Letters(column) + row.ToString(System.Globalization.CultureInfo.InvariantCulture), remark));
        }
    }

    public void Tell(string sheet, int column, int row, string code) => Tell(sheet, column, row, new Remark(code));

    public void Tell(string sheet, string cell, Remark remark) => told.Add((sheet, cell, remark));

    /// <summary>Of a sheet that is not read: always with its name.</summary>
    public void TellOfSheet(string sheet, string code) => told.Add((null, $"{sheet}!A1", new Remark(code)));

    /// <summary>All of one kind; the sheet stands before the cell where more than one sheet is read.</summary>
    public List<LedgerFinding> Of(bool errors, bool withSheet) => told
        .Where(finding => LedgerCodes.IsError(finding.Remark.Code) == errors)
        .Select(finding => LedgerCodes.At(withSheet && finding.Sheet is not null ? $"{finding.Sheet}!{finding.Cell}" : finding.Cell, finding.Remark))
        .ToList();
}
