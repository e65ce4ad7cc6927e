using System.Diagnostics;
using System.Globalization;
using MiniExcelLibs;
using Rectification.Benchmarks.Processes;
using Rectification.Documents.Workbooks;
using Rectification.Documents.Workbooks.Writing;

namespace Rectification.Benchmarks.Ledgers;

/// <summary>Reading or writing one ledger in a process of its own, whose peak of memory is then nobody else's.</summary>
internal static class LedgerProcess
{
    public const string Verb = "ledger-process";
    public const string Write = "write";
    public const string Product = "read";
    public const string Peer = "read-miniexcel";

    private const int Columns = 15;

    /// <summary>Days and amounts are two of the columns, the rest are texts of a ledger's length.</summary>
    private const int DayColumn = 7;
    private const int AmountColumn = 9;
    private const int DifferentTexts = 60_000;

    /// <summary>The child's side: prints seconds and the peak in MB.</summary>
    public static async Task Serve(string what, string path, int rows)
    {
        async Task<int> Do() => what switch
        {
            Write => await WriteLedger(path, rows),
            Product => ReadByProduct(path),
            _ => ReadByPeer(path)
        };

        // Whoever takes ledgers in runs for weeks: the first one, which waits for the compiler, is not measured.
        await Do();
        var watch = Stopwatch.StartNew();
        var cells = await Do();
        var seconds = watch.Elapsed.TotalSeconds;
        if (cells != (what == Write ? rows : rows + 1) * Columns)
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

    private static async Task<int> WriteLedger(string path, int rows)
    {
        var columns = Enumerable.Range(0, Columns).Select(column => new ColumnForm
        {
            Heading = $"列{column}",
            Look = column switch { DayColumn => ColumnLook.ChineseDay, AmountColumn => ColumnLook.Money, _ => ColumnLook.General }
        }).ToArray();
        var start = new DateOnly(2024, 1, 1);
        IReadOnlyList<CellForm> Row(int row) => [.. Enumerable.Range(0, Columns).Select(column => column switch
        {
            0 => CellForm.Of((decimal)row),
            DayColumn => CellForm.Of(start.AddDays(row % 700)),
            AmountColumn => CellForm.Of(row * 1.01m),
            _ => CellForm.Of($"第{((row * 31) + column) % DifferentTexts}条：加强日常监管，完善制度，按月报告进展情况")
        })];

        await using var file = File.Create(path);
        await WorkbookWriter.Write(file, [new() { Name = "台账", Columns = columns, Rows = Enumerable.Range(1, rows).Select(Row).ToAsyncEnumerable() }]);
        return rows * Columns;
    }

    private static int ReadByProduct(string path)
    {
        using var file = File.OpenRead(path);
        using var workbook = WorkbookFile.Open(file, path, WorkbookLimits.Default);
        return workbook.Sheets[0].Rows().Sum(row => row.Cells.Count);
    }

    private static int ReadByPeer(string path) =>
        MiniExcel.Query(path).Cast<IDictionary<string, object?>>().Sum(row => row.Values.Count(value => value is not null));
}
