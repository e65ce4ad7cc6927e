using System.Globalization;
using System.IO.Pipelines;
using Rectification.Backups;

namespace Rectification.Cli;

/// <summary>Backups from stores to files, from files to stores, and straight from one store to another.</summary>
internal static class Copying
{
    /// <summary>Bytes under way between a store that is read and one that is filled.</summary>
    private const int PipeBytes = 4 * 1024 * 1024;

    private const int FileBufferBytes = 256 * 1024;

    /// <summary>Writes a backup of a store.</summary>
    public static async Task Write(Source source, BackupWriter writer, CancellationToken cancellation)
    {
        await using (var snapshot = await source.Open(cancellation))
        {
            await writer.Write(snapshot, source.ServiceId, TimeProvider.System, cancellation);
        }

        await writer.WriteEvidence(source.OpenEvidence, cancellation);
    }

    /// <summary>Looks a file through, and hands it over where a target is given.</summary>
    public static async Task<BackupReader> Read(FileInfo file, string title, Func<BackupReader, Task<IStoreFilling>> open, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, FileBufferBytes, useAsync: true);
        await using var reader = await BackupReader.Open(stream, cancellation);
        await using var target = await open(reader);
        await ProgressView.Show(title, () => reader.Header, () => reader.Counts, () => reader.CopyTo(target, cancellation));
        return reader;
    }

    /// <summary>From store to store, through everything a backup checks.</summary>
    public static async Task<BackupReader> Pipe(Source source, IStoreFilling target, CancellationToken cancellation)
    {
        var pipe = new Pipe(new(pauseWriterThreshold: PipeBytes, resumeWriterThreshold: PipeBytes / 2));
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var writing = Fill(pipe.Writer, source, broken.Token);
        BackupReader? reader = null;
        await ProgressView.Show("搬迁 moving", () => reader?.Header, () => reader?.Counts, async () =>
        {
            try
            {
                await using var stream = pipe.Reader.AsStream();
                await using var opened = reader = await BackupReader.Open(stream, broken.Token);
                await reader.CopyTo(target, broken.Token);
            }
            catch
            {
                await broken.CancelAsync();

                // What is wrong with the source is the cause, where something is.
                await writing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                if (writing.Exception?.InnerException is { } cause and not OperationCanceledException)
                {
                    throw cause;
                }

                throw;
            }
        });
        await writing;
        return reader!;
    }

    /// <summary>Counts in both languages.</summary>
    public static string Sentence(BackupCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"方案 {counts.Plans}、数据行 {counts.Rows}、提醒 {counts.Reminders}、佐证 {counts.Evidence} 件（{counts.EvidenceBytes} 字节）\n"
            + $"plans {counts.Plans}, rows {counts.Rows}, reminders {counts.Reminders}, evidence {counts.Evidence} ({counts.EvidenceBytes} bytes)");

    /// <summary>What a source lacks is said, and makes the command's end a bad one.</summary>
    public static int End(BackupCounts counts)
    {
        Console.WriteLine(Sentence(counts));
        if (counts.Missing == 0)
        {
            return ExitCodes.Done;
        }

        Console.Error.WriteLine($"注意：来源中有 {counts.Missing} 件已登记的佐证材料缺失或损坏，未包含在内，其余完整。 "
            + $"Mind: {counts.Missing} files of evidence that the rows name are missing or damaged at the source and are not in it; the rest is whole.");
        return ExitCodes.Refused;
    }

    private static async Task Fill(PipeWriter pipe, Source source, CancellationToken cancellation)
    {
        // Off the caller's thread: a store that is read without waiting would keep it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using (var stream = pipe.AsStream(leaveOpen: true))
            await using (var writer = new BackupWriter(stream, BackupWriter.Serializer()))
            {
                await Write(source, writer, cancellation);
            }

            await pipe.CompleteAsync();
        }
        catch (Exception problem)
        {
            await pipe.CompleteAsync(problem);
            throw;
        }
    }
}
