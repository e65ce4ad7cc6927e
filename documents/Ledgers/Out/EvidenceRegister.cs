using Rectification.Documents.Workbooks.Writing;
using Rectification.Evidence;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>One piece of evidence with the measure it belongs to.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Piece">The file, or for history a bare name.</param>
/// <param name="By">What the person who sent it in is called.</param>
public readonly record struct ListedEvidence(MeasureView Measure, MeasureEvidence Piece, string By);

/// <summary>佐证材料清单：by measure, what was sent in as evidence, by whom and when, and by which hash the file is known again.</summary>
public static class EvidenceRegister
{
    /// <summary>On its tab, and behind the plan's title.</summary>
    public const string Name = "佐证材料清单";

    private const decimal Kilobyte = 1024m;
    private const string Word = "Word 文档";
    private const string Excel = "Excel 表格";
    private const string Slides = "演示文稿";
    private const string Picture = "图片";

    /// <summary>Writes it.</summary>
    /// <param name="stream">Only written to; stays open.</param>
    /// <param name="frame">The plan.</param>
    /// <param name="head">What stands above it.</param>
    /// <param name="evidence">In order of measure, oldest first.</param>
    /// <param name="cancel">Ends it; what was written until then is no workbook.</param>
    public static Task Write(Stream stream, PlanFrame frame, ListHead head, IAsyncEnumerable<ListedEvidence> evidence, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(head);
        var (names, no) = (new PlanNames(frame), 0);
        ListColumn<ListedEvidence>[] columns =
        [
            new("序号", 7, _ => CellForm.Of(++no)),
            new("措施序号", 9, one => CellForm.Of(one.Measure.No)),
            new("整改措施", 36, one => CellForm.Of(one.Measure.Text)),
            new("材料名称", 36, one => CellForm.Of(one.Piece.Name is { Length: > 0 } name ? name : "未命名文件")),
            new("材料类型", 12, one => CellForm.Of(Kind(one.Piece))),
            new("提交单位", 20, one => CellForm.Of(names.Unit(one.Piece.Unit))),
            new("提交人", 14, one => CellForm.Of(one.By)),
            new("提交日期", 16, one => CellForm.Of(names.Day(one.Piece.At)), ColumnLook.ChineseDay),
            new("第几版", 8, one => CellForm.Of(one.Piece.Earlier.Count + 1)),
            new("大小（KB）", 11, one => CellForm.Of(one.Piece.Size is { } size ? Math.Ceiling(size / Kilobyte * 10) / 10 : null)),
            new("SHA-256", 36, one => CellForm.Of(one.Piece.Sha256 ?? "只有名称，原件未上传")),
        ];
        return columns.Write(stream, head, Name, evidence, cancel);
    }

    /// <summary>A kind of file as an office calls it; of a bare name what its ending says.</summary>
    private static string Kind(MeasureEvidence piece) => (piece.Type ?? Path.GetExtension(piece.Name)?.TrimStart('.').ToLowerInvariant()) switch
    {
        "application/pdf" or "pdf" => "PDF",
        "doc" or "docx" or "wps" => Word,
        "xls" or "xlsx" or "et" or "csv" => Excel,
        "ppt" or "pptx" => Slides,
        "jpg" or "jpeg" or "png" or "gif" or "bmp" => Picture,
        "txt" => "文本",
        "mp4" or "mov" => "视频",
        "zip" or "rar" or "7z" => "压缩包",
        { } type when type.StartsWith("image/", StringComparison.Ordinal) => Picture,
        { } type when type.StartsWith("text/", StringComparison.Ordinal) => "文本",
        { } type when type.Contains("wordprocessing", StringComparison.Ordinal) || type.Contains("msword", StringComparison.Ordinal) => Word,
        { } type when type.Contains("spreadsheet", StringComparison.Ordinal) || type.Contains("excel", StringComparison.Ordinal) => Excel,
        { } type when type.Contains("presentation", StringComparison.Ordinal) || type.Contains("powerpoint", StringComparison.Ordinal) => Slides,
        { } type when type.StartsWith("video/", StringComparison.Ordinal) => "视频",
        { } type when type.StartsWith("audio/", StringComparison.Ordinal) => "录音",
        { } type when type.Contains("zip", StringComparison.Ordinal) => "压缩包",
        _ => "其他",
    };
}
