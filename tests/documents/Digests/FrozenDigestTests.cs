using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Rectification.Digests;
using Rectification.Documents.Digests;
using Rectification.Papers;
using Rectification.Tests.Documents.Papers;

namespace Rectification.Tests.Documents.Digests;

/// <summary>What was frozen stays what it is: digests from before there were sources and figures, and those of today.</summary>
public sealed class FrozenDigestTests
{
    [Fact]
    public async Task One_from_before_there_were_sources_and_figures_is_read_byte_for_byte_and_says_nothing_of_them()
    {
        var frozen = await File.ReadAllBytesAsync(Given("frozen-before-sources.json"), TestContext.Current.CancellationToken);

        var digest = Read(frozen);

        Assert.Equal(Encoding.UTF8.GetString(frozen), Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(digest, DigestJson.Canonical.Digest)));
        Assert.Equal((null, null, 6L), (digest.Sources, digest.Figures, digest.Categories.Sum(part => part.Total)));
        Assert.Empty(DigestPaper.Of(digest, "0", number: null).Rows["figures"]);
        Assert.DoesNotContain("量化数字", await Sheets(digest), StringComparison.Ordinal);
        Assert.Contains("资金未到位", await Sheets(digest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shares_of_the_sources_make_a_hundred_and_figures_are_written_as_the_page_writes_them()
    {
        var old = Read(await File.ReadAllBytesAsync(Given("frozen-before-sources.json"), TestContext.Current.CancellationToken));
        var digest = old with
        {
            Sources =
            [
                new() { Source = "巡视反馈", Problems = 1, Done = 0, Total = 1 }, new() { Together = 7, Problems = 1, Done = 0, Total = 1 },
                new() { Problems = 1, Done = 0, Total = 1 },
            ],
            Figures =
            [
                new()
                {
                    Name = "vouchers", What = "消费券", Unit = "元", Stated = 80_000_000, Bound = Rectification.Figures.Bound.Over, Value = 81_250_000,
                    Before = 0, Holds = true,
                },
                new()
                {
                    Name = "share", Unit = "%", Stated = 60, Bound = Rectification.Figures.Bound.AtMost, Value = 56.503513m, Text = "56.5%", Holds = true,
                },
            ],
        };

        var paper = DigestPaper.Of(digest, "0", number: null);
        Assert.Equal(["33.4%", "33.3%", "33.3%"], paper.Rows["sources"].Select(row => row["sources.share"]));
        Assert.Equal(["巡视反馈", "其他 7 个来源", "未注明来源"], paper.Rows["sources"].Select(row => row["sources.title"]));
        Assert.Equal(
            [("消费券", "超8000万元", "8125万元", "0元", "相符"), ("share", "不超过60%", "56.5%", "尚无", "相符")],
            paper.Rows["figures"].Select(row =>
                (row["figures.what"], row["figures.stated"], row["figures.value"], row["figures.before"], row["figures.holds"])));
        var words = string.Join('\n', PaperFiles.Words(PaperFiles.Fill(PaperKind.Digest, paper)));
        var sheets = await Sheets(digest);
        Assert.All(["8125万元", "其他 7 个来源", "56.5%", "33.4%"], text =>
        {
            Assert.Contains(text, words, StringComparison.Ordinal);
            Assert.Contains(text, sheets, StringComparison.Ordinal);
        });
    }

    private static Digest Read(byte[] frozen) => JsonSerializer.Deserialize(frozen, DigestJson.Canonical.Digest)!;

    private static async Task<string> Sheets(Digest digest)
    {
        var stream = new MemoryStream();
        await DigestWorkbook.Write(stream, digest, "0", TestContext.Current.CancellationToken);
        using var zip = new ZipArchive(stream);
        var text = new StringBuilder();
        foreach (var part in zip.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(part.Open());
            text.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        return text.ToString();
    }

    private static string Given(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "given", file);
}
