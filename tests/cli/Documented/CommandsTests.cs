using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Cli.Documented;

/// <summary>
/// The commands that README and documents tell people to type. A block is run here as it stands, with this machine's addresses and folders put in, or it
/// says why it is not; one that is neither fails.
/// </summary>
public sealed partial class CommandsTests
{
    private const int NameLength = 44;

    /// <summary>Blocks by document and first command: why nothing here runs them.</summary>
    private static readonly Dictionary<string, string> NotRun = new(StringComparer.Ordinal)
    {
        ["README.md: dotnet run --project gateway -- --replay"] =
            "The same program as built: ReplayTests and every test of a gateway start it.",
        ["docs/life-of-a-measure.md: dotnet run --project gateway -- --demo"] =
            "LifeOfAMeasureTests runs the script against a gateway with --demo.",
        ["docs/cluster.md: export Profile=postgres ConnectionStrings__R"] =
            "The same programs as built on a PostgreSQL of their own: TwoGatewaysTests and Home.Postgres.",
        ["docs/cluster.md: export RECTIFICATION_KEY=<key of an account"] =
            "The same three commands as in operating.md: MovingTests moves to a PostgreSQL.",
        ["docs/operating.md: systemctl stop rectification"] =
            "There is no systemd where tests run; MovingTests moves for real.",
        ["docs/guides/operators.md: deploy/bundle/make /mnt/usb linux-x64"] =
            "Needs the runtimes of three systems and minutes; done by hand with each release.",
        ["docs/guides/operators.md: tar xzf rectification-*-linux-x64.tar.gz &&"] =
            "Installs a service on the machine; done by hand with each release.",
        ["deploy/README.md: deploy/bundle/make OUTPUT"] =
            "As above.",
        ["deploy/README.md: vi /etc/rectification/*.env"] =
            "There is no systemd where tests run; DeployTests reads the units.",
        ["docs/security.md: dotnet list package --vulnerable --include-t"] =
            "Asks a registry, which tests do not reach.",
        ["docs/security.md: export RECTIFICATION_HOSTILE_REQUESTS=900000"] =
            "The same tests run here with fewer inputs.",
    };

    /// <summary>Blocks that the tests below run.</summary>
    private const string FiveMinutes = "docs/first-five-minutes.md: export K=\"Authorization: Bearer <the key>\" J";
    private const string BackUp = "docs/operating.md: export RECTIFICATION_KEY=<key of an account";
    private const string Restore = "docs/operating.md: rectification restore 2026-03-02.backup --to";
    private const string VerifyRunning = "docs/operating.md: rectification verify --url http://127.0.0.1:";
    private const string OperatorsBackUp = "docs/guides/operators.md: export RECTIFICATION_KEY=…";
    private const string Certificates = "docs/security.md: openssl req -x509 -newkey rsa:3072 -nodes -d";

    private static readonly string[] Run = [FiveMinutes, BackUp, Restore, VerifyRunning, OperatorsBackUp, Certificates];

    private static readonly Dictionary<string, string> Blocks =
        Documents().SelectMany(Read).ToDictionary(block => block.Name, block => block.Text, StringComparer.Ordinal);

    [Fact]
    public void Every_block_of_commands_is_run_or_says_why_not() =>
        Assert.Equal(Run.Concat(NotRun.Keys).Order(StringComparer.Ordinal), Blocks.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_first_five_minutes_are_as_they_are_told()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder);
        var text = Here(Blocks[FiveMinutes], home, folder)
            .Replace("curl ", "curl -sS --fail-with-body ", StringComparison.Ordinal)
            .Replace("curl -sS --fail-with-body -N", "timeout 60 curl -sS -N", StringComparison.Ordinal)
            .Replace("stream                              # live", "stream | grep -m 1 data: || true", StringComparison.Ordinal)
            .Replace("<the key>", GatewayProcess.OpsKey, StringComparison.Ordinal)
            .Replace("-d '{\"label\":\"laptop\"}'", "-d '{\"label\":\"laptop\"}' | tee key.json", StringComparison.Ordinal)
            .Replace("<li's key>", "$(grep -o 'rk_li_[A-Za-z0-9_-]*' key.json)", StringComparison.Ordinal);

