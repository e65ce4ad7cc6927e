using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>A Monday at eight by a clock that runs a minute a second, so that the plan's reminder comes after it: every outlet shows what was frozen.</summary>
public sealed class DigestTests
{
    private const int Speed = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset Monday = new(2026, 3, 9, 8, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task What_was_frozen_on_Monday_is_the_same_at_every_outlet_for_those_who_see_the_whole_plan()
    {
        await using var gateway = await TimelyGateway.Before(Monday, Speed, TimeSpan.FromSeconds(30), "weekly", Import, "--Seed", "none");
        var port = gateway.Port;
        using var ops = Api.Ops(port);
        using var office = new Api(port, await ops.Account("office", ["reviewer"]));
        using var reporter = new Api(port, await ops.Account("lead", ["reporter"], [SmallPlan.Lead]));
        using var anybody = new Api(port, await ops.Account("anybody", ["public"]));

        await Until.True(
            async () => (await office.Get("plans/weekly/digests")).Must(200).Json["items"]!.AsArray().Count == 1, Patience, "the digest is frozen");
        var list = (await office.Get("plans/weekly/digests")).Must(200).Json;
        var entry = list["items"]![0]!;
        Assert.Equal(("2026-03-09", "2026-03-09T08:00:00+08:00"), (entry["period"]!.GetValue<string>(), entry["to"]!.GetValue<string>()));
        Assert.Equal("2026-03-16T08:00:00+08:00", list["next"]!["moment"]!.GetValue<string>());

        var bytes = (await office.Get("plans/weekly/digests/2026-03-09.json")).Must(200).Bytes;
        var hash = entry["sha256"]!.GetValue<string>();
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var shown = (await office.Get("plans/weekly/digests/2026-03-09")).Must(200).Json;
        Assert.Equal(hash, shown["entry"]!["sha256"]!.GetValue<string>());
        Assert.Equal(
            JsonNode.Parse(bytes)!["headline"]!["measures"]!.ToJsonString(), shown["digest"]!["headline"]!["measures"]!.ToJsonString());
        var sheets = Texts((await office.Get("plans/weekly/digests/2026-03-09.xlsx")).Must(200).Bytes);
        var page = (await office.Get("/plans/weekly/digests/2026-03-09")).Must(200).Text;
        var taken = (await office.Post("plans/weekly/papers", new JsonObject { ["kind"] = "digest", ["subject"] = 20260309 })).Must(201).Json;
        var paper = PaperTests.Words((await office.Get("plans/weekly/digests/2026-03-09.docx")).Must(200).Bytes);
        Assert.All([hash, entry["root"]!.GetValue<string>(), taken["label"]!.GetValue<string>(), "0.00%"],
            part => Assert.Contains(paper, line => line.Contains(part, StringComparison.Ordinal)));
        Assert.Equal(1, JsonNode.Parse(bytes)!["forecastModel"]!.GetValue<int>());
        Assert.All([hash, entry["root"]!.GetValue<string>(), "市委第四巡察组", "任务清单"], part => Assert.True(
            sheets.Contains(part, StringComparison.Ordinal) && page.Contains(part, StringComparison.Ordinal)));
        Assert.All(["市委第四巡察组", "任务清单", "不超过3项", "2项", "100.00%"], part => Assert.Contains(part, paper));
        Assert.Equal((2, true), (shown["digest"]!["figures"]![0]!["value"]!.GetValue<int>(), shown["digest"]!["figures"]![0]!["holds"]!.GetValue<bool>()));
        Assert.Contains("0.00%", sheets, StringComparison.Ordinal);
        (await office.Get("/plans/weekly/digests")).Must(200);

        var recount = (await office.Post("plans/weekly/digests/2026-03-09/recount", new JsonObject())).Must(200).Json;
        Assert.Equal((true, "[]"), (recount["bytesMatch"]!.GetValue<bool>(), recount["differences"]!.ToJsonString()));
        await Until.True(
            async () => (await office.Get("me/inbox")).Must(200).Text.Contains(hash, StringComparison.Ordinal), Patience, "the office is told, with the hash");
        Assert.Contains("1/1 figures hold", (await office.Get("me/inbox")).Must(200).Text, StringComparison.Ordinal);

        foreach (var path in new[] { "", "/2026-03-09", "/2026-03-09.json", "/2026-03-09.xlsx", "/2026-03-09.docx" })
        {
            Assert.Equal((403, 403), ((await reporter.Get("plans/weekly/digests" + path)).Status, (await anybody.Get("plans/weekly/digests" + path)).Status));
        }

        (await reporter.Get("/plans/weekly/digests/2026-03-09")).Must(403);
        Assert.Equal("digest.unknown", (await office.Get("plans/weekly/digests/2026-03-10")).Must(404).Code);
        Assert.Equal("digest.unknown", (await office.Get("plans/weekly/digests/monday")).Must(404).Code);
    }

    private static async Task Import(TimelyGateway gateway)
    {
        using var ops = Api.Ops(gateway.Port);
        var document = SmallPlan.Of("weekly");
        document["rules"] = new JsonObject { ["digest"] = new JsonObject { ["rankFrom"] = 1 }, ["percentDecimals"] = 2 };
        document["problems"]![0]!["source"] = "市委第四巡察组";
        document["figures"] = new JsonObject { ["tasks"] = 3 };
        document["figureSources"] = new JsonObject
        {
            ["tasks"] = new JsonObject
            {
                ["what"] = "任务清单",
                ["unit"] = "项",
                ["bound"] = "atMost",
                ["from"] = new JsonObject { ["count"] = "measures" },
            },
        };
        (await ops.Post("plans", document)).Must(201);
    }

    /// <summary>The texts of all sheets.</summary>
    private static string Texts(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        var text = new StringBuilder();
        foreach (var sheet in zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(sheet.Open());
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }
}
