using System.Diagnostics;
using System.Text;

namespace Rectification.Tests.Support;

/// <summary>Waits for processes, never without an end: one that does not end is ended, and what it has said is told.</summary>
internal static class ProcessPatience
{
    /// <summary>What a program of these tests takes on a machine that others load as well, many times over.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    /// <summary>Waits for its end and for the end of what it says, where somebody listens by events.</summary>
    public static async Task UntilEnded(this Process process, Func<string> said, TimeSpan? patience = null)
    {
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(patience ?? Usual, TestContext.Current.CancellationToken);
        }
        catch (Exception problem) when (problem is TimeoutException or OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Called(process)} did not end within {patience ?? Usual}. It said:\n{said()}", problem);
        }
    }

    /// <summary>Reads all it says, of which it must have redirected both streams, and waits for its end.</summary>
    /// <returns>What it wrote to its output and then to its errors.</returns>
    public static async Task<(string Output, string Errors)> ReadToEnd(this Process process, TimeSpan? patience = null)
    {
        var (output, errors) = (new Heard(process.StandardOutput), new Heard(process.StandardError));
        await process.UntilEnded(() => output.Text + errors.Text, patience);
        await Task.WhenAll(output.Read, errors.Read).WaitAsync(patience ?? Usual, TestContext.Current.CancellationToken);
        return (output.Text, errors.Text);
    }

    private static string Called(Process process) => $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}";

    /// <summary>A stream that is read as it comes, so that what was said so far can be told at any time.</summary>
    private sealed class Heard
    {
        private readonly StringBuilder _text = new();

        public Heard(StreamReader reader) => Read = Task.Run(async () =>
        {
            var buffer = new char[4_096];
            for (int count; (count = await reader.ReadAsync(buffer)) > 0;)
            {
                lock (_text)
                {
                    _text.Append(buffer, 0, count);
                }
            }
        });

        public Task Read { get; }

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }
    }
}