        var said = await Bash(text, folder);

        Assert.Contains("\"mismatches\":[]", said, StringComparison.Ordinal);
        Assert.Contains("\"percent\":30", said, StringComparison.Ordinal);
        Assert.Contains("data: {", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_made_checked_restored_and_verified_as_it_is_told()
    {
        using var folder = new DataFolder();
        using var restored = new DataFolder();
        Directory.Delete(restored.Path, recursive: true);
        await using (var home = await Home.Embedded(folder))
        {
            await Bash(Here(Blocks[BackUp], home, folder).Replace("$(date +%F)", "2026-03-02", StringComparison.Ordinal), folder);
            await Bash(Here(Blocks[OperatorsBackUp], home, folder), folder);
            var verified = await Bash(Here(Blocks[VerifyRunning], home, folder), folder);
            Assert.Contains("fits", verified, StringComparison.OrdinalIgnoreCase);
        }

        // The second line, into a database, is tried by MovingTests.
        var lines = Blocks[Restore].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        await Bash(lines[0].Replace("/srv/rectification", restored.Path, StringComparison.Ordinal), folder);
        await using var second = await Home.Embedded(restored);
        await Bash(Here(Blocks[VerifyRunning], second, restored), restored);
    }

    [Fact]
    public async Task Certificates_for_a_cluster_are_made_as_it_is_told()
    {
        using var folder = new DataFolder();

        await Bash(Blocks[Certificates] + "openssl verify -CAfile authority.pem node.pem\n", folder);
    }

    /// <summary>The commands with this test's addresses, folders and key.</summary>
    private static string Here(string text, Home home, DataFolder folder) => text
        .Replace("http://127.0.0.1:5080", home.Url, StringComparison.Ordinal)
        .Replace("/opt/rectification/bin/rectification", "rectification", StringComparison.Ordinal)
        .Replace("/backup/", folder.Path + "/", StringComparison.Ordinal)
        .Replace("<key of an account with the role ops>", GatewayProcess.OpsKey, StringComparison.Ordinal)
        .Replace("RECTIFICATION_KEY=…", "RECTIFICATION_KEY=" + GatewayProcess.OpsKey, StringComparison.Ordinal);

    /// <summary>Runs them in a folder; the first that fails ends it, and the test.</summary>
    private static async Task<string> Bash(string commands, DataFolder folder)
    {
        var built = string.Create(CultureInfo.InvariantCulture, $$"""
            set -e -o pipefail
            export RECTIFICATION_KEY={{GatewayProcess.OpsKey}}
            rectification() { command dotnet '{{Built("deploy/cli", "rectification")}}' "$@"; }
            dotnet() { [ "$1 $2 $3 $4" = "run --project seeds --" ] && shift 4 && command dotnet '{{Built("seeds", "Rectification.Seeds")}}' "$@"; }
            {{commands}}
            """);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", built])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = await bash.ReadToEnd();
        Assert.True(bash.ExitCode == 0, $"{commands}\nended with {bash.ExitCode}:\n{errors}{output}");
        return output;
    }

    private static string Built(string project, string program) => Path.Combine(Repository.Root, project, "bin", "Release", "net10.0", program + ".dll");

    private static IEnumerable<string> Documents() =>
        Directory.GetFiles(Repository.Root, "README.md").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "deploy"), "*.md"))
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories));

    private static IEnumerable<(string Name, string Text)> Read(string document)
    {
        var path = Path.GetRelativePath(Repository.Root, document).Replace('\\', '/');
        return Fence().Matches(File.ReadAllText(document)).Select(block => ($"{path}: {First(block.Groups[1].Value)}", block.Groups[1].Value));
    }

    /// <summary>The beginning of the first command.</summary>
    private static string First(string text)
    {
        var line = text[..text.IndexOf('\n', StringComparison.Ordinal)];
        var command = line.IndexOf("  #", StringComparison.Ordinal) is >= 0 and var comment ? line[..comment].Trim() : line.Trim();
        return command.Length > NameLength ? command[..NameLength].TrimEnd() : command;
    }

    [GeneratedRegex("^```(?:sh|bash|shell|console)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
