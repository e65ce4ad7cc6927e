using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rectification.Measures;

namespace Rectification.Seeds.Wenzhou;

/// <summary>
/// Past commands as NDJSON: <c>{"id","at","measure"|"problem","command","actor":{"account","roles","units","leaders"},"body"}</c>, where
/// <c>command</c> is the contract's own word and <c>body</c> the command's properties.
/// </summary>
internal static class HistoryWriter
{
    private const string SignOffProblem = "signOffProblem";

    private static readonly JsonSerializerOptions Body = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<Type, string> Names = typeof(MeasureCommand)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    public static string NameOf(PastCommand past) => past is PastMeasureCommand { Command: var command } ? Names[command.GetType()] : SignOffProblem;

    public static void Write(Stream stream, IEnumerable<PastCommand> history)
    {
        using var writer = new Utf8JsonWriter(stream, new() { Encoder = Body.Encoder });
        foreach (var past in history)
        {
            Write(writer, past);
            writer.Flush();
            writer.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter writer, PastCommand past)
    {
        writer.WriteStartObject();
        writer.WriteString("id", past.Id);
        writer.WriteString("at", past.At);
        switch (past)
        {
            case PastMeasureCommand { Measure: var measure }:
                writer.WriteNumber("measure", measure);
                break;
            case PastProblemSignOff { Problem: var problem }:
                writer.WriteNumber("problem", problem);
                break;
        }

        writer.WriteString("command", NameOf(past));
        Write(writer, past.Actor);
        writer.WritePropertyName("body");
        switch (past)
        {
            case PastMeasureCommand { Command: var command }:
                JsonSerializer.Serialize(writer, command, command.GetType(), Body);
                break;
            case PastProblemSignOff { Statement: var statement }:
                JsonSerializer.Serialize(writer, new { statement }, Body);
                break;
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Actor actor)
    {
        writer.WriteStartObject("actor");
        writer.WriteString("account", actor.Account);
        WriteList(writer, "roles", Enum.GetValues<Roles>().Where(role => role != Roles.None && actor.Is(role))
            .Select(role => JsonNamingPolicy.CamelCase.ConvertName(role.ToString())));
        WriteList(writer, "units", actor.Units);
        WriteList(writer, "leaders", actor.Leaders);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }
}
