using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Rectification.Tests.Support.Cluster;

/// <summary>A line between a program and its database that can be cut, kept cut, and made slow.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Socket, byte> _open = [];
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly Task _accepting;
    private volatile bool _refuses;
    private long _delayTicks;

    /// <param name="target">Port on the loopback address to which everything is passed on.</param>
    public TcpProxy(int target)
    {
        Target = target;
        Port = LastingPort.Free();
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        _listener.Listen();
        _accepting = Accept();
    }

    /// <summary>Port to which connections that are opened from now on are passed on.</summary>
    public int Target { get; set; }

    /// <summary>Where it listens on the loopback address.</summary>
    public int Port { get; }

    /// <summary>How long every piece of a stream is held back, in both directions; none by default.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    /// <summary>Ends every connection at once; new ones are taken.</summary>
    public void Cut()
    {
        foreach (var socket in _open.Keys)
        {
            try
            {
                // Without a linger the peer is told by a reset, as when a line breaks.
                socket.LingerState = new(true, 0);
            }
            catch (Exception e) when (IsEnd(e))
            {
                // It ended by itself at this moment, or is not connected yet.
            }

            socket.Close();
        }
    }

    /// <summary>Ends every connection, and every new one as soon as it is made, until <see cref="Mend"/>.</summary>
    public void Break()
    {
        _refuses = true;
        Cut();
    }

    public void Mend() => _refuses = false;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Break();
        _closing.Dispose();
    }

    private async Task Accept()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptAsync(_closing.Token);
                _ = Serve(client);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Closing, or a client that was gone before it was taken.
            }
        }
    }

    private async Task Serve(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            (_open[client], _open[server]) = (0, 0);
            try
            {
                if (_refuses)
                {
                    return;
                }

                client.NoDelay = server.NoDelay = true;
                await server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Target), _closing.Token);
                await Task.WhenAny(Pump(client, server), Pump(server, client));
            }
            catch (Exception e) when (IsEnd(e))
            {
                // The server is away; the client is told by the end of its connection.
            }
            finally
            {
                _open.TryRemove(client, out _);
                _open.TryRemove(server, out _);
            }
        }
    }

    private async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, _closing.Token)) > 0)
            {
                await Until.Passed(Delay, _closing.Token);
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _closing.Token);
                }
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Cut, or one of the two is gone: so is the connection.
        }
    }

    private static bool IsEnd(Exception e) => e is SocketException or OperationCanceledException or ObjectDisposedException;
}
