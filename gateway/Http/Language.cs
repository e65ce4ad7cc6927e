using System.Globalization;

namespace Rectification.Gateway.Http;

/// <summary>Picks the language of sentences for people: Chinese, unless English is preferred.</summary>
internal static class Language
{
    public static bool IsEnglish(HttpRequest request)
    {
        var header = request.Headers.AcceptLanguage;
        return header.Count > 0 && IsEnglish(header.ToString());
    }

    public static bool IsEnglish(ReadOnlySpan<char> header)
    {
        double chinese = 0, english = 0;
        foreach (var range in header.Split(','))
        {
            var part = header[range].Trim();
            var semicolon = part.IndexOf(';');
            var tag = (semicolon < 0 ? part : part[..semicolon]).Trim();
            var weight = semicolon < 0 ? 1 : Weight(part[(semicolon + 1)..].Trim());
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                english = Math.Max(english, english == 0 && chinese < weight ? weight : english);
            }
            else if (tag is "*" || tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            {
                // What is named first wins among equals.
                chinese = Math.Max(chinese, weight == english ? 0 : weight);
            }
        }

        return english > chinese;
    }

    private static double Weight(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) ? weight : 1;
}
