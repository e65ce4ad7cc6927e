namespace Rectification.Tests.Documents.Ledgers;

/// <summary>Tables in texts: written, a bar, expected.</summary>
internal static class Tables
{
    public static TheoryData<string, string> Of(string rows)
    {
        TheoryData<string, string> table = [];
        foreach (var row in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = row.IndexOf('|');
            table.Add(row[..cut], row[(cut + 1)..].TrimEnd('\r'));
        }

        return table;
    }
}
