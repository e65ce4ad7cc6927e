using System.Text.RegularExpressions;

namespace Rectification.Tests.Cli.Documented;

/// <summary>
/// The commands that README and all documents tell people to type, read from the documents: each is run as it stands, with this machine's addresses and
/// folders put in, or is named in <see cref="CommandTable.NotRun"/> with the reason. A new one is run by itself, and fails until it works or is named.
/// </summary>
public sealed partial class CommandsTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    /// <summary>A gateway as README starts it.</summary>
    private const string Usual = "dotnet run --project gateway\nexport RECTIFICATION_KEY=$(ops_key)";

    /// <summary>Documents that are read by themselves: they start other programs than one gateway.</summary>
    private static readonly string[] Demo = ["docs/life-of-a-measure.md", "docs/reference/amendments.md"];
    private static readonly string[] Cluster = ["docs/cluster.md", "docs/operating.md"];
    private static readonly string[] First = ["docs/reference/replay.md", "README.md"];

    private static readonly DocumentedCommand[] NotRun = [.. DocumentedCommand.All.Where(command => CommandTable.NotRun.Keys.Any(command.Text.StartsWith))];

    /// <summary>First of all what is told of a replay, with which README begins too.</summary>
    private static readonly DocumentedCommand[] Run =
    [
        .. DocumentedCommand.All.Except(NotRun).Where(static command => !Project().IsMatch(command.Text) || !command.IsMention)
            .OrderBy(static command => Array.IndexOf(First, command.Document) is >= 0 and var place ? place : First.Length),
    ];

    [Fact]
    public void No_entry_of_the_tables_is_without_a_command()
    {
        Assert.DoesNotContain(CommandTable.NotRun.Keys, begin => !NotRun.Any(command => command.Text.StartsWith(begin, StringComparison.Ordinal)));
        Assert.DoesNotContain(CommandTable.Put, put => !Run.Any(
            command => (put.Document.Length == 0 || put.Document == command.Document) && command.Text.Contains(put.Text, StringComparison.Ordinal)));
        Assert.InRange(Run.Length, 60, int.MaxValue);
    }

    [Fact]
    public async Task What_is_told_of_one_process_is_so()
    {
        var said = await Scene.Play(
            Run.Where(command => !Demo.Contains(command.Document) && !Cluster.Contains(command.Document)), document => First.Contains(document) ? "" : Usual);

        Assert.Contains("\"mismatches\":[]", said, StringComparison.Ordinal);
        Assert.Contains("\"percent\":30", said, StringComparison.Ordinal);
        Assert.Contains("data: {", said, StringComparison.Ordinal);
    }

    /// <summary>The life of a measure is told with what it prints.</summary>
    [Fact]
    public async Task What_is_told_of_the_demo_is_so()
    {
        var said = Plain(await Scene.Play(Run.Where(command => Demo.Contains(command.Document)), static _ => ""));

        var told = Answer().Match(File.ReadAllText(Path.Combine(Repository.Root, Demo[0]))).Groups[1].Value
            .Split(['\n', '\u2026'], StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(told.Length, 9, int.MaxValue);
        Assert.All(told, part => Assert.Contains(Plain(part), said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_told_of_a_cluster_is_so() =>
        await Scene.Play(Run.Where(command => Cluster.Contains(command.Document)), static _ => "", server.Port);

    /// <summary>Without what a column's width or a seal at midnight makes otherwise.</summary>
    private static string Plain(string text) => Lines().Replace(Spaces().Replace(text, " "), "N").Trim();

    [GeneratedRegex("\n\n```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Answer();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\d+(?= \u884C)")]
    private static partial Regex Lines();

    [GeneratedRegex("^dotnet run .*--project ([^ ]+)")]
    private static partial Regex Project();
}
