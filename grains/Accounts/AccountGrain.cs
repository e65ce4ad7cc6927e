using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Plans;

namespace Rectification.Accounts;

[GenerateSerializer, Alias("account-row")]
public sealed record AccountRow
{
    [Id(0)] public AccountSpec? Spec { get; init; }
    [Id(1)] public ImmutableArray<KeyRow> Keys { get; init; } = [];
}

/// <summary>A key's hash under its label; the key itself is nowhere.</summary>
[GenerateSerializer, Immutable, Alias("key-row")]
public sealed record KeyRow
{
    [Id(0)] public required string Label { get; init; }
    [Id(1)] public required string SecretHash { get; init; }
    [Id(2)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The command that made it, so that its repeat is known.</summary>
    [Id(3)] public string? CommandId { get; init; }
}

[GrainType("account")]
internal sealed class AccountGrain(
    [PersistentState("account-v1")] IPersistentState<AccountRow> stored,
    [FromKeyedServices(Clocks.Key)] TimeProvider clock) : Grain, IAccountGrain
{
    private const int MaxKeys = 50;

    public async Task<AccountOutcome> Create(AccountSpec spec)
    {
        if (stored.State.Spec is { } there)
        {
            return Same(there, spec) ? new AccountOutcome { Account = View(), Repeated = true } : AccountRefusals.Exists;
        }

        await Store(stored.State with { Spec = spec });
        await GrainFactory.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).Add(spec.Name);
        return new() { Account = View() };
    }

    public Task<AccountView?> Get() => Task.FromResult(stored.State.Spec is null ? null : View());

    public async Task<AccountOutcome> AddKey(string label, string secretHash, string? commandId)
    {
        if (stored.State.Spec is null)
        {
            return AccountRefusals.Unknown;
        }

        if (stored.State.Keys.FirstOrDefault(key => key.Label == label) is { } known)
        {
            return commandId is not null && known.CommandId == commandId ? new AccountOutcome { Account = View(), Repeated = true } : AccountRefusals.LabelExists;
        }

        if (stored.State.Keys.Length >= MaxKeys)
        {
            return AccountRefusals.TooManyKeys;
        }

        var key = new KeyRow { Label = label, SecretHash = secretHash, CreatedAt = clock.GetUtcNow(), CommandId = commandId };
        await Store(stored.State with { Keys = stored.State.Keys.Add(key) });
        return new() { Account = View() };
    }

    public Task<Actor?> Authenticate(string secretHash) => Task.FromResult(
        stored.State.Spec is { } spec && stored.State.Keys.Any(key => key.SecretHash == secretHash)
            ? new Actor { Account = spec.Name, Roles = spec.Roles, Units = spec.Units, Leaders = spec.Leaders }
            : null);

    private async Task Store(AccountRow next)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            DeactivateOnIdle();
            throw;
        }
    }

    private AccountView View()
    {
        var spec = stored.State.Spec!;
        return new()
        {
            Name = spec.Name,
            Roles = [.. Enum.GetValues<Roles>().Where(role => role != Roles.None && spec.Roles.HasFlag(role)).Select(role => Camel(role.ToString()))],
            Units = spec.Units,
            Leaders = spec.Leaders,
            Email = spec.Email,
            Keys = [.. stored.State.Keys.Select(key => new KeyView { Label = key.Label, CreatedAt = key.CreatedAt })],
        };
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static bool Same(AccountSpec left, AccountSpec right) =>
        left.Roles == right.Roles && left.Units.SequenceEqual(right.Units) && left.Leaders.SequenceEqual(right.Leaders)
        && left.Email == right.Email;
}

[GrainType("account-index")]
internal sealed class AccountIndexGrain([PersistentState("accounts-v1")] IPersistentState<NameListRow> stored) : Grain, IAccountIndexGrain
{
    public Task Add(string account) => stored.AddName(account);

    public Task<IReadOnlyList<string>> List() => Task.FromResult<IReadOnlyList<string>>(stored.State.Names);
}
