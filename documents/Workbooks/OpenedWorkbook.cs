namespace Rectification.Documents.Workbooks;

/// <summary>One file of those that were sent together: the workbook, or why it is not read.</summary>
/// <param name="FileName">Without folders; a hint for people, never more.</param>
/// <param name="Sha256">Of the file's own bytes, in small hexadecimal digits.</param>
/// <param name="Workbook">Exactly one of this and <paramref name="Refusal"/> is there.</param>
/// <param name="Refusal">What is told to the person.</param>
public sealed record OpenedWorkbook(string FileName, string Sha256, IWorkbook? Workbook, Refusal? Refusal) : IDisposable
{
    public void Dispose() => Workbook?.Dispose();

    internal static OpenedWorkbook Of(Stream stream, string fileName, WorkbookLimits limits)
    {
        var hash = WorkbookFile.Sha256(stream);
        try
        {
            return new(fileName, hash, WorkbookFile.Open(stream, fileName, limits), null);
        }
        catch (WorkbookException refused)
        {
            return new(fileName, hash, null, refused.Refusal);
        }
    }
}
