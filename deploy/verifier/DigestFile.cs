using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>A weekly digest's bytes, which somebody has beside the export, and what they say of the plan's figures.</summary>
/// <param name="Sha256">Of the bytes, hexadecimal.</param>
/// <param name="Done">Measures signed off.</param>
/// <param name="Total">Measures.</param>
/// <param name="Figures">Name → value, in the digest's order; <see langword="null"/> for one of which nothing was said.</param>
/// <param name="FiguresOf">SHA-256 of what the plan stated of them; <see langword="null"/> in digests from before there were figures.</param>
internal sealed record DigestFile(string Sha256, long Done, long Total, IReadOnlyList<(string Name, decimal? Value)> Figures, string? FiguresOf)
{
    /// <exception cref="MisfitException">They are no digest.</exception>
    public static DigestFile Of(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var measures = json.RootElement.GetProperty("headline").GetProperty("measures");
            return new(
                Convert.ToHexStringLower(SHA256.HashData(bytes)), measures.Int("done"), measures.Int("total"),
                [.. json.RootElement.Items("figures").Select(figure => (figure.Text("name"), figure.DecimalOrNull("value")))],
                json.RootElement.TextOrNull("figuresOf"));
        }
        catch (Exception problem) when (Json.IsUnreadable(problem))
        {
            throw new MisfitException(0, "汇总文件无法读取。", "The digest cannot be read.", null, problem.Message);
        }
    }

    /// <summary>Where the plan says that its figures come from: the version that the digest was made from.</summary>
    /// <exception cref="MisfitException">No version of the plan says so.</exception>
    public JsonDocument Sources(IEnumerable<Roster> rosters, long line)
    {
        foreach (var roster in rosters)
        {
            using var header = JsonDocument.Parse(roster.Header.Text);
            var (figures, sources) = (header.RootElement.TextOrNull("figuresJson"), header.RootElement.TextOrNull("figureSourcesJson"));
            if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{figures}\n{sources}"))) == FiguresOf)
            {
                return JsonDocument.Parse(sources ?? "{}");
            }
        }

        throw new MisfitException(line, "汇总所依据的数字来源不是方案的。", "The digest's figures are not those the plan states.", null, FiguresOf);
    }
}
