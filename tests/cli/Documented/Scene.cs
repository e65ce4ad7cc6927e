using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Cli.Documented;

/// <summary>One reader, who types the commands of some documents one after the other.</summary>
internal static partial class Scene
{
    private const int Silos = 3;
    private const int Gateways = 2;

    /// <summary>All the starts of a cluster on a machine that others load as well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Types them; the first that fails ends it, and the test.</summary>
    /// <param name="commands">Those that are run.</param>
    /// <param name="first">What is typed before those of a document.</param>
    /// <param name="postgres">Port of a server, for those that need one.</param>
    /// <returns>What the commands wrote.</returns>
    public static async Task<string> Play(IEnumerable<DocumentedCommand> commands, Func<string, string> first, int? postgres = null)
    {
        Assert.DoesNotContain(commands, command => !CommandTable.MayRun.Any(begin => command.Text.StartsWith(begin, StringComparison.Ordinal)));
        using var folder = new DataFolder();
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", Script(folder.Path, commands, first, postgres)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (_, errors) = await bash.ReadToEnd(Patience);

        Assert.True(bash.ExitCode == 0, errors);
        Assert.DoesNotMatch(NoSuccess(), errors);
        return await File.ReadAllTextAsync(Path.Combine(folder.Path, "said"), TestContext.Current.CancellationToken);
    }

    /// <summary>What is typed instead of what stands there.</summary>
    public static string Typed(DocumentedCommand command) => CommandTable.Put
        .Where(put => put.Document.Length == 0 || put.Document == command.Document)
        .Aggregate(command.Text, (text, put) => text.Replace(put.Text, put.Here, StringComparison.Ordinal));

    private static string Script(string folder, IEnumerable<DocumentedCommand> commands, Func<string, string> first, int? postgres)
    {
        var script = new StringBuilder();
        script.Append(CultureInfo.InvariantCulture, $"root='{Repository.Root}' here='{folder}' postgres={postgres}\n");
        script.Append(CultureInfo.InvariantCulture, $"gateway=({Ports(Gateways)}) silo=(- {Ports(Silos)}) silo_gateway=(- {Ports(Silos)})\n");
        script.AppendLine(File.ReadAllText(Path.Combine(Repository.Root, "tests", "cli", "Documented", "scene.sh")));
        foreach (var document in commands.GroupBy(command => command.Document))
        {
            script.Append(CultureInfo.InvariantCulture, $"at='{document.Key}, before its commands'\ncd \"$here\"\n{first(document.Key)}\n");
            foreach (var command in document)
            {
                var text = Typed(command);
                var line = command.IsMention ? "mention" + text[text.IndexOf(' ', StringComparison.Ordinal)..] : text;
                script.Append(CultureInfo.InvariantCulture, $"at='{command.Place}'\n{line}\nsettle\n");
            }
        }

        return script.ToString();
    }

    private static string Ports(int count) => string.Join(' ', Enumerable.Range(0, count).Select(static _ => GatewayProcess.FreePort()));

    [GeneratedRegex("^HTTP (?!2).*", RegexOptions.Multiline)]
    private static partial Regex NoSuccess();
}
