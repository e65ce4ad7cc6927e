using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>What broken uploads leave is removed when it is old; nothing else is.</summary>
public sealed class UploadSweepTests
{
    [Fact]
    public async Task Half_uploads_older_than_a_day_are_swept_at_the_start_and_nothing_else_is()
    {
        using var folder = new DataFolder();
        var incoming = Directory.CreateDirectory(Path.Combine(folder.Path, "evidence", "incoming")).FullName;
        var complete = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "evidence", "ab")).FullName, new string('c', 62));
        var (old, fresh) = (Path.Combine(incoming, "old"), Path.Combine(incoming, "fresh"));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var (path, age) in new[] { (old, 25), (fresh, 23), (complete, 1_000) })
        {
            await File.WriteAllBytesAsync(path, [1], TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(path, now.AddHours(-age));
        }

        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none", "--Evidence:MaxBytes", "2000");

        await Until.True(() => Task.FromResult(!File.Exists(old)), TimeSpan.FromMinutes(2), "the old half upload is gone");
        Assert.True(File.Exists(fresh) && File.Exists(complete));
        using var ops = Api.Ops(port);
        Assert.Equal("body.too-large", (await EvidenceTests.Upload(ops, Encoding.UTF8.GetBytes(new string('a', 2_001)))).Must(413).Code);
        (await EvidenceTests.Upload(ops, Encoding.UTF8.GetBytes(new string('a', 2_000)))).Must(201);
        await Until.True(() => Task.FromResult(Directory.EnumerateFiles(incoming).SequenceEqual([fresh])), TimeSpan.FromMinutes(2), "nothing is left of it");
    }
}
