using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Rectification.Tests.Verifier;

/// <summary>Changes exports the way somebody would who knows the format and recomputes what may give him away.</summary>
internal static class Forger
{
    private static readonly string NoHash = new('0', 64);

    public static List<string> Lines(byte[] export) => [.. Encoding.UTF8.GetString(export).Split('\n')[..^1]];

    public static byte[] Bytes(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>A last line that fits whatever stands before it.</summary>
    public static List<string> Closed(IEnumerable<string> lines)
    {
        var kept = lines.Where(line => !line.StartsWith("{\"kind\":\"end\"", StringComparison.Ordinal)).ToList();
        var sha = Convert.ToHexStringLower(SHA256.HashData(Bytes(kept)));
        return [.. kept, string.Create(CultureInfo.InvariantCulture, $"{{\"kind\":\"end\",\"lines\":{kept.Count},\"sha256\":\"{sha}\"}}")];
    }

    /// <summary>Every chain's hashes fit its entries, and the last line all.</summary>
    public static List<string> Rechained(IEnumerable<string> lines)
    {
        var heads = new Dictionary<string, string>(StringComparer.Ordinal);
        return Closed(lines.Select(line => !IsEntry(line) ? line : Rechained(line, heads)));
    }

    /// <summary>Every chain, leaf, root and hash fits; only what somebody kept elsewhere can tell.</summary>
    public static List<string> Resealed(IEnumerable<string> export)
    {
        var lines = Rechained(export);
        for (var seal = 1; lines.FindIndex(line => line.StartsWith($"{{\"kind\":\"seal\",\"no\":{seal},", StringComparison.Ordinal)) is >= 0 and var at; seal++)
        {
            Restate(lines, at, seal);
            lines = Rechained(lines);
        }

        return lines;
    }

    public static JsonObject Object(string line) => JsonNode.Parse(line)!.AsObject();

    public static bool IsEntry(string line) => line.StartsWith("{\"kind\":\"entry\"", StringComparison.Ordinal);

    /// <summary>The line with its sealed text changed.</summary>
    public static string WithText(string line, string name, string text)
    {
        var json = Object(line);
        var start = line.IndexOf($",\"{name}\":\"", StringComparison.Ordinal);
        var before = start + name.Length + 5;
        return $"{line[..before]}{Escaped(text)}{line[(before + Escaped(json[name]!.GetValue<string>()).Length)..]}";
    }

    public static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }

    public static string Text(JsonNode json) => json.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Rechained(string line, Dictionary<string, string> heads)
    {
        var json = Object(line);
        var (chain, entry) = (json["chain"]!.GetValue<string>(), json["entry"]!.GetValue<string>());
        var previous = heads.GetValueOrDefault(chain, NoHash);
        var hash = heads[chain] = Hash([.. Convert.FromHexString(previous), .. Encoding.UTF8.GetBytes(entry)]);
        return $"{{\"kind\":\"entry\",\"chain\":\"{chain}\",\"v\":{json["v"]},\"previous\":\"{previous}\",\"hash\":\"{hash}\",\"entry\":\"{Escaped(entry)}\"}}";
    }

    /// <summary>Makes one seal's leaves, root and entry fit the chains as they are.</summary>
    private static void Restate(List<string> lines, int at, int seal)
    {
        var hashes = lines.Where(IsEntry).Select(Object)
            .ToDictionary(entry => (entry["chain"]!.GetValue<string>(), entry["v"]!.GetValue<long>()), entry => entry["hash"]!.GetValue<string>());
        var rosters = PlanForger.RosterHashes(lines);
        var own = lines.FindIndex(line => line.StartsWith($"{{\"kind\":\"entry\",\"chain\":\"seals\",\"v\":{seal},", StringComparison.Ordinal));
        var entry = Object(lines[own])["entry"]!.GetValue<string>();
        var root = JsonNode.Parse(entry)!["events"]![0]!["root"]!.GetValue<string>();
        for (var i = at + 1; lines[i].StartsWith("{\"kind\":\"leaf\"", StringComparison.Ordinal); i++)
        {
            var leaf = Object(lines[i])["line"]!.GetValue<string>();
            var restated = leaf.Split(' ') switch
            {
                ["chain", var chain, var version, _] when version != "0" =>
                    $"chain {chain} {version} {hashes[(chain, long.Parse(version, CultureInfo.InvariantCulture))]}",
                ["roster", var version, _] => $"roster {version} {rosters.GetValueOrDefault(int.Parse(version, CultureInfo.InvariantCulture), NoHash)}",
                ["seal", ..] => $"seal {seal} {Hash(Encoding.UTF8.GetBytes(entry.Replace(root, NoHash, StringComparison.Ordinal)))}",
                _ => leaf,
            };
            lines[i] = WithText(lines[i], "line", restated);
        }

        var made = entry.Replace(root, Root(lines, seal), StringComparison.Ordinal);
        lines[own] = WithText(lines[own], "entry", made);
        var sealedEvent = made[(made.IndexOf("\"events\":[", StringComparison.Ordinal) + 10)..^2];
        lines[at] = $"{{\"kind\":\"seal\",\"no\":{seal},\"event\":{sealedEvent}}}";
    }

    private static string Root(List<string> lines, int seal)
    {
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var leaf in lines.Where(line => line.StartsWith("{\"kind\":\"leaf\"", StringComparison.Ordinal)).Select(Object)
            .Where(leaf => leaf["seal"]!.GetValue<int>() <= seal))
        {
            var line = leaf["line"]!.GetValue<string>();
            var parts = line.Split(' ');
            leaves[parts[0] is "roster" or "seal" ? parts[0] : $"{parts[0]} {parts[1]}"] = line;
        }

        var level = leaves.Values.Select(leaf => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(leaf)])).ToList();
        while (level.Count > 1)
        {
            level = [.. level.Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : SHA256.HashData([1, .. pair[0], .. pair[1]]))];
        }

        return Convert.ToHexStringLower(level[0]);
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
