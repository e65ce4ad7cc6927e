using System.Globalization;
using System.Text;

namespace Rectification.Tests.Verifier;

/// <summary>What a forger of the plan recomputes beside chains and seals: roster versions, what came into force, and what was proposed and approved.</summary>
internal static class PlanForger
{
    public static bool IsOfPlan(string line) => line.StartsWith("{\"kind\":\"entry\",\"chain\":\"plan\"", StringComparison.Ordinal);

    public static bool IsRoster(string line) => line.StartsWith("{\"kind\":\"roster\"", StringComparison.Ordinal);

    public static bool IsReplanned(string line) => Forger.IsEntry(line) && line.Contains("\\\"type\\\":\\\"replanned\\\"", StringComparison.Ordinal);

    public static int VersionOf(string roster) => Forger.Object(roster)["version"]!.GetValue<int>();

    public static JsonNode Entry(string line) => JsonNode.Parse(Forger.Object(line)["entry"]!.GetValue<string>())!;

    public static string With(string line, JsonNode entry) => Forger.WithText(line, "entry", Forger.Text(entry));

    /// <summary>Where the chain of the plan begins: later versions are stated by what they changed.</summary>
    public static int Begin(List<string> lines) => lines.Find(IsOfPlan) is { } first ? Entry(first)["events"]![0]!["roster"]!.GetValue<int>() : int.MaxValue;

    public static Dictionary<int, string> RosterHashes(List<string> lines)
    {
        var (begin, hashes, before) = (Begin(lines), new Dictionary<int, string>(), "");
        foreach (var version in Versions(lines))
        {
            hashes[version.Key] = before = Sha(version.Key > begin ? version.Prepend(before) : version);
        }

        return hashes;
    }

    /// <summary>Every hash fits: of versions, of what was proposed, of chains, leaves and roots.</summary>
    public static List<string> Mended(List<string> lines)
    {
        var hashes = RosterHashes(lines);
        var proposed = Versions(lines).ToDictionary(version => version.Key, version => Sha(version.Select(WithoutFormerRules).Prepend("")));
        var made = lines.Where(IsOfPlan).SelectMany(line => Entry(line)["events"]!.AsArray())
            .Where(happened => happened!["rosterHash"] is not null && happened["amendment"] is not null)
            .ToLookup(happened => happened!["amendment"]!.ToJsonString(), happened => happened!["roster"]!.GetValue<int>());
        return Forger.Resealed(lines.Select(line =>
        {
            if (!IsOfPlan(line))
            {
                return line;
            }

            var entry = Entry(line);
            foreach (var happened in entry["events"]!.AsArray().Select(happened => happened!.AsObject()))
            {
                if (happened["rosterHash"] is not null && hashes.TryGetValue(happened["roster"]!.GetValue<int>(), out var hash))
                {
                    happened["rosterHash"] = hash;
                }

                var version = happened["amendment"] is { } no ? made[no.ToJsonString()].FirstOrDefault() : 0;
                if (happened["fingerprint"] is not null && proposed.TryGetValue(version, out var fingerprint))
                {
                    happened["fingerprint"] = fingerprint;
                }
            }

            return With(line, entry);
        }));
    }

    /// <summary>The lines without one entry, whose chain and what seals say of it close up.</summary>
    public static List<string> Without(List<string> lines, int at)
    {
        var gone = Forger.Object(lines[at]);
        var (chain, dropped, last) = (gone["chain"]!.GetValue<string>(), gone["v"]!.GetValue<int>(), -1);
        var kept = new List<string>();
        foreach (var line in lines.Where((_, i) => i != at))
        {
            if (Forger.IsEntry(line) && Forger.Object(line) is var json && json["chain"]!.GetValue<string>() == chain && json["v"]!.GetValue<int>() > dropped)
            {
                var (v, entry) = (json["v"]!.GetValue<int>() - 1, Entry(line));
                entry["v"] = v;
                kept.Add(With(line, entry).Replace($"\"chain\":\"{chain}\",\"v\":{v + 1},", $"\"chain\":\"{chain}\",\"v\":{v},", StringComparison.Ordinal));
            }
            else if (line.Contains($"\"line\":\"chain {chain} ", StringComparison.Ordinal))
            {
                var leaf = Forger.Object(line)["line"]!.GetValue<string>().Split(' ');
                var version = int.Parse(leaf[2], CultureInfo.InvariantCulture);
                (version, var known) = (version >= dropped ? version - 1 : version, last);
                if (version != known)
                {
                    kept.Add(Forger.WithText(line, "line", $"chain {chain} {version} {leaf[3]}"));
                }

                last = version;
            }
            else
            {
                kept.Add(line);
            }
        }

        return kept;
    }

    private static IEnumerable<IGrouping<int, string>> Versions(List<string> lines) =>
        lines.Where(IsRoster).Select(Forger.Object).GroupBy(line => line["version"]!.GetValue<int>(), line => line["line"]!.GetValue<string>());

    private static string WithoutFormerRules(string line) =>
        line.IndexOf(",\"formerRules\":", StringComparison.Ordinal) is > 0 and var at ? line[..at] + "}" : line;

    private static string Sha(IEnumerable<string> lines) => Forger.Hash(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
}
