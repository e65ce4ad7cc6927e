using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Chains;
using Rectification.Storage;

namespace Rectification.Accounts;

/// <summary>A shell around <see cref="AccountRules"/>: known already? decide, write once, tell the trail, answer.</summary>
[GrainType("account")]
internal sealed class AccountGrain(
    [PersistentState("account-v1")] IPersistentState<AccountRow> stored,
    [FromKeyedServices(Clocks.Key)] TimeProvider clock) : Grain, IAccountGrain
{
    /// <summary>Most changes within <see cref="Memory"/>.</summary>
    private const int MaxRecent = 200;

    /// <summary>How long a command's id is remembered.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>The use of a key is written down at most once in this time.</summary>
    private static readonly TimeSpan UsePause = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, DateTimeOffset> _used = [];
    private IGrainTimer? _noting;
    private bool _recorded;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // A crash between the write and the trail is made good as soon as the account is next asked for.
        this.RegisterGrainTimer(static (grain, _) => grain.Record(), this, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => NoteUses();

    public async Task<AccountOutcome> Submit(AccountEnvelope envelope)
    {
        await Record();
        var body = AccountJson.BodyOf(envelope.Command);
        if (stored.State.Recent.FirstOrDefault(known => known.By == envelope.By && known.Id == envelope.Id) is { } known)
        {
            return known.Body == body ? new AccountOutcome { Account = View(), Repeated = true } : AccountRefusals.KeyReused;
        }

        if (envelope.Command is CreateAccount create && AccountRules.IsSame(stored.State, create))
        {
            await Index();
            return new() { Account = View(), Repeated = true };
        }

        return await TellOther(envelope) is { } no ? no : await Apply(envelope, body);
    }

    public Task<AccountView?> Get() => Task.FromResult(stored.State.Spec is null ? null : View());

    public Task<Actor?> Authenticate(string secretHash)
    {
        var now = clock.GetUtcNow();
        var key = stored.State.Disabled is null ? stored.State.Keys.FirstOrDefault(key => key.SecretHash == secretHash && key.IsGood(now)) : null;
        if (key is null || stored.State.Spec is null)
        {
            return Task.FromResult<Actor?>(null);
        }

        NoteUse(key, now);
        return Task.FromResult<Actor?>(Actor());
    }

    public Task<AccountPresence> Recognize(string? securityStamp)
    {
        var row = stored.State;
        return Task.FromResult<AccountPresence>(
            row.Spec is null ? AccountRefusals.NotAnAccount
            : row.Disabled is not null ? AccountRefusals.Disabled
            : securityStamp is not null && securityStamp != row.Credentials.SecurityStamp ? AccountRefusals.SessionEnded
            : new AccountPresence { Actor = Actor(), MustChangePassword = securityStamp is not null && row.Credentials.MustChangePassword });
    }

    public Task<AccountPresence> ActedForBy(string substitute)
    {
        var (row, now) = (stored.State, clock.GetUtcNow());
        var may = row.Spec is not null && row.Disabled is null && row.Substitutes.Any(known => known.Account == substitute && known.Covers(now));
        return Task.FromResult<AccountPresence>(may ? new AccountPresence { Actor = Actor() } : AccountRefusals.NotASubstitute);
    }

    public Task<AccountCredentials?> GetCredentials() => Task.FromResult(stored.State.Spec is null ? null : stored.State.Credentials);

    public async Task<AccountOutcome> NoteSubstitution(string person)
    {
        var row = stored.State;
        if (row.Spec is null || row.Disabled is not null)
        {
            return row.Spec is null ? AccountRefusals.SubstituteUnknown : AccountRefusals.SubstituteDisabled;
        }

        if (!row.SubstituteFor.Contains(person))
        {
            var still = await StillActedFor(row);
            if (still.Count >= AccountRules.MaxSubstitutions)
            {
                return AccountRefusals.TooManySubstitutions;
            }

            await Store(row with { SubstituteFor = [.. still, person] });
        }

        return new() { Account = View() };
    }

    /// <summary>Those it may still act for, now or later, once the list is full; asking them all is only then worth it.</summary>
    private async Task<IReadOnlyList<string>> StillActedFor(AccountRow row)
    {
        if (row.SubstituteFor.Length < AccountRules.MaxSubstitutions)
        {
            return row.SubstituteFor;
        }

        var now = clock.GetUtcNow();
        var people = await Task.WhenAll(row.SubstituteFor.Select(person => GrainFactory.GetGrain<IAccountGrain>(person).Get()));
        return [.. people.OfType<AccountView>().Where(person => person.Substitutes.Any(known => known.Account == row.Spec!.Name && known.Until > now)).Select(person => person.Name)];
    }

    /// <summary>The other account of a handover or a substitution comes first: a crash in between is finished by a repeat.</summary>
    private async Task<Refusal?> TellOther(AccountEnvelope envelope)
    {
        switch (envelope.Command)
        {
            case HandOver handover:
                if (AccountRules.CannotHandOver(stored.State, handover) is { } cannot)
                {
                    return cannot;
                }

                var take = envelope with { Id = $"{envelope.Id}/{stored.State.Version + 1}", Command = AccountRules.Handed(stored.State, handover) };
                var taken = await GrainFactory.GetGrain<IAccountGrain>(handover.To).Submit(take);
                return taken.Refusal?.Code == AccountRefusals.Unknown.Code ? AccountRefusals.ReceiverUnknown : taken.Refusal;
            case AppointSubstitute appoint:
                return AccountRules.CannotAppoint(stored.State, appoint, clock.GetUtcNow())
                    ?? (await GrainFactory.GetGrain<IAccountGrain>(appoint.Account).NoteSubstitution(stored.State.Spec!.Name)).Refusal;
            default:
                return null;
        }
    }

    private async Task<AccountOutcome> Apply(AccountEnvelope envelope, string body)
    {
        var now = clock.GetUtcNow();
        var verdict = AccountRules.Decide(stored.State, envelope, now);
        if (verdict.Refusal is { } refusal)
        {
            return refusal;
        }

        var next = verdict.Next!;
        if (verdict.Event is { } happened)
        {
            var recent = stored.State.Recent.RemoveAll(known => known.At < now - Memory);
            if (recent.Length >= MaxRecent)
            {
                return AccountRefusals.TooManyChanges;
            }

            next = next with
            {
                Version = stored.State.Version + 1,
                Recent = recent.Add(new() { By = envelope.By, Id = envelope.Id, Body = body, At = now }),
                Change = new()
                {
                    Account = next.Spec!.Name,
                    Version = stored.State.Version + 1,
                    By = envelope.By,
                    For = envelope.For,
                    Body = body,
                    At = now,
                    Event = happened,
                },
            };
        }

        await Store(WithUses(next));
        _recorded = verdict.Event is null && _recorded;
        await Record();
        if (envelope.Command is CreateAccount)
        {
            await Index();
        }

        return new() { Account = View() };
    }

    private Task Index() => GrainFactory.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).Add(stored.State.Spec!.Name);

    /// <summary>Has the newest change in the trail; the next change waits for that.</summary>
    private async Task Record()
    {
        if (!_recorded && stored.State.Change is { } change)
        {
            await GrainFactory.GetGrain<IAccountTrailGrain>(IAccountTrailGrain.Key).Record(change);
        }

        _recorded = true;
    }

    private void NoteUse(KeyRow key, DateTimeOffset now)
    {
        _used[key.Label] = now;
        if (_noting is null && (key.LastUsedAt is null || now - key.LastUsedAt >= UsePause))
        {
            _noting = this.RegisterGrainTimer(static (grain, _) => grain.NoteUses(), this, new GrainTimerCreationOptions(UsePause, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>Writes down which keys were used. Lost with a crash, and no harm in it.</summary>
    private async Task NoteUses()
    {
        _noting?.Dispose();
        _noting = null;
        var next = WithUses(stored.State);
        if (next != stored.State)
        {
            await Store(next);
        }
    }

    private AccountRow WithUses(AccountRow row) => !row.Keys.Any(IsNews) ? row
        : row with { Keys = [.. row.Keys.Select(key => IsNews(key) ? key with { LastUsedAt = _used[key.Label] } : key)] };

    private bool IsNews(KeyRow key) => _used.TryGetValue(key.Label, out var used) && used != key.LastUsedAt;

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

    private Actor Actor()
    {
        var (spec, oldest) = (stored.State.Spec!, clock.GetUtcNow().AddDays(-FormerUnit.KeptDays));
        return new()
        {
            Account = spec.Name,
            Roles = spec.Roles,
            Units = spec.Units,
            Leaders = spec.Leaders,
            FormerUnits = [.. stored.State.FormerUnits.Where(former => former.Until > oldest)],
        };
    }

    private AccountView View()
    {
        var row = stored.State;
        var spec = row.Spec!;
        return new()
        {
            Name = spec.Name,
            Roles = AccountRules.Words(spec.Roles),
            Units = spec.Units,
            Leaders = spec.Leaders,
            Keys = [.. WithUses(row).Keys.Select(key => new KeyView
            {
                Label = key.Label,
                CreatedAt = key.CreatedAt,
                LastUsedAt = key.LastUsedAt,
                ExpiresAt = key.ExpiresAt,
                RevokedAt = key.RevokedAt,
            })],
            Version = row.Version,
            DisplayName = row.DisplayName,
            Email = row.Email,
            HasPassword = row.Credentials.PasswordHash is not null,
            MustChangePassword = row.Credentials.MustChangePassword,
            LockedUntil = row.Credentials.LockedUntil,
            Disabled = row.Disabled,
            FormerUnits = row.FormerUnits,
            Substitutes = row.Substitutes,
            SubstituteFor = row.SubstituteFor,
            RoleSet = spec.Roles,
        };
    }
}

[GrainType("account-index")]
internal sealed class AccountIndexGrain([PersistentState("accounts-v1")] IPersistentState<NameListRow> stored) : Grain, IAccountIndexGrain
{
    public Task Add(string account) => stored.AddName(account);

    public Task<IReadOnlyList<string>> List() => Task.FromResult<IReadOnlyList<string>>(stored.State.Names);
}

/// <summary>The canonical JSON of changes and commands of accounts.</summary>
[JsonSerializable(typeof(ChainEntry<AccountEvent>))]
[JsonSerializable(typeof(AccountCommand))]
internal sealed partial class AccountJson : JsonSerializerContext
{
    public static AccountJson Canonical { get; } = new(ChainJson.Rules());

    public static string BodyOf(AccountCommand command) => ChainLog<AccountEvent>.BodyHash(command, Canonical.AccountCommand);
}
