using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>
/// Looks ahead for the roster version with which the plan's chain begins: the versions up to it are stated whole, those after it by what they
/// changed. What is found is only believed until the chain itself is read.
/// </summary>
internal static class PlanBegin
{
    public static int Find(Func<Stream> open)
    {
        using var export = open();
        var reader = new LineReader(export);
        try
        {
            while (reader.Next(out var line))
            {
                if (line.Span.StartsWith("{\"kind\":\"entry\",\"chain\":\"plan\",\"v\":1,"u8))
                {
                    using var json = JsonDocument.Parse(line);
                    using var entry = JsonDocument.Parse(json.RootElement.Text("entry"));
                    return entry.RootElement.Items("events").First().Int("roster");
                }
            }
        }
        catch (Exception problem) when (problem is MisfitException || Json.IsUnreadable(problem))
        {
            // The line is read again, and judged, in its turn.
        }

        return int.MaxValue;
    }
}
