using Orleans.Concurrency;

namespace Rectification.Trails;

/// <summary>Who wanted what and had no right to it (key: the plan). A chain beside the measures', which a refusal must not touch.</summary>
[Alias("denials")]
public interface IDenialGrain : IChainGrain
{
    /// <summary>
    /// Records the refusal durably; the same command again, and what is over the bounds of a day, is only counted.
    /// </summary>
    [Alias("record"), ResponseTimeout("00:00:02")]
    Task Record(Denial denial);

    /// <summary>The newest lines about one subject, oldest first; at most 20.</summary>
    [Alias("of-subject"), AlwaysInterleave]
    Task<IReadOnlyList<TrailLine>> Of(string subject);
}

/// <summary>A command that was refused because of who sent it.</summary>
[GenerateSerializer, Immutable, Alias("denial")]
public sealed record Denial
{
    /// <summary>For example <c>measure:12</c>, <c>problem:3</c>.</summary>
    [Id(0)] public required string Subject { get; init; }

    /// <summary>The command's word, as in trails and histories.</summary>
    [Id(1)] public required string Command { get; init; }

    /// <summary>The refusal's code.</summary>
    [Id(2)] public required string Code { get; init; }
    [Id(3)] public required string Account { get; init; }

    /// <summary>The command's id, within the account and the subject.</summary>
    [Id(4)] public required string CommandId { get; init; }

    /// <summary>Time zone of a plan that is still a draft; <see langword="null"/>: the plan is in force and says it itself.</summary>
    [Id(5)] public string? TimeZone { get; init; }
}
