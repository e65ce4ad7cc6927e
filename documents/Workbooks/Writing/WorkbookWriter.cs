using System.IO.Compression;
using System.Text;

namespace Rectification.Documents.Workbooks.Writing;

/// <summary>
/// Writes .xlsx as a stream: rows go out as they come, and nothing but the lists to choose from and the merged ranges is kept.
/// Own rather than by a library: the streaming one at hand knows neither page set-up nor protection, and would have to be read and zipped again.
/// </summary>
public static class WorkbookWriter
{
    /// <summary>Writes the sheets one after the other.</summary>
    /// <param name="stream">Only written to, from front to back; stays open.</param>
    /// <param name="sheets">At least one that is shown.</param>
    /// <param name="stamp">What the file itself knows of where it comes from; read again as <see cref="IWorkbook.Stamp"/>.</param>
    /// <param name="cancel">Ends the writing; what was written until then is no workbook.</param>
    public static async Task Write(
        Stream stream, IReadOnlyList<SheetForm> sheets, IReadOnlyDictionary<string, string>? stamp = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        if (!sheets.Any(sheet => !sheet.VeryHidden))
        {
            throw new ArgumentException("A workbook shows at least one sheet.", nameof(sheets));
        }

        var names = SheetNames.Of(sheets.Select(sheet => sheet.Name));
        var lists = new ChoiceLists();
        var written = new List<WrittenSheet>();
        var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (zip)
        {
            for (var index = 0; index < sheets.Count; index++)
            {
                var entry = await Open(zip, $"xl/worksheets/sheet{index + 1}.xml", cancel);
                await using (entry)
                {
                    var (headings, last) = await new SheetWriter(entry, sheets[index], lists).Write(cancel);
                    written.Add(new(names[index], sheets[index], headings, last));
                }
            }

            if (lists.Any)
            {
                var form = lists.Sheet();
                var entry = await Open(zip, $"xl/worksheets/sheet{sheets.Count + 1}.xml", cancel);
                await using (entry)
                {
                    await new SheetWriter(entry, form, new()).Write(cancel);
                }

                written.Add(new(form.Name, form, null, 0));
            }

            foreach (var (name, content) in PackageParts.Of(written, stamp ?? new Dictionary<string, string>()))
            {
                var entry = await Open(zip, name, cancel);
                await using (entry)
                {
                    await entry.WriteAsync(Encoding.UTF8.GetBytes(content), cancel);
                }
            }
        }
    }

    private static Task<Stream> Open(ZipArchive zip, string name, CancellationToken cancel) =>
        zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel);
}

/// <summary>A sheet that was written: what the workbook has to say of it.</summary>
/// <param name="Name">On its tab.</param>
/// <param name="Form">As it was asked for.</param>
/// <param name="Headings">First and last row of its headings.</param>
/// <param name="LastRow">The last row of all.</param>
internal sealed record WrittenSheet(string Name, SheetForm Form, (int First, int Last)? Headings, int LastRow);
