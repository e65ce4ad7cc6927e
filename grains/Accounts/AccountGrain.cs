using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Chains;
using Rectification.Storage;

namespace Rectification.Accounts;

/// <summary>A shell around <see cref="AccountRules"/>: known already? decide, write once, tell the trail, answer.</summary>
[GrainType("account")]
internal sealed class AccountGrain : Grain, IAccountGrain
{
    /// <summary>Most changes within <see cref="Memory"/>.</summary>
    private const int MaxRecent = 200;

    /// <summary>How long a command's id is remembered.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>The use of a key is written down at most once in this time.</summary>
    private static readonly TimeSpan UsePause = TimeSpan.FromMinutes(5);

    private readonly Committed<AccountRow> _stored;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, DateTimeOffset> _used = [];
    private IGrainTimer? _noting;
    private bool _recorded;

    public AccountGrain([PersistentState("account-v1")] IPersistentState<AccountRow> stored, [FromKeyedServices(Clocks.Key)] TimeProvider clock) =>
        (_stored, _clock) = (new(stored, DeactivateOnIdle), clock);

    private AccountRow Row => _stored.Row;

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
        if (Row.Recent.FirstOrDefault(known => known.By == envelope.By && known.Id == envelope.Id) is { } known)
        {
            return known.Body == body ? new AccountOutcome { Account = View(), Repeated = true } : CommandRefusals.KeyReused;
        }

        if (envelope.Command is CreateAccount create && AccountRules.IsSame(Row, create))
        {
            await Index();
            return new() { Account = View(), Repeated = true };
        }

        return await TellOther(envelope) is { } no ? no : await Apply(envelope, body);
    }

    public Task<AccountView?> Get() => Task.FromResult(Row.Spec is null ? null : View());

    public Task<Actor?> Authenticate(string secretHash)
    {
        var now = _clock.GetUtcNow();
        var key = Row.Disabled is null ? Row.Keys.FirstOrDefault(key => key.SecretHash == secretHash && key.IsGood(now)) : null;
        if (key is null || Row.Spec is null)
        {
            return Task.FromResult<Actor?>(null);
        }

        NoteUse(key, now);
        return Task.FromResult<Actor?>(Actor());
    }

    public Task<AccountPresence> Recognize(string? securityStamp)
    {
        var row = Row;
        return Task.FromResult<AccountPresence>(
            row.Spec is null ? AccountRefusals.NotAnAccount
            : row.Disabled is not null ? AccountRefusals.Disabled
            : securityStamp is not null && securityStamp != row.Credentials.SecurityStamp ? AccountRefusals.SessionEnded
            : new AccountPresence { Actor = Actor(), MustChangePassword = securityStamp is not null && row.Credentials.MustChangePassword });
    }

    public Task<AccountPresence> ActedForBy(string substitute)
    {
        var (row, now) = (Row, _clock.GetUtcNow());
        var may = row.Spec is not null && row.Disabled is null && row.Substitutes.Any(known => known.Account == substitute && known.Covers(now));
        return Task.FromResult<AccountPresence>(may ? new AccountPresence { Actor = Actor() } : AccountRefusals.NotASubstitute);
    }

    public Task<AccountCredentials?> GetCredentials() => Task.FromResult(Row.Spec is null ? null : Row.Credentials);

    public async Task<AccountOutcome> NoteSubstitution(string person)
    {
        var row = Row;
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

            await _stored.Write(row with { SubstituteFor = [.. still, person] });
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

        var now = _clock.GetUtcNow();
        var people = await Task.WhenAll(row.SubstituteFor.Select(person => GrainFactory.GetGrain<IAccountGrain>(person).Get()));
        return
        [
            .. from person in people.OfType<AccountView>()
               where person.Substitutes.Any(known => known.Account == row.Spec!.Name && known.Until > now)
               select person.Name,
        ];
    }

    /// <summary>The other account of a handover or a substitution comes first: a crash in between is finished by a repeat.</summary>
    private async Task<Refusal?> TellOther(AccountEnvelope envelope)
    {
        switch (envelope.Command)
        {
            case HandOver handover:
                if (AccountRules.CannotHandOver(Row, handover) is { } cannot)
                {
                    return cannot;
                }

                var take = envelope with { Id = $"{envelope.Id}/{Row.Version + 1}", Command = AccountRules.Handed(Row, handover) };
                var taken = await GrainFactory.GetGrain<IAccountGrain>(handover.To).Submit(take);
                return taken.Refusal?.Code == AccountRefusals.Unknown.Code ? AccountRefusals.ReceiverUnknown : taken.Refusal;
            case AppointSubstitute appoint:
                return AccountRules.CannotAppoint(Row, appoint, _clock.GetUtcNow())
                    ?? (await GrainFactory.GetGrain<IAccountGrain>(appoint.Account).NoteSubstitution(Row.Spec!.Name)).Refusal;
            default:
                return null;
        }
    }

    private async Task<AccountOutcome> Apply(AccountEnvelope envelope, string body)
    {
        var now = _clock.GetUtcNow();
        var verdict = AccountRules.Decide(Row, envelope, now);
        if (verdict.Refusal is { } refusal)
        {
            return refusal;
        }

        var next = verdict.Next!;
        if (verdict.Event is { } happened)
        {
            var recent = Row.Recent.RemoveAll(known => known.At < now - Memory);
            if (recent.Length >= MaxRecent)
            {
                return AccountRefusals.TooManyChanges;
            }

            next = next with
            {
                Version = Row.Version + 1,
                Recent = recent.Add(new() { By = envelope.By, Id = envelope.Id, Body = body, At = now }),
                Change = new()
                {
                    Account = next.Spec!.Name,
                    Version = Row.Version + 1,
                    By = envelope.By,
                    For = envelope.For,
                    Body = body,
                    At = now,
                    Event = happened,
                },
            };
        }

        await _stored.Write(WithUses(next));
        _recorded = verdict.Event is null && _recorded;
        await Record();
        if (envelope.Command is CreateAccount)
        {
            await Index();
        }

        return new() { Account = View() };
    }

    private Task Index() => GrainFactory.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).Add(Row.Spec!.Name);

    /// <summary>Has the newest change in the trail; the next change waits for that.</summary>
    private async Task Record()
    {
        if (!_recorded && Row.Change is { } change)
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
        var next = WithUses(Row);
        if (next != Row)
        {
            await _stored.Write(next);
        }
    }

    private AccountRow WithUses(AccountRow row) => !row.Keys.Any(IsNews) ? row
        : row with { Keys = [.. row.Keys.Select(key => IsNews(key) ? key with { LastUsedAt = _used[key.Label] } : key)] };

    private bool IsNews(KeyRow key) => _used.TryGetValue(key.Label, out var used) && used != key.LastUsedAt;

    private Actor Actor()
    {
        var (spec, oldest) = (Row.Spec!, _clock.GetUtcNow().AddDays(-FormerUnit.KeptDays));
        return new()
        {
            Account = spec.Name,
            Roles = spec.Roles,
            Units = spec.Units,
            Leaders = spec.Leaders,
            FormerUnits = [.. Row.FormerUnits.Where(former => former.Until > oldest)],
        };
    }

    private AccountView View()
    {
        var row = Row;
        var spec = row.Spec!;
        return new()
        {
            Name = spec.Name,
            Roles = spec.Roles.Words(),
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

    public static string BodyOf(AccountCommand command) => ChainJson.BodyHash(command, Canonical.AccountCommand);
}
