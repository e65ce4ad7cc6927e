using Rectification.Documents.Workbooks.Writing;
using Rectification.Measures;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>Deadlines as they go out: in the words of the ledger as long as these mean the deadline in force, as a day otherwise.</summary>
/// <param name="feedbackDay">Where the words name no year, the first such day from here on is meant.</param>
public sealed class DeadlineCells(DateOnly feedbackDay)
{
    /// <summary>The column a deadline's words are kept under.</summary>
    public const string AsWritten = "完成时限（原文）";

    private readonly DeadlineRule rule = new(feedbackDay);

    public CellForm Of(MeasureView measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Extra?.GetValueOrDefault(AsWritten) is { Length: > 0 } words && rule.Read(words) is { Day: { } day } reading
            && day == measure.Deadline && (!reading.LongTerm || measure.LongTerm)
            ? CellForm.Of(words) : CellForm.Of(measure.Deadline);
    }
}
