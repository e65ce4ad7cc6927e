using System.Collections.Immutable;
using System.Globalization;
using static Rectification.Accounts.AccountRefusals;

namespace Rectification.Accounts;

/// <summary>What the rules say to a command on an account: a refusal, or the next row and what goes into the trail.</summary>
public readonly record struct AccountVerdict(Refusal? Refusal, AccountRow? Next, AccountEvent? Event)
{
    public static implicit operator AccountVerdict(Refusal refusal) => new(refusal, null, null);
}

/// <summary>The rules of accounts as one pure function.</summary>
public static class AccountRules
{
    public const int MaxKeys = 50;
    public const int MaxScope = 500;
    public const int MaxReason = 500;
    public const int MaxSubstitutes = 20;
    public const int MaxSubstitutions = 50;

    /// <summary>The longest substitution.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(92);

    public static AccountVerdict Decide(AccountRow row, AccountEnvelope envelope, DateTimeOffset now)
    {
        if (row.Spec is not { } spec)
        {
            return envelope.Command is CreateAccount create ? Create(row, create) : Unknown;
        }

        return envelope.Command switch
        {
            CreateAccount => Exists,
            ReplaceScope c => Replace(row, spec, c, now),
            ReplaceContact c => new AccountVerdict(
                null, row with { DisplayName = c.DisplayName, Email = c.Email }, new ContactReplaced { Account = spec.Name, DisplayName = c.DisplayName }),
            DisableAccount c => Disable(row, c, envelope, now),
            EnableAccount => row.Disabled is null ? IsEnabled
                : new AccountVerdict(null, row with { Disabled = null }, new AccountEnabled { Account = spec.Name }),
            SaveCredentials c => Save(row, spec, c, now),
            IssueKey c => Issue(row, c, envelope.Id, now),
            RevokeKey c => Revoke(row, c, now),
            HandOver c => GiveUp(row, spec, c, now),
            TakeOver c => Take(row, spec, c, now),
            AppointSubstitute c => Appoint(row, c, now),
            EndSubstitute c => End(row, c, now),
            _ => throw new InvalidOperationException($"No rule for the command {envelope.Command.GetType().Name}."),
        };
    }

    /// <summary>What a handover moves: units and leaders, and of the roles those that act for them.</summary>
    public static TakeOver Handed(AccountRow row, HandOver command) => new()
    {
        From = row.Spec!.Name,
        Roles = row.Spec.Roles & (Roles.Reporter | Roles.Leader),
        Units = row.Spec.Units,
        Leaders = row.Spec.Leaders,
        Reason = command.Reason,
    };

    /// <summary>Whether an account that is there is the one that is to be made.</summary>
    public static bool IsSame(AccountRow row, CreateAccount asked) =>
        row.Spec is { } there
        && there.Roles == asked.Spec.Roles && there.Units.SequenceEqual(asked.Spec.Units) && there.Leaders.SequenceEqual(asked.Spec.Leaders)
        && row.DisplayName == asked.DisplayName && row.Email == asked.Email;

    private static AccountVerdict Create(AccountRow row, CreateAccount command)
    {
        var spec = command.Spec;
        return IsTooMuch(spec.Units, spec.Leaders) ? TooManyUnits : new AccountVerdict(
            null,
            row with
            {
                Spec = spec,
                DisplayName = command.DisplayName,
                Email = command.Email,
                Credentials = Stored(row, command.Credentials ?? AccountCredentials.None),
            },
            new AccountCreated
            {
                Account = spec.Name,
                DisplayName = command.DisplayName,
                Roles = spec.Roles.Words(),
                Units = spec.Units,
                Leaders = spec.Leaders,
            });
    }

    private static AccountVerdict Replace(AccountRow row, AccountSpec spec, ReplaceScope command, DateTimeOffset now) =>
        IsTooMuch(command.Units, command.Leaders) ? TooManyUnits : new AccountVerdict(
            null,
            WithScope(row, spec with { Roles = command.Roles, Units = command.Units, Leaders = command.Leaders }, now),
            new ScopeReplaced { Account = spec.Name, Roles = command.Roles.Words(), Units = command.Units, Leaders = command.Leaders });

