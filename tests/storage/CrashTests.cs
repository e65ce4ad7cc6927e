using System.Diagnostics;
using System.Globalization;
using Rectification.Storage.Sqlite;

namespace Rectification.Tests.Storage;

/// <summary>A real second process writes and is killed in the middle of it.</summary>
public sealed class CrashTests : IDisposable
{
    internal const string ChildPath = "RECTIFICATION_TEST_WRITER_PATH";
    private const string State = "sample-v1";
    private const int Writers = 16;

    private readonly Folder _folder = new();
    private readonly List<Process> _children = [];

    public void Dispose()
    {
        foreach (var child in _children)
        {
            child.Kill();
            child.WaitForExit();
            child.Dispose();
        }
        _folder.Dispose();
    }

    [Fact]
    public async Task After_kill_9_everything_acknowledged_is_there_and_the_file_is_free()
    {
        for (var round = 0; round < 3; round++)
        {
            var child = Start();
            var acknowledged = await KillAfterAsync(child, 2_000);
            await using var storage = await SqliteStore.OpenAsync(_folder.File(), Services.Instance);
            for (var writer = 0; writer < Writers; writer++)
            {
                var slot = new Slot();
                await storage.ReadStateAsync(State, Id(writer), slot);
                Assert.True(slot.State.Number >= acknowledged[writer], $"writer {writer}: {slot.State.Number} stored, {acknowledged[writer]} acknowledged");
            }
        }
    }

    [Fact]
    public async Task A_second_process_on_the_file_is_refused()
    {
        var child = Start();
        await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().InTime();
        await Assert.ThrowsAsync<StoreInUseException>(() => SqliteStore.OpenAsync(_folder.File(), Services.Instance));
    }

    /// <summary>What the second process does: writes, and says what was acknowledged, until it is killed.</summary>
    internal static async Task WriteForeverAsync(string path)
    {
        await using var storage = await SqliteStore.OpenAsync(path, Services.Instance, options => options.CheckpointPages = 200);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            var slot = new Slot();
            await storage.ReadStateAsync(State, Id(writer), slot);
            slot.State.Bytes = new byte[2_000];
            while (true)
            {
                slot.State.Number++;
                await storage.WriteStateAsync(State, Id(writer), slot);
                Console.Out.WriteLine($"{writer} {slot.State.Number}");
            }
        }));
    }

    private static GrainId Id(int writer) => GrainId.Create("sample", $"w-{writer}");

    private static async Task<int[]> KillAfterAsync(Process child, int lines)
    {
        var acknowledged = new int[Writers];
        for (var seen = 0; await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().InTime() is { } line; seen++)
        {
            // The kill may cut the last line short.
            if (line.Split(' ') is [var writer, var number] && seen <= lines)
                acknowledged[int.Parse(writer, CultureInfo.InvariantCulture)] = int.Parse(number, CultureInfo.InvariantCulture);
            if (seen == lines)
                child.Kill();
        }
        await child.WaitForExitAsync(TestContext.Current.CancellationToken).InTime();
        return acknowledged;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CrashTests).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment[ChildPath] = _folder.File();
        var child = Process.Start(start)!;
        _children.Add(child);
        return child;
    }
}
