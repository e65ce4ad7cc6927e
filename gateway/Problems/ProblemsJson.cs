using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Problems;
using Rectification.Trails;

namespace Rectification.Gateway.Problems;

/// <summary>What crosses HTTP as JSON of problems.</summary>
[JsonSerializable(typeof(SignOffProblem))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(ItemList<ProblemView>))]
[JsonSerializable(typeof(TrailSlice))]
internal sealed partial class ProblemsJson : JsonSerializerContext
{
    public static readonly ProblemsJson Api = new(ApiJson.Options());
}
