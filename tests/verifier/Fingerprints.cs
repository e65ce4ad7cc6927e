using System.Security.Cryptography;
using System.Text;

namespace Rectification.Tests.Verifier;

/// <summary>The most thorough forger: he also recomputes what each sign-off request bound, and lets the reviews name it.</summary>
internal static class Fingerprints
{
    public static List<string> Mended(List<string> lines)
    {
        var mended = Forger.Rechained(lines);
        for (var i = 0; i < mended.Count; i++)
        {
            if (!Forger.IsEntry(mended[i]) || !mended[i].Contains("\\\"type\\\":\\\"signOffRequested\\\"", StringComparison.Ordinal))
            {
                continue;
            }

            var line = Forger.Object(mended[i]);
            var events = JsonNode.Parse(line["entry"]!.GetValue<string>())!["events"]!.AsArray();
            var request = events.Single(happened => happened!["type"]!.GetValue<string>() == "signOffRequested")!;
            var (old, renewed) = (request["fingerprint"]!.GetValue<string>(), Of(line["previous"]!.GetValue<string>(), request));
            mended = Forger.Rechained(mended.ConvertAll(text => text.Replace(old, renewed, StringComparison.Ordinal)));
        }

        return Forger.Resealed(mended);
    }

    private static string Of(string previous, JsonNode request)
    {
        var cadence = request["standing"]?["cadence"]?.GetValue<string>();
        var stated = string.Join(
            '\0', previous, Text("person"), Text("act"), Text("result"), Text("shortfall"),
                cadence is null ? null : char.ToUpperInvariant(cadence[0]) + cadence[1..], request["standing"]?["basis"]?.GetValue<string>());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stated)));

        string? Text(string name) => request[name]?.GetValue<string>();
    }
}
