using System.Text.Json.Nodes;

namespace Rectification.Tests.Chaos.Campaign;

internal enum Act
{
    Claim,
    Report,
    Confirm,
}

/// <summary>What came of a command, as far as its sender knows.</summary>
internal enum Fate
{
    /// <summary>Sent, but no answer told what came of it.</summary>
    Open,
    Acknowledged,

    /// <summary>Every answer refused it, the last one with nothing else of it under way.</summary>
    Refused,
}

/// <summary>A command with its id, as its sender remembers it.</summary>
internal sealed class SentCommand(string id, int account, int measure, Act act, string unit, int percent)
{
    private readonly Lock _lock = new();

    public string Id => id;

    /// <summary>Which of the accounts sends it.</summary>
    public int Account => account;

    public int Measure => measure;

    public Act Act => act;

    public string Unit => unit;

    public int Percent => percent;

    public Fate Fate { get; private set; }

    /// <summary>The version the first acknowledgement named; every other must name the same.</summary>
    public long Version { get; private set; }

    public string Path(string plan) => $"plans/{plan}/measures/{measure}/" + act switch
    {
        Act.Claim => "claim",
        Act.Report => "reports",
        Act.Confirm => "confirmations",
        _ => throw new InvalidOperationException(),
    };

    public JsonObject Body() => act == Act.Report
        ? new() { ["unit"] = unit, ["percent"] = percent, ["note"] = $"进展 {id}", ["correction"] = "按实际情况更正" }
        : new() { ["unit"] = unit };

    public void Acknowledge(long version)
    {
        lock (_lock)
        {
            if (Fate == Fate.Acknowledged && Version != version)
            {
                throw new InvalidOperationException($"{id} was acknowledged as version {Version} and as {version}.");
            }

            (Fate, Version) = (Fate.Acknowledged, version);
        }
    }

    public void Refuse()
    {
        lock (_lock)
        {
            if (Fate == Fate.Acknowledged)
            {
                throw new InvalidOperationException($"{id} was acknowledged as version {Version} and refused later.");
            }

            Fate = Fate.Refused;
        }
    }
}
