using System.IO.Compression;
using System.Text;

namespace Rectification.Documents.Workbooks;

/// <summary>The workbooks of a zip, folders or not.</summary>
internal static class ZippedWorkbooks
{
    private static readonly string[] Extensions = [".xlsx", ".xls", ".csv", ".tsv", ".txt", ".xlsm", ".xlsb", ".et", ".ett", ".ods"];
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static IReadOnlyList<OpenedWorkbook> Open(Stream stream, WorkbookLimits limits)
    {
        ZipDirectory.Check(stream, limits);

        // Chinese Windows writes names in GBK without saying so; Latin-1 keeps the bytes of such names as they are.
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1);
        var wanted = zip.Entries.Select(entry => (Entry: entry, Name: Name(entry.FullName))).Where(file => IsWanted(file.Entry, file.Name)).ToList();
        if (wanted.Count == 0)
        {
            throw new WorkbookException(WorkbookRefusals.Empty);
        }

        if (wanted.Count > limits.Files)
        {
            throw new WorkbookException(WorkbookRefusals.TooManyFiles(limits.Files));
        }

        var budget = new UnzipBudget(limits);
        var opened = new List<OpenedWorkbook>();
        try
        {
            foreach (var (entry, name) in wanted)
            {
                opened.Add(OpenOne(entry, name, budget, limits));
            }
        }
        catch
        {
            opened.ForEach(file => file.Dispose());
            throw;
        }

        return opened;
    }

    private static OpenedWorkbook OpenOne(ZipArchiveEntry entry, string name, UnzipBudget budget, WorkbookLimits limits)
    {
        if (entry.IsEncrypted)
        {
            return new(name, "", null, WorkbookRefusals.Password);
        }

        if (Path.GetExtension(name).Equals(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return new(name, "", null, WorkbookRefusals.ZipInZip);
        }

        // The rows are read later, and again: the file needs a stream that can seek.
        var bytes = new MemoryStream();
        using (var content = budget.Open(entry))
        {
            content.CopyTo(bytes);
        }

        return OpenedWorkbook.Of(bytes, name, limits);
    }

    private static bool IsWanted(ZipArchiveEntry entry, string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var left = entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || name.StartsWith("~$", StringComparison.Ordinal) || name.StartsWith('.');
        return !left && (extension == ".zip" || Extensions.Contains(extension));
    }

    private static string Name(string path)
    {
        if (path.All(character => character <= '\u00FF'))
        {
            var bytes = Encoding.Latin1.GetBytes(path);
            try
            {
                path = StrictUtf8.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                path = TextEncodings.Gb18030.GetString(bytes);
            }
        }

        return path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
    }
}
