using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Rectification.Tests.Gateway.Access;

namespace Rectification.Tests.Gateway.Hostile;

/// <summary>One endpoint as the API describes it, and a body in shape with every field there is.</summary>
internal sealed record HostileEndpoint(string Method, string Template, string[] Queries, string? BodyType, string? Body)
{
    public static IEnumerable<HostileEndpoint> Of(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select Of(document, path.Key, operation.Key.ToUpperInvariant(), operation.Value!);

    private static HostileEndpoint Of(JsonNode document, string path, string method, JsonNode operation)
    {
        var queries = (operation["parameters"]?.AsArray() ?? [])
            .Where(parameter => parameter!["in"]!.GetValue<string>() == "query").Select(parameter => parameter!["name"]!.GetValue<string>());
        var content = operation["requestBody"]?["content"]?.AsObject().FirstOrDefault();
        var body = content is { Value: { } described } ? Sample(document, described["schema"]!, depth: 0) as JsonObject : null;
        foreach (var (name, value) in AccessQuestions.Json($"{method} {path}", AccessQuestions.Unknown)?.ToList() ?? [])
        {
            body![name] = value?.DeepClone();
        }

        return new(method, path, [.. queries], content?.Key, body?.ToJsonString());
    }

    /// <summary>A value of the schema, every field present.</summary>
    private static JsonNode? Sample(JsonNode document, JsonNode schema, int depth)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!;
        }

        if (depth > 6)
        {
            return null;
        }

        if ((schema["oneOf"] ?? schema["anyOf"])?.AsArray().FirstOrDefault(one => one!["type"]?.ToString() != "null") is { } chosen)
        {
            return Sample(document, chosen, depth + 1);
        }

        if (schema["enum"]?.AsArray().FirstOrDefault(word => word is not null) is { } word)
        {
            return word.DeepClone();
        }

        return Type(schema) switch
        {
            "object" => new JsonObject(
                (schema["properties"]?.AsObject() ?? []).Select(property => KeyValuePair.Create(property.Key, Sample(document, property.Value!, depth + 1)))),
            "array" => new JsonArray(schema["items"] is { } items ? Sample(document, items, depth + 1) : "x"),
            "integer" or "number" => 1,
            "boolean" => true,
            _ => schema["format"]?.GetValue<string>() switch { "date" => "2026-12-31", "date-time" => "2026-12-31T00:00:00+08:00", _ => "x" },
        };
    }

    private static string Type(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(type => type!.GetValue<string>()).First(type => type != "null"),
        { } one => one.GetValue<string>(),
        null => schema["properties"] is null ? "string" : "object",
    };
}

/// <summary>A request to an endpoint with some of it turned odd, from a seed.</summary>
internal sealed class HostileRequest
{
    private const string Here = "odd-value-here";
    private readonly Random _random;
    private readonly HostileEndpoint _endpoint;

    public HostileRequest(IReadOnlyList<HostileEndpoint> endpoints, string plan, int seed)
    {
        _random = new(seed);
        _endpoint = Some(endpoints);
        Path = Address(plan);
        Body = _endpoint.Body is null || _random.Next(20) == 0 ? _random.Next(6) == 0 ? Some(OddValues.Json) : null : Mutated(JsonNode.Parse(_endpoint.Body)!);
        Headers = [.. Enumerable.Range(0, _random.Next(4) / 2).Select(_ => Some(OddValues.Headers))];
    }

    public string Path { get; }

    public string? Body { get; }

    public (string Name, string Value)[] Headers { get; }

    /// <summary>Which of so many callers sends it.</summary>
    public int Caller(int callers) => _random.Next(callers);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{_endpoint.Method} {Path} {string.Join("; ", Headers)} {(Body is { Length: > 400 } ? Body[..400] + "…" : Body)}");

    public HttpRequestMessage Message(int port)
    {
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{Path}"), raw);
        var message = new HttpRequestMessage(new(_endpoint.Method), address);
        message.Content = _endpoint.Template == "/api/v1/evidence" && _endpoint.Method == "POST" ? File() : Body is null ? null : Text(Body);
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private string Address(string plan)
    {
        var path = new StringBuilder();
        foreach (var part in _endpoint.Template.Split('/').Skip(1))
        {
            path.Append('/').Append(part[0] != '{' ? part : _random.Next(12) == 0 ? Some(OddValues.Address) : AccessQuestions.Path(part, plan));
        }

        var queries = _endpoint.Queries.Where(_ => _random.Next(_endpoint.Queries.Length + 1) < 2).Select(name => $"{name}={Some(OddValues.Address)}");
        return path.Append(string.Join('&', queries) is { Length: > 0 } query ? "?" + query : "").ToString();
    }

    private string Mutated(JsonNode body)
    {
        var odd = new List<string>();
        for (var times = _random.Next(4); times > 0; times--)
        {
            var inner = Some(Containers(body).ToList());
            if (inner is JsonArray list)
            {
                list.Insert(_random.Next(list.Count + 1), _random.Next(3) == 0 ? null : Odd(odd));
            }
            else if (inner is JsonObject { Count: > 0 } fields)
            {
                var name = Some(fields.Select(field => field.Key).ToList());
                _ = _random.Next(6) switch { 0 => fields.Remove(name), 1 => fields.TryAdd(name + "x", Odd(odd)), _ => (fields[name] = Odd(odd)) is not null };
            }
        }

        // Odd values are no JSON of anybody's library: they are put into the text.
        var text = odd.Select((value, i) => (value, i)).Aggregate(
            body.ToJsonString(), (json, one) => json.Replace($"\"{Here}-{one.i}-\"", one.value, StringComparison.Ordinal));
        return _random.Next(12) switch
        {
            0 => text[..^1] + ",\"unit\":\"a\",\"unit\":\"b\"}",
            1 => text[.._random.Next(text.Length)],
            _ => text,
        };
    }

    private JsonNode Odd(List<string> odd)
    {
        odd.Add(Some(OddValues.Json));
        return string.Create(CultureInfo.InvariantCulture, $"{Here}-{odd.Count - 1}-");
    }

    private static IEnumerable<JsonNode> Containers(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value).Where(value => value is not null).SelectMany(value => Containers(value!)).Prepend(node),
        JsonArray list => list.Where(item => item is not null).SelectMany(item => Containers(item!)).Prepend(node),
        _ => [],
    };

    private ByteArrayContent Text(string text)
    {
        var type = _random.Next(25) switch { 0 => "text/plain", 1 => "application/json; charset=utf-16", _ => _endpoint.BodyType ?? "application/json" };
        var bytes = Encoding.UTF8.GetBytes(text);
        if (_random.Next(25) == 0 && bytes.Length > 0)
        {
            bytes[_random.Next(bytes.Length)] = 0xFF;
        }

        return new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
    }

    /// <summary>A form with a file whose name, type or bytes are odd.</summary>
    private ByteArrayContent File()
    {
        string[] names = ["a.pdf", "", "..\\..\\a", "中.txt", new('n', 5_000), "a\"b", "\u0000", "=?utf-8?b?//8=?="];
        string[] types = ["multipart/form-data; boundary=edge", "multipart/form-data", "multipart/form-data; boundary=other"];
        var disposition = $"Content-Disposition: form-data; name=\"{Some(["file", "", "files"])}\"; filename=\"{Some(names)}\"";
        var type = Some(["text/plain", "x", ""]);
        var text = $"--edge\r\n{disposition}\r\nContent-Type: {type}\r\n\r\n{Some(OddValues.Json)}\r\n--edge{Some(["--\r\n", "", "--"])}";
        return new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(Some(types)) } };
    }

    private T Some<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
