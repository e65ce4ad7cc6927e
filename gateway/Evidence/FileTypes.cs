namespace Rectification.Gateway.Evidence;

/// <summary>A type of file that evidence may be. The first extension is the usual one.</summary>
internal sealed record FileType(string Media, params string[] Extensions);

/// <summary>The types of files that evidence may be; there are no others.</summary>
internal static class FileTypes
{
    public const string Field = "/file";

    public static readonly FileType Pdf = new("application/pdf", ".pdf");
    public static readonly FileType Png = new("image/png", ".png");
    public static readonly FileType Jpeg = new("image/jpeg", ".jpg", ".jpeg");
    public static readonly FileType Gif = new("image/gif", ".gif");
    public static readonly FileType Webp = new("image/webp", ".webp");
    public static readonly FileType Heic = new("image/heic", ".heic", ".heif");
    public static readonly FileType Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
    public static readonly FileType Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
    public static readonly FileType Pptx = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx");
    public static readonly FileType Doc = new("application/msword", ".doc");
    public static readonly FileType Xls = new("application/vnd.ms-excel", ".xls");
    public static readonly FileType Ppt = new("application/vnd.ms-powerpoint", ".ppt");
    public static readonly FileType Ofd = new("application/ofd", ".ofd");
    public static readonly FileType Text = new("text/plain", ".txt");
    public static readonly FileType Csv = new("text/csv", ".csv");
    public static readonly FileType Mp4 = new("video/mp4", ".mp4", ".m4v");
    public static readonly FileType Mov = new("video/quicktime", ".mov", ".qt");

    public static readonly Refusal NotAllowed = Refusal.Invalid(
        "evidence.type-not-allowed",
        "只接受 PDF、图片（png、jpeg、gif、webp、heic）、Office 文档、OFD、文本（UTF-8 或 GB18030）和 mp4、mov 视频。",
        "Only PDF, pictures (png, jpeg, gif, webp, heic), Office documents, OFD, text in UTF-8 or GB18030, and mp4 and mov videos are taken.",
        Field);

    public static readonly Refusal Mismatch = Refusal.Invalid("evidence.type-mismatch", "文件的扩展名与内容不符。", "The file's extension contradicts its content.", Field);

    public static readonly Refusal Suspicious = Refusal.Invalid(
        "evidence.archive-suspicious", "该文件的压缩结构可疑（压缩炸弹、路径或目录异常），不予接受。如果它是程序导出的表格或文档，请用 Excel、Word 或 WPS 打开后另存，再上传另存的文件。",
            "The file's archive is suspicious (a bomb, a path, or a directory that contradicts itself). If a program exported it, open it in Excel, Word "
            + "or WPS, save it under another name and upload that file.", Field);

    private static readonly FileType[] All = [Pdf, Png, Jpeg, Gif, Webp, Heic, Docx, Xlsx, Pptx, Doc, Xls, Ppt, Ofd, Text, Csv, Mp4, Mov];

    public static string ExtensionOf(string? media) => All.FirstOrDefault(type => type.Media == media)?.Extensions[0] ?? "";
}
