using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway.Hostile;

/// <summary>A form as a page shows it: where it goes, and everything a browser would send with it.</summary>
internal sealed partial record HostileForm(string Path, bool IsMultipart, IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<string> Files)
{
    /// <summary>What the form is called in the sources; of one that repeats in a list without its number.</summary>
    public string Name => string.Join('/', Fields.Where(one => one.Name is "_handler" or "command").Select(one => one.Value)) is { Length: > 0 } name
        ? Number().Replace(name, "") : Path;

    private const string Token = "__RequestVerificationToken";

    /// <summary>Every form of a page that changes something and can be sent: what only receives has no token.</summary>
    public static IEnumerable<HostileForm> Of(string address, string page) =>
        from form in Forms().Matches(page)
        let tag = form.Groups[1].Value
        where Attribute(tag, "method") == "post"
        let controls = Controls().Matches(form.Groups[2].Value).Select(control => control.Value).Where(control => Attribute(control, "name") is not null)
            .ToLookup(control => Attribute(control, "type") == "file", control => (Name: Attribute(control, "name")!, Value: Usual(control)))
        where controls[false].Any(control => control.Name == Token) || !controls[false].Any(control => control.Name == "_handler")
        select new HostileForm(Attribute(tag, "action") ?? address, Attribute(tag, "enctype") is not null,
            [.. controls[false]], [.. controls[true].Select(file => file.Name)]);

    /// <summary>The form as it is, with a file that is as it should be.</summary>
    public HttpRequestMessage As(int port) => new(HttpMethod.Post, $"http://127.0.0.1:{port}{Path}") { Content = Multipart([.. Fields], null) };

    /// <summary>The form with some of it turned odd, from a seed; the token that guards it most often stays.</summary>
    public HttpRequestMessage Turned(int seed, int port)
    {
        var random = new Random(seed);

        // Of buttons and choices of one name a browser sends one.
        var fields = Fields.GroupBy(field => field.Name)
            .SelectMany(same => random.Next(5) == 0 ? same : same.Skip(random.Next(same.Count())).Take(1)).ToList();
        for (var times = random.Next(4); times > 0 && fields.Count > 0; times--)
        {
            var at = random.Next(fields.Count);
            if (fields[at].Name == Token && random.Next(10) > 0)
            {
                continue;
            }

            switch (random.Next(8))
            {
                case 0: fields.RemoveAt(at); break;
                case 1: fields.Add(fields[at]); break;
                case 2: fields.Add((fields[at].Name, Odd(random))); break;
                case 3: fields[at] = (Odd(random), fields[at].Value); break;
                default: fields[at] = fields[at] with { Value = Odd(random, fields[at].Value) }; break;
            }
        }

        var odd = random.Next(12) == 0 ? OddValues.Headers[random.Next(OddValues.Headers.Length)] : default;
        var message = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}{Path}")
        {
            Content = IsMultipart == random.Next(10) > 0 ? Multipart(fields, random) : Encoded(fields, random),
        };
        if (odd.Name is not null)
        {
            message.Headers.TryAddWithoutValidation(odd.Name, odd.Value);
        }

        return message;
    }

    private static ByteArrayContent Encoded(List<(string Name, string Value)> fields, Random random)
    {
        // Odd values of addresses are spelled as they are sent.
        string Spelled(string value) => random.Next(4) > 0 || !OddValues.Address.Contains(value) ? Uri.EscapeDataString(value) : value;
        var text = string.Join('&', fields.Select(field => $"{Spelled(field.Name)}={Spelled(field.Value)}"));
        return Content(text, "application/x-www-form-urlencoded", random);
    }

    private ByteArrayContent Multipart(List<(string Name, string Value)> fields, Random? random)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            text.Append("--edge\r\nContent-Disposition: form-data; name=\"").Append(name).Append("\"\r\n\r\n").Append(value).Append("\r\n");
        }

        string[] names = ["a.pdf", "", "..\\..\\a", "中.txt", "a\"b", "file.json"];
        foreach (var file in Files.Where(_ => random?.Next(2) != 0))
        {
            text.Append("--edge\r\nContent-Disposition: form-data; name=\"").Append(file).Append("\"; filename=\"")
                .Append(random is null ? names[^1] : names[random.Next(names.Length)]).Append("\"\r\nContent-Type: text/plain\r\n\r\n")
                .Append(random is null || random.Next(3) == 0 ? GoodFile() : OddValues.Json[random.Next(OddValues.Json.Length)]).Append("\r\n");
        }

        return Content(text.Append("--edge").Append(random?.Next(20) == 0 ? "" : "--\r\n").ToString(), "multipart/form-data; boundary=edge", random);
    }

    private string GoodFile() => Path.Contains("calendars", StringComparison.Ordinal)
        ? """{"year":2031,"source":"国务院办公厅","holidays":["2031-01-01"],"workdays":[]}"""
        : Path.Contains("new-accounts", StringComparison.Ordinal) ? "li-si\t李四\tauditor"
        : SmallPlan.Of("another").ToJsonString();

    private static ByteArrayContent Content(string text, string type, Random? random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (random?.Next(25) == 0 && bytes.Length > 0)
        {
            bytes[random.Next(bytes.Length)] = 0xFF;
        }

        return new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(random?.Next(40) == 0 ? "text/plain" : type) } };
    }

    /// <summary>What stands in a field, or what somebody would put there.</summary>
    private static string Usual(string field) =>
        Attribute(field, "value") is { Length: > 0 } there ? there : Attribute(field, "type") switch { "date" => "2030-12-31", "number" => "1", _ => "说明" };

    private static string Odd(Random random) =>
        random.Next(2) == 0 ? OddValues.Address[random.Next(OddValues.Address.Length)] : OddValues.Json[random.Next(OddValues.Json.Length)].Trim('"');

    /// <summary>Every other time of the same sort as what stands there.</summary>
    private static string Odd(Random random, string there) =>
        random.Next(2) == 0 && OddValues.Form.FirstOrDefault(sort => sort.Sort.IsMatch(there)).Values is { } same ? same[random.Next(same.Length)]
        : Odd(random);

    private static string? Attribute(string tag, string name) =>
        Attributes().Matches(tag).FirstOrDefault(found => found.Groups[1].Value == name) is { } found ? WebUtility.HtmlDecode(found.Groups[2].Value) : null;

    [GeneratedRegex("<form([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<(?:input|textarea|button)\\b[^>]*>|<select\\b[^>]*>(?:\\s*<option[^>]*>)?")]
    private static partial Regex Controls();

    [GeneratedRegex("([a-z-]+)=\"([^\"]*)\"")]
    private static partial Regex Attributes();

    [GeneratedRegex("[-0-9a-f]{8,}|-?[0-9]+")]
    private static partial Regex Number();
}
