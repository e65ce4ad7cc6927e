using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MiniExcelLibs;
using Rectification.Benchmarks.Processes;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;

namespace Rectification.Benchmarks.Ledgers;

/// <summary>Reading or writing one ledger in a process of its own, whose peak of memory is then nobody else's.</summary>
internal static class LedgerProcess
{
    public const string Verb = "ledger-process";
    public const string Write = "write";
    public const string WriteSpreadCheetah = "write-spreadcheetah";
    public const string WriteMiniExcel = "write-miniexcel";
    public const string Read = "read";
    public const string Understand = "understand";
    public const string ReadMiniExcel = "read-miniexcel";

    /// <summary>The child's side: prints seconds and the peak in MB.</summary>
    public static async Task Serve(string what, string path, int rows)
    {
        async Task<int> Do() => what switch
        {
            Write => await Written(LedgerRows.WriteByProduct(path, rows), rows),
            WriteSpreadCheetah => await Written(LedgerRows.WriteBySpreadCheetah(path, rows), rows),
            WriteMiniExcel => await Written(LedgerRows.WriteByMiniExcel(path, rows), rows),
            Read => ReadByProduct(path),
            Understand => UnderstandByProduct(path, rows),
            ReadMiniExcel => ReadByPeer(path),
            _ => throw new ArgumentException($"{what} is nothing to do.", nameof(what)),
        };

        // Whoever takes ledgers in runs for weeks: the first one, which waits for the compiler, is not measured.
        await Do();
        var watch = Stopwatch.StartNew();
        var cells = await Do();
        var seconds = watch.Elapsed.TotalSeconds;
        if (cells != (rows + 1) * LedgerRows.Columns)
        {
            throw new InvalidOperationException($"{what} met {cells} cells.");
        }

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {self.PeakWorkingSet64 / 1e6}"));
    }

    public static async Task<(double Seconds, double PeakMegabytes)> Run(string what, string path, int rows, CancellationToken cancel)
    {
        string[] arguments = [typeof(LedgerProcess).Assembly.Location, Verb, what, path, rows.ToString(CultureInfo.InvariantCulture)];
        var output = await Command.Run("dotnet", arguments, cancel);
        var parts = output.Split(' ');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static async Task<int> Written(Task writing, int rows)
    {
        await writing;
        return (rows + 1) * LedgerRows.Columns;
    }

    private static int ReadByProduct(string path)
    {
        using var file = File.OpenRead(path);
        using var workbook = WorkbookFile.Open(file, path, WorkbookLimits.Default);
        return workbook.Sheets[0].Rows().Sum(row => row.Cells.Count);
    }

    /// <summary>Columns found, every rule applied, and the reading as the preview gives it.</summary>
    private static int UnderstandByProduct(string path, int rows)
    {
        using var file = File.OpenRead(path);
        using var workbook = WorkbookFile.Open(file, path, WorkbookLimits.Default);
        var reading = LedgerReader.Read(workbook, path, LedgerRows.Context);
        if (reading.Measures.Count != rows || reading.Errors.Count > 0 || reading.Columns.Count != LedgerRows.Columns)
        {
            throw new InvalidOperationException($"{reading.Measures.Count} measures, {reading.Columns.Count} columns, first error: "
                + $"{(reading.Errors is [var first, ..] ? first.En : "none")}.");
        }

        JsonSerializer.Serialize(Stream.Null, reading);
        return (rows + 1) * LedgerRows.Columns;
    }

    private static int ReadByPeer(string path) =>
        MiniExcel.Query(path).Cast<IDictionary<string, object?>>().Sum(row => row.Values.Count(value => value is not null));
}