    private static AccountVerdict Disable(AccountRow row, DisableAccount command, AccountEnvelope envelope, DateTimeOffset now) =>
        envelope.By == row.Spec!.Name || envelope.For == row.Spec.Name ? IsYourself
        : !IsReason(command.Reason) ? ReasonMissing
        : row.Disabled is not null ? IsDisabled
        : new AccountVerdict(
            null,
            row with
            {
                Disabled = new() { Reason = command.Reason, At = now, By = envelope.By },

                // Sessions opened before do not come back when the account does.
                Credentials = Stored(row, row.Credentials with { SecurityStamp = string.Create(CultureInfo.InvariantCulture, $"disabled.{row.Version + 1}") }),
            },
            new AccountDisabled { Account = row.Spec.Name, Reason = command.Reason });

    /// <summary>What happened is read off the difference; a mere attempt is no change.</summary>
    private static AccountVerdict Save(AccountRow row, AccountSpec spec, SaveCredentials command, DateTimeOffset now)
    {
        var (before, after) = (row.Credentials, command.Credentials);
        if (before.Version != after.Version)
        {
            return CredentialsChanged;
        }

        AccountEvent? happened =
            before.PasswordHash != after.PasswordHash
                ? after.MustChangePassword ? new PasswordReset { Account = spec.Name } : new PasswordChanged { Account = spec.Name }
            : after.LockedUntil is { } until && until != before.LockedUntil ? new SignInLockedOut { Account = spec.Name, Until = until }
            : null;
        return new(null, row with { Credentials = Stored(row, after) }, happened);
    }

    private static AccountVerdict Issue(AccountRow row, IssueKey command, string id, DateTimeOffset now) =>
        command.ExpiresAt <= now ? ExpiryPast
        : row.Keys.Any(key => key.Label == command.Label) ? LabelExists
        : row.Keys.Count(key => key.IsGood(now)) >= MaxKeys ? TooManyKeys
        : new AccountVerdict(
            null,
            row with
            {
                Keys =
                [
                    .. Kept(row.Keys, now),
                    new() { Label = command.Label, SecretHash = command.SecretHash, CreatedAt = now, CommandId = id, ExpiresAt = command.ExpiresAt },
                ],
            },
            new KeyIssued { Account = row.Spec!.Name, Label = command.Label, ExpiresAt = command.ExpiresAt });

    private static AccountVerdict Revoke(AccountRow row, RevokeKey command, DateTimeOffset now)
    {
        if (row.Keys.FirstOrDefault(key => key.Label == command.Label) is not { } there)
        {
            return KeyUnknown;
        }

        return there.RevokedAt is not null ? AccountRefusals.KeyRevoked : new AccountVerdict(
            null,
            row with { Keys = row.Keys.Replace(there, there with { RevokedAt = now }) },
            new KeyRevoked { Account = row.Spec!.Name, Label = command.Label });
    }

    private static AccountVerdict GiveUp(AccountRow row, AccountSpec spec, HandOver command, DateTimeOffset now) =>
        CannotHandOver(row, command) is { } no ? no : new AccountVerdict(
            null,
            WithScope(row, spec with { Units = [], Leaders = [] }, now),
            new TasksHandedOver { Account = spec.Name, To = command.To, Units = spec.Units, Leaders = spec.Leaders, Reason = command.Reason });

    /// <summary>Why an account cannot hand over, to any receiver.</summary>
    public static Refusal? CannotHandOver(AccountRow row, HandOver command) =>
        row.Spec is not { } spec ? Unknown
        : !IsReason(command.Reason) ? ReasonMissing
        : command.To == spec.Name ? HandoverToItself
        : spec.Units.Count + spec.Leaders.Count == 0 ? NothingToHandOver
        : null;

