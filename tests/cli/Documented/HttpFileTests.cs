using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Cli.Documented;

/// <summary>docs/http/*.http, requests for an editor, sent one after the other; each is answered 2xx, or as its title says it has to be expected.</summary>
public sealed partial class HttpFileTests
{
    [Fact]
    public async Task Every_request_of_the_files_for_editors_is_answered_as_it_says()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder, "--Seed", "none");
        using var client = new HttpClient();
        var sent = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "http"), "*.http"))
        {
            var text = File.ReadAllText(file).ReplaceLineEndings("\n");
            var known = Variable().Matches(text).ToDictionary(variable => variable.Groups[1].Value, variable => variable.Groups[2].Value.Trim());
            (known["host"], known["ops"]) = (home.Url, GatewayProcess.OpsKey);
            foreach (Match request in Request().Matches(text))
            {
                await Send(client, known, request);
                sent++;
            }
        }

        Assert.True(sent > 8);
    }

    private static async Task Send(HttpClient client, Dictionary<string, string> known, Match request)
    {
        var title = request.Groups["title"].Value;
        var filled = Placeholder().Replace(request.Groups["request"].Value, placeholder => known[placeholder.Groups[1].Value]);
        var (head, body) = filled.Split("\n\n", 2) is [var first, var rest] ? (first, rest) : (filled, "");
        var lines = head.Trim().Split('\n');
        using var message = new HttpRequestMessage(new(lines[0].Split(' ')[0]), lines[0].Split(' ')[1]);
        if (body.Trim().Length > 0)
        {
            message.Content = new StringContent(body.Trim(), Encoding.UTF8, "application/json");
        }

        foreach (var header in lines.Skip(1).Where(line => !line.StartsWith("Content-Type", StringComparison.Ordinal)).Select(line => line.Split(": ", 2)))
        {
            Assert.True(message.Headers.TryAddWithoutValidation(header[0], header[1]), header[0]);
        }

        using var response = await client.SendAsync(message, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var status = (int)response.StatusCode;
        var expected = Expected().Match(title);
        Assert.True(
            expected.Success ? status == int.Parse(expected.Groups[1].Value, CultureInfo.InvariantCulture) : response.IsSuccessStatusCode,
            $"{title}: {status}\n{answer}");
        Assert.True(expected.Groups[2].Value.Length == 0 || answer.Contains(expected.Groups[2].Value, StringComparison.Ordinal), answer);
        Keep(known, request.Groups["name"].Value, answer);
    }

    /// <summary>The texts at the top of an answer, for the requests behind it.</summary>
    private static void Keep(Dictionary<string, string> known, string name, string answer)
    {
        if (name.Length > 0)
        {
            foreach (var (member, value) in JsonNode.Parse(answer)!.AsObject())
            {
                known[$"{name}.response.body.$.{member}"] = value?.ToString() ?? "";
            }
        }
    }

    [GeneratedRegex(@"^@(\w+) *= *(.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^### (?<title>[^\n]*)\n(?:# @name (?<name>\w+)\n)?(?<request>.*?)(?=^###|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Request();

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"Expect (\d{3})(?:, (\S+))?")]
    private static partial Regex Expected();
}
