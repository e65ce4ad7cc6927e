using System.Xml;

namespace Rectification.Documents.Workbooks;

/// <summary>
/// The parsers below (zip, XML, the binary format) answer a broken file with exceptions of a dozen types; to whoever reads a workbook they all say one thing.
/// </summary>
internal static class Damage
{
    /// <summary>Runs <paramref name="read"/>; whatever the file does to it comes out as a <see cref="WorkbookException"/>.</summary>
    /// <param name="where">The part that is read, for the sentence.</param>
    /// <param name="read">What is run.</param>
    public static T Guard<T>(string? where, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException problem) when (problem.InnerException is WorkbookException refused)
        {
            throw refused;
        }
        catch (Exception problem) when (problem is not (WorkbookException or OutOfMemoryException or OperationCanceledException or ObjectDisposedException))
        {
            throw new WorkbookException(WorkbookRefusals.Damaged(where));
        }
    }

    /// <summary>The place is known exactly.</summary>
    public static WorkbookException At(string where) => new(WorkbookRefusals.Damaged(where));
}
