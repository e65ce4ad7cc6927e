using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;
using static Rectification.Accounts.AccountRefusals;

namespace Rectification.Accounts;

/// <summary>One activation decides for the whole cluster, and what it decided is in the store before anybody hears of it.</summary>
[GrainType("setup")]
internal sealed class SetupGrain : Grain, ISetupGrain
{
    /// <summary>Under this name the trail of accounts has it.</summary>
    private const string Subject = "setup";

    /// <summary>Codes that are good at once: every start of every gateway shows one of its own.</summary>
    private const int MaxCodes = 8;

    /// <summary>Accounts asked at once whether they have a password.</summary>
    private const int AskedAtOnce = 32;

    private const int MaxFailures = 5;

    /// <summary>Short, because whoever types wrong codes also keeps out the one who has the right one; a code is too long to be guessed.</summary>
    private static readonly TimeSpan LockOut = TimeSpan.FromMinutes(1);

    private readonly Committed<SetupRow> _stored;
    private readonly TimeProvider _field;
    private readonly TimeProvider _real;
    private int _failures;
    private DateTimeOffset _lockedUntil;
    private bool _recorded;

    public SetupGrain(
        [PersistentState(SetupRow.StateName)] IPersistentState<SetupRow> stored, [FromKeyedServices(Clocks.Key)] TimeProvider field, TimeProvider real) =>
        (_stored, _field, _real) = (new(stored, DeactivateOnIdle), field, real);

    private SetupRow Row => _stored.Row;

    public Task<SetupView> Get() =>
        Task.FromResult(new SetupView { Open = Row is { ClosedAt: null, CodeHashes.Length: > 0 }, City = Row.City });

    public async Task<bool> Open(string codeHash)
    {
        if (Row.ClosedAt is null && await SomebodyHasPassword())
        {
            await Close();
        }

        if (Row.ClosedAt is not null)
        {
            await Record();
            return false;
        }

        var codes = Row.CodeHashes.Add(codeHash);
        await Write(Row with { CodeHashes = codes.Length > MaxCodes ? codes.RemoveAt(0) : codes }, AccountEnvelope.System,
            new SetUpCodeShown { Account = Subject });
        return true;
    }

    public async Task<AccountOutcome> MakeAdministrator(MakeAdministrator command)
    {
        var name = command.Account.Spec.Name;
        var claim = new SetupClaim { Id = command.Id, CodeHash = command.CodeHash, Account = name };
        if (Row.ClosedAt is not null)
        {
            return Row.Claim == claim && await Account(name).Get() is { } made ? new AccountOutcome { Account = made, Repeated = true } : SetupOver;
        }

        if (await WrongCode(command.CodeHash) is { } wrong)
        {
            return wrong;
        }

        if (Row.Claim is { } earlier && earlier != claim && await Account(earlier.Account).Get() is { HasPassword: true })
        {
            await Close();
            return SetupOver;
        }

        if (Row.Claim != claim)
        {
            await _stored.Write(Row with { Claim = claim });
        }

        var wanted = command.Account with { Spec = new() { Name = name, Roles = Roles.Ops } };
        var outcome = await Account(name).Submit(new() { Id = command.Id, By = AccountEnvelope.System, Command = wanted });
        if (outcome.Refusal is null && outcome.Account is { HasPassword: true })
        {
            await End(Row with { City = command.City }, new SetUpDone { Account = Subject, Administrator = name, City = command.City });
            return outcome;
        }

        // An account of that name that was there before and cannot sign in is no first administrator.
        return outcome.Refusal is null ? Exists : outcome;
    }

    public async Task Close()
    {
        if (Row.ClosedAt is null)
        {
            await End(Row, new SetUpDone { Account = Subject });
        }
    }

    public async Task<Refusal?> NameCity(NameCity command)
    {
        if (command.City is { } city && (string.IsNullOrWhiteSpace(city) || city.Length > SetupView.MaxCity || city.Any(char.IsControl)))
        {
            return CityMalformed;
        }

        if (command.City != Row.City)
        {
            await Write(Row with { City = command.City }, command.By, new CityNamed { Account = Subject, City = command.City });
        }

        return null;
    }

    private IAccountGrain Account(string name) => GrainFactory.GetGrain<IAccountGrain>(name);

    private Task End(SetupRow row, SetUpDone happened) =>
        Write(row with { ClosedAt = _real.GetUtcNow(), CodeHashes = [] }, AccountEnvelope.System, happened);

    /// <summary>Wrong ones are counted while the grain is active: a stranger's guess writes nothing but the lock-out.</summary>
    private async Task<Refusal?> WrongCode(string codeHash)
    {
        var now = _real.GetUtcNow();
        if (now < _lockedUntil)
        {
            return SetupLockedOut;
        }

        if (Row.CodeHashes.Contains(codeHash))
        {
            _failures = 0;
            return null;
        }

        if (++_failures < MaxFailures)
        {
            return SetupCodeWrong;
        }

        (_failures, _lockedUntil) = (0, now + LockOut);
        await Write(Row, AccountEnvelope.System, new SetUpLockedOut { Account = Subject, Until = _lockedUntil });
        return SetupLockedOut;
    }

    private async Task<bool> SomebodyHasPassword()
    {
        var names = await GrainFactory.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).List();
        foreach (var some in names.Chunk(AskedAtOnce))
        {
            if ((await Task.WhenAll(some.Select(name => Account(name).Get()))).Any(static account => account is { HasPassword: true }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Written first, told to the trail after; what a crash swallowed follows before the next change.</summary>
    private async Task Write(SetupRow next, string by, AccountEvent happened)
    {
        await Record();
        var version = Row.Version + 1;
        await _stored.Write(next with
        {
            Version = version,
            Change = new() { Account = Subject, Version = version, By = by, Body = "", At = _field.GetUtcNow(), Event = happened },
        });
        _recorded = false;
        await Record();
    }

    private async Task Record()
    {
        if (!_recorded && Row.Change is { } change)
        {
            await GrainFactory.GetGrain<IAccountTrailGrain>(IAccountTrailGrain.Key).Record(change);
        }

        _recorded = true;
    }
}
