using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Rectification.Gateway.Http;

/// <summary>
/// What no type says of a body and every reader of it takes for granted: lists hold no nulls, and texts are text — UTF-8, and no half of a
/// pair that could not be written down again.
/// </summary>
internal static class BodyText
{
    private static readonly JsonReaderOptions Rules = new() { MaxDepth = ApiJson.MaxDepth };

    /// <summary>What is wrong; <see langword="null"/> when nothing is. What is no JSON at all is for its reader to say.</summary>
    public static Refusal? Wrong(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return HttpRefusals.JsonMalformed;
        }

        // One bit a level, set where it is a list: bodies are no deeper than that.
        var reader = new Utf8JsonReader(json, Rules);
        var lists = 0UL;
        try
        {
            while (reader.Read())
            {
                lists = reader.TokenType switch
                {
                    JsonTokenType.StartArray => (lists << 1) | 1,
                    JsonTokenType.StartObject => lists << 1,
                    JsonTokenType.EndArray or JsonTokenType.EndObject => lists >> 1,
                    _ => lists,
                };
                if ((reader.ValueIsEscaped && !IsText(ref reader)) || (reader.TokenType == JsonTokenType.Null && (lists & 1) == 1))
                {
                    return HttpRefusals.FieldType(BodyErrors.Pointer(Way(json, reader.TokenStartIndex)));
                }
            }
        }
        catch (JsonException)
        {
            // The reader of the body comes upon it, too, and says what and where.
        }

        return null;
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The names and indexes that lead to the token at a position.</summary>
    private static string[] Way(ReadOnlySpan<byte> json, long position)
    {
        var reader = new Utf8JsonReader(json, Rules);
        var way = new Stack<(string Name, int Index)>();
        while (reader.Read() && reader.TokenStartIndex < position)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    way.Pop();
                    way.Push((reader.GetString()!, -1));
                    continue;
                case JsonTokenType.StartArray:
                    way.Push(("", 0));
                    continue;
                case JsonTokenType.StartObject:
                    way.Push(("", -1));
                    continue;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    way.Pop();
                    break;
            }

            if (way.TryPeek(out var list) && list.Index >= 0)
            {
                way.Pop();
                way.Push(list with { Index = list.Index + 1 });
            }
        }

        return
        [
            .. way.Reverse().Where(step => step is not (Name: "", Index: < 0))
                .Select(step => step.Index < 0 ? step.Name : step.Index.ToString(CultureInfo.InvariantCulture)),
        ];
    }
}
