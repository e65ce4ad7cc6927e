using System.Net;
using System.Net.Sockets;

namespace Rectification.Tests.Storage.Support;

/// <summary>A wire to a server on this machine that can be cut: before a request gets through, or after it, so that only its answer is lost.</summary>
internal sealed class BrokenWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly List<Socket> _open = [];
    private readonly Lock _gate = new();
    private readonly Task _accepting;
    private Cut _next;

    private enum Cut
    {
        None,
        Request,
        Answer,
    }

    /// <param name="server">Port of the server.</param>
    public BrokenWire(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next request never arrives; its connection ends.</summary>
    public void LoseNextRequest() => Arm(Cut.Request);

    /// <summary>The next request arrives and is carried out; its connection ends before the answer.</summary>
    public void LoseNextAnswer() => Arm(Cut.Answer);

    /// <summary>Ends every connection there is, whatever is under way.</summary>
    public void CutAll()
    {
        lock (_gate)
        {
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        CutAll();
        await _accepting;
        _end.Dispose();
    }

    private void Arm(Cut cut)
    {
        lock (_gate)
            _next = cut;
    }

    private Cut Take()
    {
        lock (_gate)
            return (_next, _next = Cut.None).Item1;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Serve(await _listener.AcceptSocketAsync(_end.Token));
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        lock (_gate)
            _open.AddRange([client, server]);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
            var loseAnswer = new StrongBox();
            await Task.WhenAny(Carry(client, server, _ => Lost(loseAnswer)), Carry(server, client, _ => loseAnswer.Value));
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // A cut, or a server that is not there.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
        }
    }

    private bool Lost(StrongBox loseAnswer)
    {
        var cut = Take();
        loseAnswer.Value |= cut == Cut.Answer;
        return cut == Cut.Request;
    }

    /// <summary>Carries bytes until there are no more, or until some are to be lost.</summary>
    private async Task Carry(Socket from, Socket to, Func<int, bool> isLost)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var read && !isLost(read))
        {
            for (var sent = 0; sent < read;)
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _end.Token);
        }
    }

    private sealed class StrongBox
    {
        public volatile bool Value;
    }
}
