namespace Rectification.Gateway.OpenApi;

/// <summary>What generated clients call an operation: <c>postPlanMeasureSignOffReview</c> for <c>POST api/v1/plans/{plan}/measures/{no}/sign-off/review</c>.</summary>
internal static class OperationName
{
    /// <summary>Segments before the resource: <c>api/v1</c>.</summary>
    private const int Before = 2;

    public static string Of(string method, string path)
    {
        var segments = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(Before).ToList();

        // Of {period}.xlsx the form is left: there are several.
        var words = segments.Select((segment, i) => Pascal(
            IsParameter(segment) ? segment[(segment.LastIndexOf('}') + 1)..]
            : i + 1 < segments.Count && IsParameter(segments[i + 1]) ? One(segment)
            : segment));
        return method.ToLowerInvariant() + string.Concat(words);
    }

    private static bool IsParameter(string segment) => segment is ['{', ..];

    /// <summary>A resource of which one is named: <c>plans</c> → <c>plan</c>, <c>entries</c> → <c>entry</c>.</summary>
    private static string One(string many) =>
        many.EndsWith("ies", StringComparison.Ordinal) ? $"{many[..^3]}y" : many.EndsWith('s') ? many[..^1] : many;

    private static string Pascal(string words) =>
        string.Concat(words.Split('-', '.').Where(static word => word.Length > 0).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
}
