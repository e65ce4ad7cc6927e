using System.Text.Json.Serialization;
using Rectification.Trails;

namespace Rectification.Accounts;

/// <summary>The trail of all accounts and of what belongs to no plan (key <c>all</c>): one hash-chained log.</summary>
[Alias("account-trail")]
public interface IAccountTrailGrain : IChainGrain
{
    const string Key = "all";

    /// <summary>Takes a change in; durable when this returns. One that is there already is left out.</summary>
    [Alias("record")]
    Task Record(AccountChange change);
}

/// <summary>One change of one account, or of one thing that belongs to no plan, as it goes into the trail; those of each are numbered without a gap.</summary>
[GenerateSerializer, Immutable, Alias("account-change")]
public sealed record AccountChange
{
    [Id(0)] public required string Account { get; init; }
    [Id(1)] public required long Version { get; init; }
    [Id(2)] public required string By { get; init; }
    [Id(3)] public string? For { get; init; }
    [Id(4)] public required string Body { get; init; }

    /// <summary>When it was; what is older than the trail's newest entry is dated when it comes.</summary>
    [Id(5)] public required DateTimeOffset At { get; init; }
    [Id(6)] public required AccountEvent Event { get; init; }
}

/// <summary>What happened to an account; never a secret or its hash. JSON names are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AccountCreated), "accountCreated")]
[JsonDerivedType(typeof(ScopeReplaced), "scopeReplaced")]
[JsonDerivedType(typeof(AccountDisabled), "accountDisabled")]
[JsonDerivedType(typeof(AccountEnabled), "accountEnabled")]
[JsonDerivedType(typeof(PasswordReset), "passwordReset")]
[JsonDerivedType(typeof(PasswordChanged), "passwordChanged")]
[JsonDerivedType(typeof(SignInLockedOut), "signInLockedOut")]
[JsonDerivedType(typeof(KeyIssued), "keyIssued")]
[JsonDerivedType(typeof(ContactReplaced), "contactReplaced")]
[JsonDerivedType(typeof(KeyRevoked), "keyRevoked")]
[JsonDerivedType(typeof(TasksHandedOver), "tasksHandedOver")]
[JsonDerivedType(typeof(TasksTakenOver), "tasksTakenOver")]
[JsonDerivedType(typeof(SubstituteAppointed), "substituteAppointed")]
[JsonDerivedType(typeof(SubstituteEnded), "substituteEnded")]
[JsonDerivedType(typeof(WebhookMade), "webhookMade")]
[JsonDerivedType(typeof(WebhookEnabled), "webhookEnabled")]
[JsonDerivedType(typeof(WebhookDisabled), "webhookDisabled")]
[JsonDerivedType(typeof(WebhookReplayed), "webhookReplayed")]
[JsonDerivedType(typeof(BackupTaken), "backupTaken")]
[JsonDerivedType(typeof(CalendarBroughtIn), "calendarBroughtIn")]
[JsonDerivedType(typeof(BackupRestored), "backupRestored")]
[JsonDerivedType(typeof(SetUpCodeShown), "setUpCodeShown")]
[JsonDerivedType(typeof(SetUpLockedOut), "setUpLockedOut")]
[JsonDerivedType(typeof(SetUpDone), "setUpDone")]
[JsonDerivedType(typeof(CityNamed), "cityNamed")]
[GenerateSerializer, Immutable, Alias("account-event")]
public abstract record AccountEvent
{
    /// <summary>The account it happened to; of what is no account, its kind and its id: <c>webhook:wh-1</c>, <c>calendar:2026</c>.</summary>
    [Id(0)] public required string Account { get; init; }
}

[GenerateSerializer, Immutable, Alias("account-created")]
public sealed record AccountCreated : AccountEvent
{
    [Id(0)] public string? DisplayName { get; init; }
    [Id(1)] public required IReadOnlyList<string> Roles { get; init; }
    [Id(2)] public required IReadOnlyList<string> Units { get; init; }
    [Id(3)] public required IReadOnlyList<string> Leaders { get; init; }
}

[GenerateSerializer, Immutable, Alias("scope-replaced")]
public sealed record ScopeReplaced : AccountEvent
{
    [Id(0)] public required IReadOnlyList<string> Roles { get; init; }
    [Id(1)] public required IReadOnlyList<string> Units { get; init; }
    [Id(2)] public required IReadOnlyList<string> Leaders { get; init; }
}

/// <summary>The address itself is kept out of the trail.</summary>
[GenerateSerializer, Immutable, Alias("contact-replaced")]
public sealed record ContactReplaced : AccountEvent
{
    [Id(0)] public string? DisplayName { get; init; }
}