    private static AccountVerdict Take(AccountRow row, AccountSpec spec, TakeOver command, DateTimeOffset now)
    {
        var (units, leaders) = (Union(spec.Units, command.Units), Union(spec.Leaders, command.Leaders));
        return row.Disabled is not null ? ReceiverDisabled
            : IsTooMuch(units, leaders) ? TooManyUnits
            : new AccountVerdict(
                null,
                WithScope(row, spec with { Roles = spec.Roles | command.Roles, Units = units, Leaders = leaders }, now),
                new TasksTakenOver
                {
                    Account = spec.Name,
                    From = command.From,
                    Roles = command.Roles.Words(),
                    Units = command.Units,
                    Leaders = command.Leaders,
                    Reason = command.Reason,
                });
    }

    private static AccountVerdict Appoint(AccountRow row, AppointSubstitute command, DateTimeOffset now)
    {
        if (CannotAppoint(row, command, now) is { } no)
        {
            return no;
        }

        var appointed = new SubstituteView { Account = command.Account, From = command.From, Until = command.Until, Reason = command.Reason };
        return new AccountVerdict(
            null,
            row with { Substitutes = [.. row.Substitutes.Where(known => known.Until > now), appointed] },
            new SubstituteAppointed
            {
                Account = row.Spec!.Name,
                Substitute = command.Account,
                From = command.From,
                Until = command.Until,
                Reason = command.Reason,
            });
    }

    public static Refusal? CannotAppoint(AccountRow row, AppointSubstitute command, DateTimeOffset now) =>
        row.Spec is null ? Unknown
        : !IsReason(command.Reason) ? ReasonMissing
        : command.Account == row.Spec.Name ? SubstituteIsSelf
        : command.Until <= command.From || command.Until <= now || command.Until - command.From > LongestWindow ? SubstituteWindow
        : row.Disabled is not null ? IsDisabled
        : row.Substitutes.Any(known => known.Account == command.Account && known.Until > now) ? SubstituteExists
        : row.Substitutes.Count(known => known.Until > now) >= MaxSubstitutes ? TooManySubstitutes
        : null;

    private static AccountVerdict End(AccountRow row, EndSubstitute command, DateTimeOffset now)
    {
        if (row.Substitutes.FirstOrDefault(known => known.Account == command.Account && known.Until > now) is not { } there)
        {
            return NoSuchSubstitute;
        }

        // One that has not begun leaves nothing behind; another ends now.
        var ended = there.From >= now ? row.Substitutes.Remove(there) : row.Substitutes.Replace(there, there with { Until = now });
        return new(null, row with { Substitutes = ended }, new SubstituteEnded { Account = row.Spec!.Name, Substitute = command.Account });
    }

    /// <summary>The account with another scope; what it loses is remembered, for four eyes look back.</summary>
    private static AccountRow WithScope(AccountRow row, AccountSpec next, DateTimeOffset now)
    {
        var lost = row.Spec!.Units.Except(next.Units).Select(unit => new FormerUnit { Unit = unit, Until = now });
        var kept = row.FormerUnits.Where(former => former.Until > now.AddDays(-FormerUnit.KeptDays) && !row.Spec.Units.Contains(former.Unit));
        return row with { Spec = next, FormerUnits = [.. lost.Concat(kept).Take(FormerUnit.Most)] };
    }

    private static AccountCredentials Stored(AccountRow row, AccountCredentials next) => next with { Version = row.Credentials.Version + 1 };

    /// <summary>Keys that are good, and of the others the newest, so that their number stays bounded.</summary>
    private static IEnumerable<KeyRow> Kept(ImmutableArray<KeyRow> keys, DateTimeOffset now)
    {
        var surplus = keys.Length - (2 * MaxKeys) + 1;
        return surplus <= 0 ? keys : keys.Except(keys.Where(key => !key.IsGood(now)).OrderBy(key => key.CreatedAt).Take(surplus));
    }

    private static IReadOnlyList<string> Union(IReadOnlyList<string> left, IReadOnlyList<string> right) => [.. left.Union(right)];

    private static bool IsTooMuch(IReadOnlyList<string> units, IReadOnlyList<string> leaders) => units.Count > MaxScope || leaders.Count > MaxScope;

    private static bool IsReason(string? reason) => !string.IsNullOrWhiteSpace(reason) && reason.Length <= MaxReason;
}
