using System.Text.RegularExpressions;

namespace Rectification.Tests.Cli.Documented;

/// <summary>A command that a document of the repository tells people to type.</summary>
/// <param name="Document">Path from the root.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Text">As it stands there; of one with optional parts, without them or with one.</param>
/// <param name="IsMention">It is spoken of, not typed: <c>rectification backup</c>.</param>
internal sealed partial record DocumentedCommand(string Document, int Line, string Text, bool IsMention)
{
    /// <summary>First words by which a line of a block without a language, or a piece of code in a sentence, is known as a command.</summary>
    private static readonly HashSet<string> Programs = new(
        """
        rectification rectification-verify dotnet curl wget psql pg_isready pg_dump initdb SELECT openssl tar unzip zip sh bash pwsh powershell sudo
        su ssh scp rsync systemctl journalctl systemd-analyze service docker podman kubectl helm git npm npx node pip python3 apt apt-get apt-cache
        dnf yum cp mv rm mkdir rmdir ln chown chmod cat less tail head vi nano sed awk grep find ls df du mount umount iostat vmstat free top ps
        lsof ss ip ping nc jq xargs tee for while if export set unset cd env source crontab chronyc timedatectl useradd adduser usermod sha256sum
        certutil winget choco scoop sc net schtasks start.cmd ./install promtool prometheus grafana-cli sqlite3 make gcc cc
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    private static readonly string[] Shells = ["sh", "bash", "shell", "console", "powershell", "pwsh", "ps1", "bat", "cmd"];
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults"];

    /// <summary>All of them, document by document, in the order in which they are read.</summary>
    public static IReadOnlyList<DocumentedCommand> All { get; } = [.. Documents(Repository.Root).Order(StringComparer.Ordinal).SelectMany(In)];

    public string Place => $"{Document}:{Line}";

    private static IEnumerable<string> Documents(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md"),
        .. Directory.EnumerateDirectories(folder).Where(inner => Path.GetFileName(inner) is var name && !name.StartsWith('.') && !NotOurs.Contains(name))
            .SelectMany(Documents),
    ];

    private static IEnumerable<DocumentedCommand> In(string path)
    {
        var document = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
        var text = File.ReadAllText(path);
        var sentences = Fence().Replace(text, block => NotALineEnd().Replace(block.Value, " "));
        var typed = Fence().Matches(text).SelectMany(block => OfBlock(block.Groups[1].Value, block.Groups[2]));
        var spoken = Code().Matches(sentences).Select(code => (At: code.Index, Text: Spaces().Replace(code.Groups[1].Value, " "), IsMention: true))
            .Where(code => IsCommand(code.Text) && (code.Text.Contains(' ', StringComparison.Ordinal) || IsOurs(code.Text)));
        return typed.Concat(spoken).OrderBy(command => command.At).SelectMany(command => Variants(command.Text).Select(
            variant => new DocumentedCommand(document, LineOf(text, command.At), variant, command.IsMention && Mention().IsMatch(variant))));
    }

    /// <summary>The lines of a block; one that ends in a backslash goes on. Without a language only those that begin with a program.</summary>
    private static IEnumerable<(int At, string Text, bool IsMention)> OfBlock(string language, Group block) =>
        Shells.Contains(language) || language.Length == 0
            ? Logical().Matches(block.Value).Select(line => (At: block.Index + line.Index, Text: line.Value.TrimEnd(), IsMention: false))
                .Where(line => line.Text.Length > 0 && !line.Text.StartsWith('#') && (language.Length > 0 || IsCommand(line.Text)))
            : [];

    private static bool IsCommand(string text) =>
        !Formula().IsMatch(text) && text.Split(' ').SkipWhile(word => Assignment().IsMatch(word)).FirstOrDefault() is { } first
        && (Programs.Contains(first) || IsOurs(first));

    /// <summary>A program of the repository, such as <c>tests/run</c>.</summary>
    private static bool IsOurs(string word) =>
        word is "./install" or "start.cmd" || (word.Contains('/', StringComparison.Ordinal) && Path.Combine(Repository.Root, word) is var path
            && File.Exists(path) && File.ReadLines(path).FirstOrDefault("").StartsWith("#!", StringComparison.Ordinal));

    /// <summary>Without what stands in brackets, and with each of those parts by itself.</summary>
    private static IEnumerable<string> Variants(string text)
    {
        var parts = Optional().Matches(text);
        return parts.Count == 0
            ? [text]
            : parts.Select(part => Optional().Replace(text, other => other.Index == part.Index ? " " + other.Groups[1].Value : ""))
                .Prepend(Optional().Replace(text, ""));
    }

    private static int LineOf(string text, int at) => 1 + text.AsSpan(0, at).Count('\n');

    [GeneratedRegex("^```([a-z0-9]*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?:[^\n]*\\\n)*[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Logical();

    [GeneratedRegex("[^\n]")]
    private static partial Regex NotALineEnd();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("^[a-z]+ = ")]
    private static partial Regex Formula();

    [GeneratedRegex("^[A-Za-z_]+=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@" \[(--[^\]]+|[A-Z]+)\]")]
    private static partial Regex Optional();

    [GeneratedRegex("^rectification(?: [a-z-]+)*(?: --(?!help)[a-z-]+)?$|^dotnet run .* --$")]
    private static partial Regex Mention();
}
