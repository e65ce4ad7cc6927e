using System.Text;

namespace Rectification.Tests.Gateway.Access;

/// <summary>One kind of caller, with a file it has uploaded itself, if it may.</summary>
internal sealed record Caller(string Name, Api Api, string Evidence);

/// <summary>Every kind of caller: each role, unbound and bound to units or leaders that have, and have not, to do with what is asked about.</summary>
internal sealed class Callers : IDisposable
{
    public const string OtherUnit = "u-other";
    public const string OtherLeader = "leader-2";

    private readonly List<Caller> _all = [];

    public IReadOnlyList<Caller> All => _all;

    public static async Task<Callers> Of(FrontDoor door)
    {
        var callers = new Callers();
        await callers.Add("stranger", door.AnotherStranger());
        await callers.Add("badKey", door.With("rk_ops_" + new string('A', 43)));
        foreach (var (name, role, units, leaders) in Kinds)
        {
            await callers.Add(name, await door.Somebody(role, units, leaders));
        }

        return callers;
    }

    public void Dispose() => _all.ForEach(caller => caller.Api.Dispose());

    private async Task Add(string name, Api api)
    {
        var upload = await EvidenceTests.Upload(api, Encoding.UTF8.GetBytes($"{name} 的佐证材料"));
        _all.Add(new(name, api, upload.Status is 200 or 201 ? upload.Json["sha256"]!.GetValue<string>() : AccessQuestions.Unknown));
    }

    private static readonly (string Name, string Role, string[]? Units, string[]? Leaders)[] Kinds =
    [
        ("public", "public", null, null),
        ("reporter@lead", "reporter", [SmallPlan.Lead], null),
        ("reporter@supporting", "reporter", [SmallPlan.Supporting], null),
        ("reporter@other", "reporter", [OtherUnit], null),
        ("leader", "leader", null, [SmallPlan.Leader]),
        ("leader@other", "leader", [OtherUnit], [OtherLeader]),
        ("reviewer", "reviewer", null, null),
        ("reviewer@lead", "reviewer", [SmallPlan.Lead], null),
        ("reviewer@other", "reviewer", [OtherUnit], null),
        ("auditor", "auditor", null, null),
        ("auditor@other", "auditor", [OtherUnit], null),
        ("ops", "ops", null, null),
    ];
}
