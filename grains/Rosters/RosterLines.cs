using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Rosters;

/// <summary>
/// A roster version as canonical lines: the header, then problems, then measures, each by number; of a version that an amendment made, the lines
/// that it changed. They are sealed: a member that is added to a definition later must be left out where it is not stated.
/// </summary>
internal sealed class RosterLines(RosterReader rosters, RowStore rows)
{
    private const string HeaderState = "sealed-header-v1";
    private const string HeaderType = "sealed-header";

    /// <summary>The header, if the version changed it, and its problems.</summary>
    public async IAsyncEnumerable<string> Head(PlanFrame frame)
    {
        var delta = await rosters.Delta(frame);
        if (delta is null or { Header: true })
        {
            yield return await Header(frame);
        }

        foreach (var no in delta?.Problems ?? [])
        {
            yield return Line((await rosters.Problem(frame, no))!.Problem);
        }

        if (delta is null)
        {
            await foreach (var page in rosters.ProblemPages(frame, after: 0))
            {
                foreach (var line in page)
                {
                    yield return Line(line.Problem);
                }
            }
        }
    }

    /// <summary>The measures of the version, or those that it changed, with numbers above <paramref name="after"/>.</summary>
    public async IAsyncEnumerable<MeasureDefinition> Measures(PlanFrame frame, int after)
    {
        var delta = await rosters.Delta(frame);
        foreach (var no in (delta?.Measures ?? []).Where(no => no > after))
        {
            yield return (await rosters.Measure(frame, no))!;
        }

        if (delta is null)
        {
            await foreach (var page in rosters.MeasurePages(frame, after))
            {
                foreach (var measure in page)
                {
                    yield return measure;
                }
            }
        }
    }

    /// <summary>SHA-256 over all lines of a version that was written whole, each ended by a line feed, hexadecimal.</summary>
    public async Task<string> Hash(PlanFrame frame, PlanDocument header)
    {
        await KeepHeader(frame, header);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var line in Head(frame))
        {
            Append(sha, line);
        }

        await foreach (var measure in Measures(frame, after: 0))
        {
            Append(sha, Line(measure));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>The same of lines that are at hand, in their order.</summary>
    public static string HashOfAll(IEnumerable<string> lines)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            Append(sha, line);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>SHA-256 over the hash of the version before and the lines that changed, each ended by a line feed, hexadecimal.</summary>
    public static string Hash(string before, IEnumerable<string> lines) => HashOfAll(lines.Prepend(before));

    /// <summary>The header of a version that was sealed, or that changed it.</summary>
    public async Task<string> Header(PlanFrame frame) =>
        (await rows.Read<SealedHeader>(HeaderState, HeaderType, Key(frame)))?.Line
        ?? throw new InvalidDataException($"The header of roster {Key(frame)} is missing.");

    public static string Line(ProblemDefinition problem) => JsonSerializer.Serialize(problem, RosterJson.Canonical.ProblemDefinition);

    public static string Line(MeasureDefinition measure) => JsonSerializer.Serialize(measure, RosterJson.Canonical.MeasureDefinition);

    public static string Line(PlanDocument header) => JsonSerializer.Serialize(header, RosterJson.Canonical.PlanDocument);

    /// <summary>The header; behind its members, where there are any, the rules that were in force before.</summary>
    public static string Line(PlanDocument header, IReadOnlyList<RulesPeriod> former) => former.Count == 0 ? Line(header)
        : $"{Line(header)[..^1]},\"formerRules\":{JsonSerializer.Serialize(former, RosterJson.Canonical.IReadOnlyListRulesPeriod)}}}";

    /// <summary>The plan keeps the header of its newest version alone; what is sealed must stay.</summary>
    public async Task KeepHeader(PlanFrame frame, PlanDocument header)
    {
        try
        {
            await rows.Insert(HeaderState, HeaderType, Key(frame), new SealedHeader { Line = Line(header, frame.FormerRules) });
        }
        catch (InconsistentStateException)
        {
            // An earlier seal kept it, in the words of the program of then.
        }
    }

    /// <summary>Writes the header of a version that nobody reads yet.</summary>
    public Task WriteHeader(string plan, int version, string line) =>
        rows.Write(HeaderState, HeaderType, Key(plan, version), new SealedHeader { Line = line });

    private static void Append(IncrementalHash sha, string line) => sha.AppendData(Encoding.UTF8.GetBytes(line + "\n"));

    private static string Key(PlanFrame frame) => Key(frame.Plan, frame.RosterVersion);

    private static string Key(string plan, int version) => string.Create(CultureInfo.InvariantCulture, $"{plan}:v{version}");
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

/// <summary>A roster version's header as it was first sealed.</summary>
[GenerateSerializer, Immutable, Alias("sealed-header")]
public sealed record SealedHeader
{
    [Id(0)] public required string Line { get; init; }
}
