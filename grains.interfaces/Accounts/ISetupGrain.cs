using Orleans.Concurrency;

namespace Rectification.Accounts;

/// <summary>The first start of an installation (key <c>all</c>): the codes its first administrator is made with, and what its city is called.</summary>
[Alias("setup")]
public interface ISetupGrain : IGrainWithStringKey
{
    const string Key = "all";

    /// <summary>Takes one more code in, good until set-up is over. Says whether set-up is open: no account has a password yet.</summary>
    [Alias("open")]
    Task<bool> Open(string codeHash);

    [Alias("get"), AlwaysInterleave]
    Task<SetupView> Get();

    /// <summary>Makes the first administrator and ends set-up: of several who ask at once one is answered with an account.</summary>
    [Alias("make-administrator")]
    Task<AccountOutcome> MakeAdministrator(MakeAdministrator command);

    /// <summary>Ends set-up: an account has a password now, made in another way.</summary>
    [Alias("close")]
    Task Close();

    /// <summary>Gives the city another name, or none.</summary>
    [Alias("name-city")]
    Task<Refusal?> NameCity(NameCity command);
}

/// <summary>The first administrator, as whoever holds a code wants him.</summary>
[GenerateSerializer, Immutable, Alias("make-administrator")]
public sealed record MakeAdministrator
{
    /// <summary>Made with the form: the same once more is known.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string CodeHash { get; init; }

    /// <summary>The account; its roles are set here, whatever it says.</summary>
    [Id(2)] public required CreateAccount Account { get; init; }
    [Id(3)] public string? City { get; init; }
}

[GenerateSerializer, Immutable, Alias("name-city")]
public sealed record NameCity
{
    [Id(0)] public required string By { get; init; }

    /// <summary>At most <see cref="SetupView.MaxCity"/> characters; none: pages say only what the product is called.</summary>
    [Id(1)] public string? City { get; init; }
}

/// <summary>What anybody may know of set-up.</summary>
[GenerateSerializer, Immutable, Alias("setup-view")]
public sealed record SetupView
{
    /// <summary>Longest name of a city, in characters.</summary>
    public const int MaxCity = 20;

    /// <summary>Whether a code makes the first administrator.</summary>
    [Id(0)] public required bool Open { get; init; }
    [Id(1)] public string? City { get; init; }
}
