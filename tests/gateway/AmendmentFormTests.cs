using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>What a measure counts is changed at the page as by the API: changed, added, taken away; and a form left alone changes nothing.</summary>
public sealed partial class AmendmentFormTests(FrontDoor door)
{
    private static readonly (string, string) Html = ("Accept", "text/html");

    [Fact]
    public async Task Quantities_are_amended_at_the_page()
    {
        var plan = await door.Plan(document =>
        {
            document["measures"]![0]!["quantities"] = new JsonArray(
                new JsonObject { ["name"] = "people", ["unit"] = "人次", ["what"] = "受益", ["target"] = 100 },
                new JsonObject { ["name"] = "spent", ["unit"] = "万元", ["target"] = 60, ["bound"] = "atMost" });
            document["rules"] = new JsonObject { ["amendments"] = new JsonObject { ["chain"] = new JsonArray() } };
        });
        using var office = await door.Somebody("reviewer");
        var page = $"/plans/{plan}/amendments/new?measure=1";
        var opened = (await office.Get(page, Html)).Must(200);
        var alone = Filled(opened.Text);

        var nothing = await Send(office, page, opened, alone, "look");
        Assert.Contains("Nothing differs from the plan in force", nothing.Text, StringComparison.Ordinal);

        var changed = new Dictionary<string, string>(alone)
        {
            ["quantity-0-target"] = "１２０",
            ["quantity-1-remove"] = "true",
            ["quantity-2-name"] = "saved",
            ["quantity-2-unit"] = "元",
            ["quantity-2-outcome"] = "saved",
            ["reason"] = "核减指标",
        };
        var wrong = await Send(office, page, opened, new(changed) { ["quantity-2-unit"] = "场" }, "propose");
        Assert.Equal(422, wrong.Status);
        Assert.Equal(302, (await Send(office, page, opened, changed, "propose")).Status);

        var measure = (await office.Get($"plans/{plan}/measures/1")).Must(200).Json;
        var quantities = measure["quantities"]!.AsArray().Select(quantity => quantity!["stated"]!).ToList();
        Assert.Equal([("people", "人次", "120"), ("saved", "元", null)],
            quantities.Select(quantity => (quantity["name"]!.GetValue<string>(), quantity["unit"]!.GetValue<string>(), quantity["target"]?.ToString())));
        Assert.Equal("saved", quantities[1]["outcome"]!.GetValue<string>());
    }

    /// <summary>The fields of the form that changes a measure, as they stand there.</summary>
    private static Dictionary<string, string> Filled(string html)
    {
        var form = Form().Match(html).Value;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in Input().Matches(form).Select(match => match.Value).Where(input => Attribute(input, "type") is not "checkbox"))
        {
            fields[Attribute(input, "name")!] = Attribute(input, "value") ?? "";
        }

        foreach (Match area in Area().Matches(form))
        {
            fields[area.Groups["name"].Value] = System.Net.WebUtility.HtmlDecode(area.Groups["text"].Value);
        }

        foreach (Match select in Select().Matches(form))
        {
            var chosen = Option().Matches(select.Value).FirstOrDefault(option => option.Value.Contains(" selected", StringComparison.Ordinal))
                ?? Option().Match(select.Value);
            fields[select.Groups["name"].Value] = Attribute(chosen.Value, "value") ?? "";
        }

        if (Ticked().Match(form) is { Success: true } unit)
        {
            fields["units"] = Attribute(unit.Value, "value")!;
        }

        return fields;
    }

    private static async Task<Answer> Send(Api who, string page, Answer opened, Dictionary<string, string> fields, string act)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in new Dictionary<string, string>(fields) { ["do"] = act, ["id"] = Guid.NewGuid().ToString("N") })
        {
            content.Add(new StringContent(value), name);
        }

        var cookies = opened.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : [];
        return await who.Send(HttpMethod.Post, page, content, ("Cookie", string.Join("; ", cookies)), ("Sec-Fetch-Site", "same-origin"), Html);
    }

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $" {name}=\"([^\"]*)\"") is { Success: true } found ? System.Net.WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form[^>]*data-kept=\"change\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input [^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<textarea[^>]* name=\"(?<name>[^\"]+)\"[^>]*>(?<text>[^<]*)</textarea>")]
    private static partial Regex Area();

    [GeneratedRegex("<select[^>]* name=\"(?<name>[^\"]+)\".*?</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Option();

    [GeneratedRegex("<input [^>]*name=\"units\"[^>]* checked[^>]*>")]
    private static partial Regex Ticked();
}
