using System.Globalization;

namespace Rectification.Documents.Workbooks;

/// <summary>Every way in which a file is refused before anything in it is looked at. The codes never change.</summary>
public static class WorkbookRefusals
{
    /// <summary>No byte in it, or a zip without a single workbook.</summary>
    public static Refusal Empty { get; } = Refusal.Invalid(
        "workbook.empty", "文件是空的，请重新选择文件。", "There is nothing in the file: choose it again.");

    public static Refusal Password { get; } = Refusal.Invalid(
        "workbook.password", "文件设有打开密码，无法读取。请在 Excel 或 WPS 中取消密码，另存后再上传。",
        "The file is protected by a password. Remove the password in Excel or WPS, save it and send it again.");

    public static Refusal Macros { get; } = Refusal.Invalid(
        "workbook.macros", "文件含有宏，不予读取。请另存为“Excel 工作簿（*.xlsx）”后再上传。",
        "The file holds macros and is not read. Save it as 'Excel Workbook (*.xlsx)' and send that.");

    /// <summary>The file is no table at all, whatever its name says.</summary>
    public static Refusal NotAWorkbook { get; } = Refusal.Invalid(
        "workbook.not-a-workbook", "这不是 Excel 工作簿或 CSV 文件。请选择 .xlsx、.xls 或 .csv 文件。",
        "This is no Excel workbook and no CSV. Choose a file of the kind .xlsx, .xls or .csv.");

    public static Refusal Encoding { get; } = Refusal.Invalid(
        "workbook.encoding", "看不出 CSV 文件的文字编码，或文件末尾残缺。请在 Excel 中另存为“CSV UTF-8”后再上传。",
        "The encoding of the CSV cannot be told, or its end is missing. Save it as “CSV UTF-8” in Excel and send it again.");

    public static Refusal Quote { get; } = Refusal.Invalid(
        "workbook.csv-quote", "CSV 文件中有一个双引号没有配对，后面的内容无法分列。请补全引号，或另存为 .xlsx 后再上传。",
        "A quotation mark of the CSV is never closed, so the rest cannot be told apart. Close it, or save the file as .xlsx and send that.");

    public static Refusal ZipInZip { get; } = Refusal.Invalid(
        "workbook.zip-in-zip", "压缩包里还有压缩包，不予读取。请把里面的工作簿直接放进一个压缩包。",
        "There is a zip within the zip, which is not read. Put the workbooks straight into one zip.");

    /// <summary>A kind of table file that people do send, and that is not read.</summary>
    /// <param name="kind">As its extension says: <c>.et</c>, <c>.xlsb</c>, <c>.ods</c>, or <c>HTML</c>.</param>
    public static Refusal Kind(string kind) => Refusal.Invalid(
        "workbook.kind", $"不读取 {kind} 格式的文件。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再上传。",
        $"Files of the kind {kind} are not read. Open it in Excel or WPS, save it as 'Excel Workbook (*.xlsx)' and send that.");

    /// <summary>Broken, cut off, or not written as the format demands.</summary>
    /// <param name="where">Part or cell, as far as it is known.</param>
    public static Refusal Damaged(string? where = null) => Refusal.Invalid(
        "workbook.damaged",
        $"文件已损坏或不完整{(where is null ? "" : $"（{where}）")}，无法读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。",
        $"The file is damaged or incomplete{(where is null ? "" : $" ({where})")}. Open it in Excel or WPS, save it as .xlsx and send that.");

    public static Refusal FileTooLarge(long bytes) => Limit(
        "workbook.file-too-large", $"文件超过 {bytes >> 20} MB", "请拆成几个文件，或删去其中的图片", $"The file is larger than {bytes >> 20} MB", "split it, or "
            + "take out its pictures");

    /// <summary>It unzips to more than any ledger holds.</summary>
    public static Refusal Unzipped(long bytes) => Limit(
        "workbook.unzipped-too-large", $"文件解压后过大（上限 {bytes >> 20} MB）", "请只保留台账所在的工作表，另存后再上传",
        $"Unzipped, the file is too large (limit {bytes >> 20} MB)", "keep only the sheets of the ledger and save it again");

    public static Refusal TooManyEntries(int limit) => Limit(
        "workbook.too-many-entries", $"压缩包内的文件超过 {Count(limit)} 个", "请拆成几个", $"The zip holds more than {Count(limit)} entries", "split it");

    public static Refusal TooManyFiles(int limit) => Limit(
        "workbook.too-many-files", $"压缩包内的工作簿超过 {Count(limit)} 个", "请分几次上传", $"The zip holds more than {Count(limit)} workbooks", "send them in turns");

    public static Refusal TooManySheets(int limit) => Limit(
        "workbook.too-many-sheets", $"工作表超过 {Count(limit)} 张", "请拆成几个文件", $"There are more than {Count(limit)} sheets", "split the file");

    public static Refusal TooManyRows(string sheet, int limit) => Limit(
        "workbook.too-many-rows", $"工作表{Quotation.Of(sheet)}超过 {Count(limit)} 行", "请拆成几个文件",
        $"The sheet {Quotation.Of(sheet)} has more than {Count(limit)} rows", "split the file");

    public static Refusal TooManyColumns(string place, int limit) => Limit(
        "workbook.too-many-columns", $"{place} 在第 {Count(limit)} 列之后仍有内容", "请删去右侧多余的列",
        $"{place} lies beyond column {Count(limit)}", "delete what stands to the right of the ledger");

    public static Refusal TooManyCells(string sheet, int limit) => Limit(
        "workbook.too-many-cells", $"工作表{Quotation.Of(sheet)}超过 {Count(limit)} 个单元格", "请拆成几个文件",
        $"The sheet {Quotation.Of(sheet)} has more than {Count(limit)} cells", "split the file");

    public static Refusal TooManyMerges(string sheet, int limit) => Limit(
        "workbook.too-many-merges", $"工作表{Quotation.Of(sheet)}的合并单元格超过 {Count(limit)} 处", "请取消多余的合并",
        $"The sheet {Quotation.Of(sheet)} has more than {Count(limit)} merged ranges", "undo the merges that are not needed");

    public static Refusal TooManyTexts(int limit) => Limit(
        "workbook.too-many-texts", $"文字内容过多（上限 {Count(limit)} 条）", "请拆成几个文件", $"There is more text than is read (limit {Count(limit)} "
            + $"texts)", "split the file");

    public static Refusal TextTooLong(string place, int limit) => Limit(
        "workbook.text-too-long", $"{place} 的文字超过 {Count(limit)} 字", "请缩短后再上传", $"The text at {place} has more than {Count(limit)} characters", "shorten it");

    private static Refusal Limit(string code, string zh, string adviceZh, string en, string adviceEn) =>
        Refusal.Invalid(code, $"{zh}，不予读取。{adviceZh}。", $"{en} and is not read: {adviceEn}.");

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
