using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>Pages at the size that offices have: a list says how many rows it has and gives all, and a number leads to as many rows as it says.</summary>
public sealed partial class PageTests(FrontDoor door)
{
    private const int Orders = 53;

    /// <summary>Every page with numbers that lead to lists, on today and on a past day, for everybody who reads plans.</summary>
    [Theory]
    [InlineData("reviewer", null)]
    [InlineData("auditor", null)]
    [InlineData("leader", null)]
    [InlineData("ops", null)]
    [InlineData("reporter", "wz-publishing")]
    [InlineData("auditor", "330302")]
    public async Task Every_number_that_is_a_link_leads_to_a_list_of_as_many(string role, string? unit)
    {
        using var reader = await door.Somebody(role, unit is null ? null : [unit]);
        var lists = new Dictionary<string, string>(StringComparer.Ordinal);
        var (wrong, followed, noughts) = (new List<string>(), 0, 0);
        foreach (var day in (string[])["", "day=2024-07-08"])
        {
            foreach (var page in (string[])[$"/?plan={FrontDoor.Wenzhou}&{day}", $"/plans/{FrontDoor.Wenzhou}/units/{unit ?? "wz-publishing"}?{day}"])
            {
                var shown = (await reader.Get(page, Html)).Must(200).Text;
                noughts += Seen().Matches(shown).Sum(seen => Tag().Replace(seen.Value, " ").Split(' ').Count(word => word.Trim() == "0"));
                foreach (var (address, number) in Numbers(shown))
                {
                    lists[address] = lists.GetValueOrDefault(address) ?? Count((await reader.Get(address, Html)).Must(200).Text);
                    followed++;
                    if (lists[address] != number)
                    {
                        wrong.Add($"{page}: {number} leads to {lists[address]} at {address}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(followed + noughts > 50, $"Only {followed} numbers were followed, and {noughts} noughts led nowhere.");
    }

    [Fact]
    public async Task Who_sees_a_part_is_told_the_citys_number_and_how_much_of_it_is_his()
    {
        using var reader = await door.Somebody("reporter", ["wz-publishing"]);

        var page = (await reader.Get($"/?plan={FrontDoor.Wenzhou}", Html)).Must(200).Text;

        Assert.Contains("data-of=\"measures.total\">94<", page, StringComparison.Ordinal);
        Assert.Contains(Numbers(page), link => link.Address == $"/plans/{FrontDoor.Wenzhou}/measures" && link.Number == "8");

        // All of the city's is signed off: of what is overdue he sees nought, and an empty list is nowhere to be led to.
        Assert.Matches("yours: *0", Tag().Replace(page, ""));
        Assert.DoesNotContain(Numbers(page), link => link.Number == "0");
    }

    [Fact]
    public async Task What_was_sent_with_a_request_to_wait_stands_beside_the_decision_and_is_counted_in_the_queue()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        using var reporter = await door.Reporter();
        var path = $"plans/{plan}/measures/2";
        (await reporter.Post(path + "/reports", await Report(reporter, 2, 0))).Must(200);
        var asked = await EvidenceTests.Upload(reporter, System.Text.Encoding.UTF8.GetBytes($"sent {Guid.NewGuid()}"));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        (await reporter.Post(path + "/waiting", new JsonObject
        {
            ["with"] = "省级部门",
            ["sent"] = "已报送请示",
            ["since"] = today.ToString("O", CultureInfo.InvariantCulture),
            ["until"] = today.AddDays(20).ToString("O", CultureInfo.InvariantCulture),
            ["evidence"] = new JsonArray(asked.Must(201).Json["sha256"]!.GetValue<string>()),
        })).Must(200);

        var review = WebUtility.HtmlDecode((await office.Get($"/{path}/review", Html)).Must(200).Text);
        Assert.Equal((3, "3"), (Pieces().Count(review), Count(review)));
        Assert.Contains("request to wait on others", review, StringComparison.Ordinal);
        var listed = (await office.Get(path + "/evidence")).Must(200).Json["items"]!.AsArray();
        Assert.Equal((3, 3), (listed.Count, (await office.Get(path)).Must(200).Json["evidenceCount"]!.GetValue<int>()));
        Assert.Contains("3 pieces of evidence", await Queued(office, $"/{path}/review"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_of_imported_history_name_whom_no_account_is_behind()
    {
        using var sent = new MemoryStream((await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/evidence.xlsx?problem=1")).Must(200).Bytes);
        await using var workbook = new ZipArchive(sent);
        var texts = string.Concat(workbook.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(Text));

        Assert.Contains("年度学习安排定稿.pdf", texts, StringComparison.Ordinal);
        Assert.Contains("理论处", texts, StringComparison.Ordinal);
        Assert.DoesNotContain(">wz-theory<", texts, StringComparison.Ordinal);

        static string Text(ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }
    }

    /// <summary>What the queue says of one item, on whatever page it is: others' rows stand before it and after it, come and go.</summary>
    private static async Task<string> Queued(Api reader, string address)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            for (var no = 1; no < 100; no++)
            {
                var page = (await reader.Get($"/review?page={no}", Html)).Must(200).Text;
                if (QueueItem().Matches(page).FirstOrDefault(item => item.Value.Contains($"\"{address}\"", StringComparison.Ordinal)) is { } found)
                {
                    return found.Value;
                }

                if (!Next().IsMatch(page))
                {
                    break;
                }
            }
        }

        throw new InvalidOperationException($"{address} is on no page of the queue.");
    }

    [Fact]
    public async Task What_was_asked_for_stays_when_another_filter_is_pressed_and_a_cleared_unit_takes_its_part_along()
    {
        var list = $"/plans/{FrontDoor.Wenzhou}/measures";
        var page = (await door.Ops.Get($"{list}?unit=wz-publishing&led=true&overdue=false", Html)).Must(200).Text;

        Assert.Matches("""<input type="hidden" name="led" value="true" ?/?>""", page);
        Assert.Matches("""<option value="false" selected""", page);
        Assert.Equal("94", Count((await door.Ops.Get($"{list}?unit=&led=true", Html)).Must(200).Text));
    }

    [Fact]
    public async Task All_orders_are_on_some_page_and_what_waits_for_the_reader_is_on_the_first()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        using var reporter = await door.Reporter();
        for (var i = 0; i < Orders; i++)
        {
            (await office.Post($"plans/{plan}/orders", Order(i))).Must(201);
        }

        (await reporter.Post($"plans/{plan}/orders/{Orders}/answer", new JsonObject { ["text"] = "已整改" })).Must(200);

        var first = (await office.Get($"/orders?plan={plan}", Html)).Must(200).Text;
        Assert.Equal(($"{Orders}", $"{Orders}", 50), (Count(first), Listed(first)[0], Listed(first).Count));
        Assert.Contains("1–50 of", first, StringComparison.Ordinal);
        var next = WebUtility.HtmlDecode(Next().Match(first).Groups["address"].Value);
        Assert.Contains($"plan={plan}", next, StringComparison.Ordinal);
        var second = Listed((await office.Get(next, Html)).Must(200).Text);
        Assert.Equal(Enumerable.Range(1, Orders), Listed(first).Concat(second).Select(no => int.Parse(no, CultureInfo.InvariantCulture)).Order());
        Assert.Equal([$"{Orders}"], Listed((await office.Get($"/orders?plan={plan}&show=mine", Html)).Must(200).Text));
        Assert.Equal($"{Orders - 1}", Count((await reporter.Get($"/orders?plan={plan}&show=mine", Html)).Must(200).Text));
        Assert.Equal("1", Count((await reporter.Get($"/orders?plan={plan}&show=answered&page=9", Html)).Must(200).Text));
    }

    [Fact]
    public async Task An_order_tells_every_answer_and_return_and_names_its_files_measures_and_people()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        using var reporter = await door.Reporter();
        (await office.Post($"plans/{plan}/orders", Order(0))).Must(201);
        var file = await EvidenceTests.Upload(reporter, "answer of an order"u8.ToArray());
        var answer = new JsonObject
        {
            ["text"] = "第一次答复",
            ["evidence"] = new JsonArray(file.Must(201).Json["sha256"]!.GetValue<string>()),
        };
        var path = $"plans/{plan}/orders/1";
        foreach (var reason in (string[])["佐证不足", "没有说明困难"])
        {
            (await reporter.Post(path + "/answer", answer)).Must(200);
            (await office.Post(path + "/return", new JsonObject { ["reason"] = reason, ["dueInWorkingDays"] = 5 })).Must(200);
        }

        var page = WebUtility.HtmlDecode((await office.Get($"/{path}", Html)).Must(200).Text);

        foreach (var told in (string[])["佐证不足", "没有说明困难", "第一次答复", "第2条措施", "佐证.txt"])
        {
            Assert.Contains(told, page, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await office.Get(path)).Must(200).Json["returns"]!.AsArray().Count);
    }

    [Fact]
    public async Task Every_file_of_a_review_is_shown_by_report_and_what_is_new_since_the_last_decision_is_marked()
    {
        var plan = await door.Plan();
        using var office = await door.Somebody("reviewer");
        using var leader = await door.Somebody("leader", leaders: [SmallPlan.Leader]);
        using var reporter = await door.Reporter();
        var path = $"plans/{plan}/measures/2";
        for (var i = 0; i < 2; i++)
        {
            (await reporter.Post(path + "/reports", await Report(reporter, 27, i))).Must(200);
        }

        await Request("处长");
        (await leader.Post(path + "/sign-off/review", await Decision("return", "材料不全"))).Must(200);
        (await reporter.Post(path + "/reports", await Report(reporter, 1, 2))).Must(200);
        await Request("副处长");

        var first = WebUtility.HtmlDecode((await leader.Get($"/{path}/review", Html)).Must(200).Text);
        Assert.Equal(("55", 1), (Count(first), New().Count(first)));
        Assert.Contains("材料不全", first, StringComparison.Ordinal);
        Assert.Contains("<del>处长</del>", first, StringComparison.Ordinal);
        var second = WebUtility.HtmlDecode((await leader.Get($"/{path}/review?files=2", Html)).Must(200).Text);
        Assert.Equal(55, Pieces().Count(first) + Pieces().Count(second));

        async Task Request(string person) => (await reporter.Post(path + "/sign-off",
            new JsonObject { ["person"] = person, ["act"] = "印发文件", ["result"] = "全部整改" })).Must(200);

        async Task<JsonObject> Decision(string decision, string reason) => new()
        {
            ["decision"] = decision,
            ["reason"] = reason,
            ["fingerprint"] = (await leader.Get(path)).Must(200).Json["signOff"]!["fingerprint"]!.GetValue<string>(),
        };
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_what_is_and_a_grid_without_a_plan_leads_to_where_one_is_chosen()
    {
        var missing = (await door.Ops.Get("/plans/nowhere/measures", Html)).Must(404).Text;

        Assert.Contains("href=\"/orders\"", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("granted by ops", missing, StringComparison.Ordinal);
        Assert.Equal("/tasks", (await door.Ops.Get("/report/bulk", Html)).Must(302).Headers.Location!.OriginalString);
    }

    private static readonly (string, string) Html = ("Accept", "text/html");

    private static JsonObject Order(int i) => new()
    {
        ["unit"] = SmallPlan.Lead,
        ["measures"] = new JsonArray(2),
        ["demand"] = $"说明整改进度（{i}）",
        ["dueInWorkingDays"] = 1 + (i % 20),
    };

    private static async Task<JsonObject> Report(Api reporter, int files, int mark)
    {
        var evidence = new JsonArray();
        for (var i = 0; i < files; i++)
        {
            var file = await EvidenceTests.Upload(reporter, System.Text.Encoding.UTF8.GetBytes($"file {mark} {i} {Guid.NewGuid()}"));
            evidence.Add(file.Must(201).Json["sha256"]!.GetValue<string>());
        }

        return new() { ["unit"] = SmallPlan.Lead, ["percent"] = 100, ["note"] = $"第 {mark} 次", ["evidence"] = evidence };
    }

    private static IReadOnlyList<(string Address, string Number)> Numbers(string page) =>
    [
        .. Link().Matches(Body().Match(page).Value)
            .Select(link => (WebUtility.HtmlDecode(link.Groups["address"].Value), Tag().Replace(link.Groups["text"].Value, "").Trim()))
            .Where(link => link.Item2.Length > 0 && link.Item2.All(char.IsAsciiDigit) && List().IsMatch(link.Item1)),
    ];

    private static string Count(string page) => Counted().Match(page).Groups["count"].Value;

    private static IReadOnlyList<string> Listed(string page) => [.. OrderRow().Matches(page).Select(row => row.Groups["no"].Value)];

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("<a\\b[^>]*href=\"(?<address>[^\"]+)\"[^>]*>(?<text>.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("/(measures|problems|institutions)(\\?|$)")]
    private static partial Regex List();

    [GeneratedRegex("data-count[^>]*>(?<count>\\d+)<")]
    private static partial Regex Counted();

    [GeneratedRegex("data-order=\"(?<no>\\d+)\"")]
    private static partial Regex OrderRow();

    [GeneratedRegex("rel=\"next\" href=\"(?<address>[^\"]+)\"")]
    private static partial Regex Next();

    [GeneratedRegex("<li>.*?</li>", RegexOptions.Singleline)]
    private static partial Regex QueueItem();

    [GeneratedRegex("<span class=\"seen\">.*?</span>", RegexOptions.Singleline)]
    private static partial Regex Seen();

    [GeneratedRegex("class=\"reviewed new\"")]
    private static partial Regex New();

    [GeneratedRegex("<figure class=\"piece\"")]
    private static partial Regex Pieces();
}
