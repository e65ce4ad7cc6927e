using System.Globalization;
using Rectification.Benchmarks.Bare;
using Rectification.Benchmarks.Cli;
using Rectification.Benchmarks.Comparisons;
using Rectification.Benchmarks.Forecasts;
using Rectification.Benchmarks.Grains;
using Rectification.Benchmarks.Ledgers;
using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Processes;

// What measures nothing against a clock, and the program's own child processes.
switch (args)
{
    case [ForecastCommand.Verb, .. var rest]:
        await ForecastCommand.Run(rest.Contains("--chosen"), rest is [.., "--plot", var plot] ? plot : null);
        return 0;
    case [BareEndpoint.Verb, var port, var bytesPath]:
        await BareEndpoint.Serve(Number(port), bytesPath);
        return 0;
    case [BareStream.Verb, var port]:
        await BareStream.Serve(Number(port));
        return 0;
    case [PeerService.Verb, var port, var database, var style]:
        await PeerService.Serve(Number(port), database, Enum.Parse<CounterStyle>(style));
        return 0;
    case [EmptyGrains.Verb, var port, var grains]:
        await EmptyGrains.Serve(Number(port), Number(grains));
        return 0;
    case [LoadProcess.Verb, var specPath]:
        await LoadProcess.Serve(specPath);
        return 0;
    case [LedgerProcess.Verb, var what, var file, var rows]:
        await LedgerProcess.Serve(what, file, Number(rows));
        return 0;
}

if (BenchmarkOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}

Repository.Published = options.Published;
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    // Everything started is stopped and removed on the way out.
    key.Cancel = true;
    interrupted.Cancel();
};

using var folder = new WorkFolder(options.WorkFolder);
var scoreboard = new Scoreboard(MachineLine.Describe(TimeProvider.System));
var run = new BenchmarkRun(options, folder, scoreboard, interrupted.Token);
int failures;
try
{
    failures = await ComparisonList.Run(run);
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("Interrupted: no table.");
    return 130;
}

Console.WriteLine(scoreboard.ToConsole());
if (options.MarkdownPath is { } path)
    await File.WriteAllTextAsync(path, scoreboard.ToMarkdown());
return failures == 0 ? 0 : 1;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
