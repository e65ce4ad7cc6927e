using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Seals;

/// <summary>
/// A roster version as canonical lines: the header, then problems, then measures, each by number. They are sealed: a member that is added
/// to a definition later must be left out where it is not stated.
/// </summary>
internal sealed class RosterLines(RosterReader rosters, RowStore rows)
{
    private const string HeaderState = "sealed-header-v1";
    private const string HeaderType = "sealed-header";

    /// <summary>SHA-256 over all lines, each ended by a line feed, hexadecimal.</summary>
    public async Task<string> Hash(PlanFrame frame, PlanDocument header)
    {
        await KeepHeader(frame, header);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(await Header(frame) + "\n"));
        await foreach (var page in rosters.ProblemPages(frame, after: 0))
        {
            sha.AppendData(Encoding.UTF8.GetBytes(string.Concat(page.Select(line => Line(line.Problem) + "\n"))));
        }

        await foreach (var page in rosters.MeasurePages(frame, after: 0))
        {
            sha.AppendData(Encoding.UTF8.GetBytes(string.Concat(page.Select(measure => Line(measure) + "\n"))));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>The header of a version that was sealed.</summary>
    public async Task<string> Header(PlanFrame frame) =>
        (await rows.Read<SealedHeader>(HeaderState, HeaderType, Key(frame)))?.Line
        ?? throw new InvalidDataException($"The header of roster {Key(frame)} is missing.");

    public static string Line(ProblemDefinition problem) => JsonSerializer.Serialize(problem, RosterJson.Canonical.ProblemDefinition);

    public static string Line(MeasureDefinition measure) => JsonSerializer.Serialize(measure, RosterJson.Canonical.MeasureDefinition);

    /// <summary>The header; behind its members, where there are any, the rules that were in force before.</summary>
    private static string Line(PlanFrame frame, PlanDocument header)
    {
        var line = JsonSerializer.Serialize(header, RosterJson.Canonical.PlanDocument);
        return frame.FormerRules.Count == 0 ? line
            : $"{line[..^1]},\"formerRules\":{JsonSerializer.Serialize(frame.FormerRules, RosterJson.Canonical.IReadOnlyListRulesPeriod)}}}";
    }

    /// <summary>The plan keeps the header of its newest version alone; what is sealed must stay.</summary>
    private async Task KeepHeader(PlanFrame frame, PlanDocument header)
    {
        try
        {
            await rows.Insert(HeaderState, HeaderType, Key(frame), new SealedHeader { Line = Line(frame, header) });
        }
        catch (InconsistentStateException)
        {
            // An earlier seal kept it, in the words of the program of then.
        }
    }

    private static string Key(PlanFrame frame) => string.Create(CultureInfo.InvariantCulture, $"{frame.Plan}:v{frame.RosterVersion}");
}

/// <summary>The canonical JSON of rosters.</summary>
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(ProblemDefinition))]
[JsonSerializable(typeof(MeasureDefinition))]
[JsonSerializable(typeof(IReadOnlyList<RulesPeriod>))]
internal sealed partial class RosterJson : JsonSerializerContext
{
    public static RosterJson Canonical { get; } = new(ChainJson.Rules());
}
