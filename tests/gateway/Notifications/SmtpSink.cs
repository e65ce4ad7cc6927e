using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rectification.Tests.Gateway.Notifications;

/// <summary>A letter as it came over the line.</summary>
internal sealed record Mail(string From, string To, string Data)
{
    public string Header(string name) => Unfolded().Split("\r\n\r\n")[0].Split("\r\n")
        .Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    /// <summary>The text, whichever way it was encoded.</summary>
    public string Text()
    {
        var body = Data[(Data.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var encoding = Header("Content-Transfer-Encoding");
        Assert.Equal("base64", encoding);
        return Encoding.UTF8.GetString(Convert.FromBase64String(body));
    }

    private string Unfolded() => Data.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
}

/// <summary>A small SMTP server on the loopback address: takes letters, or refuses as the test wants.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    public SmtpSink()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<Mail> Got { get; } = new();

    /// <summary>The answer to RCPT TO, by how many letters were begun (from 1) and the address.</summary>
    public Func<int, string, string> Answer { get; set; } = (_, _) => "250 OK";

    private int _begun;

    public Task GotAre(int count) => Until.True(() => Task.FromResult(Got.Count >= count), Patience, () => $"{count} letters; {Got.Count} came");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task Accept()
    {
        while (true)
        {
            try
            {
                _ = Talk(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        var (from, to) = ("", "");
        while (await reader.ReadLineAsync() is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "MAIL":
                    from = Address(line);
                    break;
                case "RCPT":
                    to = Address(line);
                    await writer.WriteLineAsync(Answer(Interlocked.Increment(ref _begun), to));
                    continue;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    Got.Enqueue(new(from, to, await Data(reader)));
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
            }

            await writer.WriteLineAsync("250 OK");
        }
    }

    private static async Task<string> Data(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return data.ToString();
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
