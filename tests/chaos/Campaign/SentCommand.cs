namespace Rectification.Tests.Chaos.Campaign;

internal enum Act
{
    Claim,
    Report,
    Confirm,
    RequestSignOff,
    Approve,
    Reopen,
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
/// <param name="id">Its Idempotency-Key.</param>
/// <param name="account">Which of the accounts sends it.</param>
/// <param name="measure">The measure it is about.</param>
/// <param name="act">What is to be done.</param>
/// <param name="unit">For whom; for what concerns the whole measure its lead unit.</param>
/// <param name="percent">Of a report.</param>
/// <param name="proof">Of a report the evidence; of an approval the fingerprint that was seen.</param>
internal sealed class SentCommand(string id, int account, int measure, Act act, string unit, int percent = 0, string proof = "")
{
    /// <summary>The same in every copy of a command.</summary>
    private static readonly string Until = SmallPlan.InDays(365);

    private readonly Lock _lock = new();

    public string Id => id;

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
        Act.RequestSignOff => "sign-off",
        Act.Approve => "sign-off/review",
        Act.Reopen => "reopen",
        _ => throw new InvalidOperationException(),
    };

    public JsonObject Body() => act switch
    {
        Act.Report => new() { ["unit"] = unit, ["percent"] = percent, ["note"] = $"进展 {id}", ["correction"] = "按实际情况更正", ["evidence"] = new JsonArray(proof) },
        Act.RequestSignOff => new() { ["person"] = "张三", ["act"] = "已办", ["result"] = "见效", ["shortfall"] = "其余并入下一年" },
        Act.Approve => new() { ["decision"] = "approve", ["fingerprint"] = proof },
        Act.Reopen => new() { ["reason"] = "回头看发现反弹", ["until"] = Until },
        _ => new() { ["unit"] = unit },
    };

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
