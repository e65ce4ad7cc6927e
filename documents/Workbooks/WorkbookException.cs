namespace Rectification.Documents.Workbooks;

/// <summary>A file that cannot be read, or may not: said in words that name what to do, with the place where there is one.</summary>
public sealed class WorkbookException(Refusal refusal) : Exception(refusal.Code)
{
    /// <summary>What is told to the person.</summary>
    public Refusal Refusal { get; } = refusal;
}
