using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rectification.Gateway.Auth;

namespace Rectification.Gateway.Accounts;

/// <summary>Passwords by ASP.NET Core Identity's own parts: its rules, its hashing, its lock-out.</summary>
internal static class Passwords
{
    public const int MinLength = 12;

    /// <summary>Longer ones are refused unread: hashing them would be work for nothing.</summary>
    public const int MaxLength = 128;

    /// <summary>Wrong passwords in a row that lock an account out.</summary>
    public const int MaxFailures = 5;

    /// <summary>How long it stays locked out.</summary>
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    private const int MinDifferent = 5;
    private const int OneTimeLength = 20;

    /// <summary>Nothing in it that is read for something else.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static IServiceCollection AddPasswords(this IServiceCollection services)
    {
        services.AddIdentityCore<AccountLogin>(static options =>
        {
            options.Password.RequiredLength = MinLength;
            options.Password.RequiredUniqueChars = MinDifferent;

            // Length is what counts; signs that must be there only make people write them at the end.
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = MaxFailures;
            options.Lockout.DefaultLockoutTimeSpan = LockOut;
        });
        services.AddSingleton<ILookupNormalizer, NamesAsTheyAre>();

        // Names are checked where accounts are made; Identity's own check knows another alphabet.
        services.RemoveAll<IUserValidator<AccountLogin>>();
        services.AddSingleton<SetUp>();
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<AccountLogin>>(static scope => scope.GetRequiredService<AccountStore>());
        services.AddScoped<AccountAdministration>();
        return services;
    }

    /// <summary>A password for one sign-in, hard to guess and easy to read out.</summary>
    public static string OneTime() => RandomNumberGenerator.GetString(Alphabet, OneTimeLength);

    public static bool IsTooLong(string password) => password.Length > MaxLength;

    /// <summary>What Identity had against it: the account's own "no", or that the password is weak.</summary>
    public static Refusal RefusalOf(AccountLogin user, string pointer) => user.Outcome?.Refusal ?? AuthRefusals.PasswordWeak with { Pointer = pointer };

    private sealed class NamesAsTheyAre : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => name;

        public string? NormalizeEmail(string? email) => email;
    }
}