[GenerateSerializer, Immutable, Alias("account-disabled")]
public sealed record AccountDisabled : AccountEvent
{
    [Id(0)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("account-enabled")]
public sealed record AccountEnabled : AccountEvent;

/// <summary>A one-time password was set by an operator.</summary>
[GenerateSerializer, Immutable, Alias("password-reset")]
public sealed record PasswordReset : AccountEvent;

[GenerateSerializer, Immutable, Alias("password-changed")]
public sealed record PasswordChanged : AccountEvent;

/// <summary>Too many wrong passwords in a row.</summary>
[GenerateSerializer, Immutable, Alias("sign-in-locked-out")]
public sealed record SignInLockedOut : AccountEvent
{
    /// <summary>Real time.</summary>
    [Id(0)] public required DateTimeOffset Until { get; init; }
}

[GenerateSerializer, Immutable, Alias("key-issued")]
public sealed record KeyIssued : AccountEvent
{
    [Id(0)] public required string Label { get; init; }
    [Id(1)] public DateTimeOffset? ExpiresAt { get; init; }
}

[GenerateSerializer, Immutable, Alias("key-revoked")]
public sealed record KeyRevoked : AccountEvent
{
    [Id(0)] public required string Label { get; init; }
}

[GenerateSerializer, Immutable, Alias("tasks-handed-over")]
public sealed record TasksHandedOver : AccountEvent
{
    [Id(0)] public required string To { get; init; }
    [Id(1)] public required IReadOnlyList<string> Units { get; init; }
    [Id(2)] public required IReadOnlyList<string> Leaders { get; init; }
    [Id(3)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("tasks-taken-over")]
public sealed record TasksTakenOver : AccountEvent
{
    [Id(0)] public required string From { get; init; }
    [Id(1)] public required IReadOnlyList<string> Roles { get; init; }
    [Id(2)] public required IReadOnlyList<string> Units { get; init; }
    [Id(3)] public required IReadOnlyList<string> Leaders { get; init; }
    [Id(4)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("substitute-appointed")]
public sealed record SubstituteAppointed : AccountEvent
{
    [Id(0)] public required string Substitute { get; init; }
    [Id(1)] public required DateTimeOffset From { get; init; }
    [Id(2)] public required DateTimeOffset Until { get; init; }
    [Id(3)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("substitute-ended")]
public sealed record SubstituteEnded : AccountEvent
{
    [Id(0)] public required string Substitute { get; init; }
}

[GenerateSerializer, Immutable, Alias("webhook-made")]
public sealed record WebhookMade : AccountEvent
{
    /// <summary>Scheme and host only: what follows may be a secret.</summary>
    [Id(0)] public required string Host { get; init; }
    [Id(1)] public string? Plan { get; init; }

    /// <summary>What it is told of; none: everything.</summary>
    [Id(2)] public required IReadOnlyList<string> Kinds { get; init; }
}

[GenerateSerializer, Immutable, Alias("webhook-enabled")]
public sealed record WebhookEnabled : AccountEvent;

[GenerateSerializer, Immutable, Alias("webhook-disabled")]
public sealed record WebhookDisabled : AccountEvent;

[GenerateSerializer, Immutable, Alias("webhook-replayed")]
public sealed record WebhookReplayed : AccountEvent
{
    [Id(0)] public string? Plan { get; init; }

    /// <summary>From which position, or from which instant on.</summary>
    [Id(1)] public long? Position { get; init; }
    [Id(2)] public DateTimeOffset? Instant { get; init; }
}

/// <summary>Everything the product holds was handed out.</summary>
[GenerateSerializer, Immutable, Alias("backup-taken")]
public sealed record BackupTaken : AccountEvent;

[GenerateSerializer, Immutable, Alias("calendar-brought-in")]
public sealed record CalendarBroughtIn : AccountEvent
{
    [Id(0)] public required string Source { get; init; }
    [Id(1)] public required IReadOnlyList<DateOnly> Holidays { get; init; }
    [Id(2)] public required IReadOnlyList<DateOnly> Workdays { get; init; }
}

/// <summary>Everything the product holds comes from a backup; what happened between its moment and the restore is not in it.</summary>
[GenerateSerializer, Immutable, Alias("backup-restored")]
public sealed record BackupRestored : AccountEvent
{
    /// <summary>Who ran the restore, as he named himself or as the machine knows him.</summary>
    [Id(0)] public required string Operator { get; init; }

    /// <summary>SHA-256 of the backup's file, hexadecimal.</summary>
    [Id(1)] public required string Sha256 { get; init; }

    /// <summary>As of when the backup was. Real time.</summary>
    [Id(2)] public required DateTimeOffset BackupAt { get; init; }

    /// <summary>When it was restored. Real time.</summary>
    [Id(3)] public required DateTimeOffset RestoredAt { get; init; }

    /// <summary>Rows of the backup.</summary>
    [Id(4)] public required long Rows { get; init; }
}

/// <summary>A start showed a code for the first administrator.</summary>
[GenerateSerializer, Immutable, Alias("set-up-code-shown")]
public sealed record SetUpCodeShown : AccountEvent;

/// <summary>Too many wrong codes in a row.</summary>
[GenerateSerializer, Immutable, Alias("set-up-locked-out")]
public sealed record SetUpLockedOut : AccountEvent
{
    /// <summary>Real time.</summary>
    [Id(0)] public required DateTimeOffset Until { get; init; }
}

/// <summary>No code is good any more.</summary>
[GenerateSerializer, Immutable, Alias("set-up-done")]
public sealed record SetUpDone : AccountEvent
{
    /// <summary>Whom a code made; nobody when an account came by its password in another way.</summary>
    [Id(0)] public string? Administrator { get; init; }
    [Id(1)] public string? City { get; init; }
}

[GenerateSerializer, Immutable, Alias("city-named")]
public sealed record CityNamed : AccountEvent
{
    /// <summary>None: it has no name any more.</summary>
    [Id(0)] public string? City { get; init; }
}
