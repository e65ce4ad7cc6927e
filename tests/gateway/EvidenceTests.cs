using System.Security.Cryptography;
using System.Text;
using Rectification.Tests.Support;

namespace Rectification.Tests.Gateway;

public sealed class EvidenceTests(FrontDoor door)
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes("<script>alert('佐证')</script>");

    [Fact]
    public async Task Evidence_comes_back_byte_for_byte_as_an_attachment_that_no_browser_shows()
    {
        using var reporter = await door.Reporter();

        var stored = (await Upload(reporter, Page)).Must(201).Json;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Page));
        Assert.Equal((hash, Page.Length), (stored["sha256"]!.GetValue<string>(), stored["size"]!.GetValue<int>()));
        var file = (await reporter.Get($"evidence/{hash}")).Must(200);
        Assert.Equal(Page, file.Bytes);
        Assert.Equal(("attachment", "application/octet-stream"), (file.ContentHeaders.ContentDisposition!.DispositionType, file.ContentHeaders.ContentType!.MediaType));
        Assert.Equal(["nosniff"], file.Headers.GetValues("X-Content-Type-Options"));
        (await Upload(reporter, Page)).Must(201);
    }

    [Fact]
    public async Task Evidence_nobody_uploaded_is_not_found()
    {
        Assert.Equal("evidence.unknown", (await door.Ops.Get("evidence/" + new string('a', 64))).Must(404).Code);
        (await door.Ops.Get("evidence/..%2f..%2frectification.db")).Must(404);
    }

    [Fact]
    public async Task A_form_without_a_file_is_refused()
    {
        using var reporter = await door.Reporter();
        using var form = new MultipartFormDataContent { { new StringContent("text"), "note" } };

        Assert.Equal("evidence.file-missing", (await reporter.Send(HttpMethod.Post, "evidence", form)).Must(422).Code);
    }

    internal static async Task<Answer> Upload(Api somebody, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "佐证.html" } };
        return await somebody.Send(HttpMethod.Post, "evidence", form);
    }
}
