using System.CommandLine;

namespace Rectification.Seeds.Wenzhou;

/// <summary><c>seeds history</c>: writes the invented history of the Wenzhou plan, the same bytes each time.</summary>
internal static class HistoryCommand
{
    private static readonly string Folder = Path.Combine("seeds", "wenzhou-2024");

    public static Command Create()
    {
        var from = new Option<DirectoryInfo>("--from")
        {
            Description = "The folder of plan.json and progress.json.",
            DefaultValueFactory = _ => new(Folder),
        };
        from.AcceptExistingOnly();
        var target = new Option<FileInfo>("--out")
        {
            Description = "The NDJSON file to write.",
            DefaultValueFactory = _ => new(Path.Combine(Folder, "history.ndjson")),
        };
        var command = new Command("history", "Writes the Wenzhou plan's invented history as past commands, one a line.") { from, target };
        command.SetAction(result => Run(result.GetRequiredValue(from), result.GetRequiredValue(target)));
        return command;
    }

    private static int Run(DirectoryInfo from, FileInfo target)
    {
        var history = WenzhouHistory.Make(WenzhouSource.Read(from.FullName));
        using (var stream = target.Create())
        {
            HistoryWriter.Write(stream, history);
        }

        foreach (var kind in history.CountBy(HistoryWriter.NameOf).OrderByDescending(kind => kind.Value))
        {
            Console.WriteLine($"{kind.Value,6} {kind.Key}");
        }

        Console.WriteLine($"{history.Count,6} in {target.FullName}");
        return 0;
    }
}
