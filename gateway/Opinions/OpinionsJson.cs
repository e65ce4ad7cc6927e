using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Opinions;

namespace Rectification.Gateway.Opinions;

/// <summary>What crosses HTTP as JSON of opinions.</summary>
[JsonSerializable(typeof(OpinionList))]
[JsonSerializable(typeof(OpinionView))]
[JsonSerializable(typeof(OpinionCounts))]
[JsonSerializable(typeof(SwitchOpinions))]
[JsonSerializable(typeof(ScreenOpinion))]
[JsonSerializable(typeof(AnswerOpinion))]
internal sealed partial class OpinionsJson : JsonSerializerContext
{
    public static readonly OpinionsJson Api = new(ApiJson.Options());
}

/// <summary>Opinions, newest first, and how many there are of each.</summary>
internal sealed record OpinionList
{
    public required IReadOnlyList<OpinionView> Items { get; init; }

    /// <summary>Pass as <c>cursor</c> for the next page; null at the end.</summary>
    public string? NextCursor { get; init; }
    public required OpinionCounts Counts { get; init; }
}
