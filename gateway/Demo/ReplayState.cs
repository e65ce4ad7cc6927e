namespace Rectification.Gateway.Demo;

/// <summary>Where a replay is.</summary>
internal sealed record ReplayState
{
    /// <summary>What the clock shows, with the offset of the plan's time zone.</summary>
    public required DateTimeOffset At { get; init; }
    public required DateOnly Day { get; init; }
    public required DateOnly FirstDay { get; init; }
    public required DateOnly LastDay { get; init; }

    /// <summary>Whether time passes, or it is on its way to a day.</summary>
    public required bool Runs { get; init; }

    /// <summary>Days of the clock per real second, when it runs.</summary>
    public required double DaysASecond { get; init; }

    /// <summary>Whether every past command is in.</summary>
    public required bool IsTold { get; init; }

    /// <summary>Past commands handed in so far.</summary>
    public required int Applied { get; init; }

    /// <summary>How many of them were refused, because a visitor had changed the measure meanwhile.</summary>
    public required int Refused { get; init; }

    /// <summary>How many past commands there are.</summary>
    public required int Commands { get; init; }
}
