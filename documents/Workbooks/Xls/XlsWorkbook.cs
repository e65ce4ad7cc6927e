using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Rectification.Documents.Workbooks.Numbers;

namespace Rectification.Documents.Workbooks.Xls;

/// <summary>The binary workbooks of Excel 97 to 2003, as far as ExcelDataReader tells of them.</summary>
internal sealed class XlsWorkbook : IWorkbook
{
    private XlsWorkbook(IReadOnlyList<ISheet> sheets, bool from1904) => (Sheets, CountsFrom1904) = (sheets, from1904);

    private static readonly Dictionary<(int Row, int Column), string> NoErrors = [];

    public IReadOnlyList<ISheet> Sheets { get; }

    public bool CountsFrom1904 { get; }

    /// <exception cref="WorkbookException">A password, macros, or no workbook.</exception>
    public static XlsWorkbook Open(Stream stream, WorkbookLimits limits)
    {
        if (OleDirectory.Lists(stream, "EncryptedPackage"))
        {
            throw new WorkbookException(WorkbookRefusals.Password);
        }

        if (OleDirectory.Lists(stream, "_VBA_PROJECT_CUR") || OleDirectory.Lists(stream, "_VBA_PROJECT"))
        {
            throw new WorkbookException(WorkbookRefusals.Macros);
        }

        if (!OleDirectory.Lists(stream, "Workbook") && !OleDirectory.Lists(stream, "Book"))
        {
            throw new WorkbookException(WorkbookRefusals.NotAWorkbook);
        }

        if (!OleDirectory.IsSound(stream))
        {
            throw Damage.At("OLE");
        }

        var dates = new DateSystem(XlsDateMode.Is1904(stream));
        var errors = Damage.Guard("OLE", () => XlsErrors.Of(stream));
        var sheets = new List<ISheet>();
        using var reader = Reader(stream);
        do
        {
            if (sheets.Count >= limits.Sheets)
            {
                throw new WorkbookException(WorkbookRefusals.TooManySheets(limits.Sheets));
            }

            sheets.Add(new XlsSheet(stream, sheets.Count, reader, dates, sheets.Count < errors.Count ? errors[sheets.Count] : NoErrors, limits));
        }
        while (reader.NextResult());
        return new(sheets, dates.From1904);
    }

    /// <summary>A reader at the first sheet.</summary>
    public static IExcelDataReader Reader(Stream stream)
    {
        // The library asks the system for the code page a file names.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        stream.Position = 0;
        try
        {
            return ExcelReaderFactory.CreateBinaryReader(stream, new() { LeaveOpen = true, FallbackEncoding = TextEncodings.Gb18030 });
        }
        catch (InvalidPasswordException)
        {
            throw new WorkbookException(WorkbookRefusals.Password);
        }
    }

    public void Dispose()
    {
    }
}
