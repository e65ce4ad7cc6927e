using System.Collections.Concurrent;
using Rectification.Gateway.Auth;

namespace Rectification.Gateway.Ledgers;

/// <summary>Where a file that is made for somebody stands.</summary>
internal enum ExportState
{
    /// <summary>Being made.</summary>
    Making = 0,

    /// <summary>Made, and on its way.</summary>
    Made = 1,

    /// <summary>It was not made; the answer to the request says why.</summary>
    Failed = 2,

    /// <summary>Nothing is known of it here: it has not begun, was forgotten, or is made by another gateway.</summary>
    Unknown = 3,
}

/// <summary>导出进度：what a page shows while a long file is made.</summary>
internal sealed record ExportView
{
    public required ExportState State { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Percent { get; init; }

    /// <summary>Rows that were read so far.</summary>
    public required int Rows { get; init; }

    /// <summary>Why it was not made, in the words of the product.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>How far one file is.</summary>
internal sealed class ExportProgress
{
    /// <summary>Reading takes longer than writing what was read.</summary>
    private const int ReadingPercent = 60;
    private const int WritingPercent = 99 - ReadingPercent;

    private volatile ExportView _view = new() { State = ExportState.Making, Percent = 0, Rows = 0 };

    public ExportView View => _view;

    /// <summary>When it ended; for who forgets it.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>So many rows were read, the last of them at this place among so many.</summary>
    public void Read(int rows, int place, int places) =>
        _view = _view with { Rows = rows, Percent = (int)(ReadingPercent * Math.Min(1, (double)place / Math.Max(1, places))) };

    /// <summary>So many of the rows to be written are.</summary>
    public void Written(long rows, long of) => _view = _view with { Percent = ReadingPercent + (int)(WritingPercent * rows / Math.Max(1, of)) };

    public void Made(DateTimeOffset at) => End(_view with { State = ExportState.Made, Percent = 100 }, at);

    public void Failed(DateTimeOffset at, Refusal? refusal) => End(_view with { State = ExportState.Failed, Refusal = refusal }, at);

    private void End(ExportView view, DateTimeOffset at) => (_view, EndedAt) = (view, EndedAt ?? at);
}

/// <summary>The files that are made at this gateway, each under the name its account gave it; soon after the end it is forgotten.</summary>
internal sealed class ExportsUnderWay([FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<(string Account, string Id), ExportProgress> _known = new();

    /// <summary>Notes one that begins; without a name nobody asks for it.</summary>
    public ExportProgress Begin(Caller caller, string? id)
    {
        var old = clock.GetUtcNow() - Kept;
        foreach (var (key, known) in _known)
        {
            if (known.EndedAt < old)
            {
                _known.TryRemove(key, out _);
            }
        }

        var progress = new ExportProgress();
        return id is null ? progress : _known[(caller.Actor.Account, id)] = progress;
    }

    public ExportView Of(Caller caller, string id) =>
        _known.GetValueOrDefault((caller.Actor.Account, id))?.View ?? new() { State = ExportState.Unknown, Percent = 0, Rows = 0 };
}
