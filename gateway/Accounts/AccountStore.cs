using Microsoft.AspNetCore.Identity;
using Rectification.Accounts;

namespace Rectification.Gateway.Accounts;

/// <summary>Identity's store over the account grains: one read, one write, refused if another write came in between.</summary>
internal sealed class AccountStore(IGrainFactory grains, SetUp setUp)
    : IUserPasswordStore<AccountLogin>, IUserSecurityStampStore<AccountLogin>, IUserLockoutStore<AccountLogin>
{
    public Task<string> GetUserIdAsync(AccountLogin user, CancellationToken cancellationToken) => Task.FromResult(user.Name);

    public Task<string?> GetUserNameAsync(AccountLogin user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(AccountLogin user, string? userName, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An account keeps its name.");

    /// <summary>Names are as they are: two that differ in case are two.</summary>
    public Task<string?> GetNormalizedUserNameAsync(AccountLogin user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetNormalizedUserNameAsync(AccountLogin user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IdentityResult> CreateAsync(AccountLogin user, CancellationToken cancellationToken)
    {
        var wanted = user.Wanted ?? throw new InvalidOperationException("Nothing says what account is to be made.");
        return await Submit(user, wanted with { Credentials = user.Credentials });
    }

    public async Task<IdentityResult> UpdateAsync(AccountLogin user, CancellationToken cancellationToken)
    {
        var saved = await Submit(user, new SaveCredentials { Credentials = user.Credentials });
        user.Credentials = user.Credentials with { Version = user.Credentials.Version + 1 };
        return saved;
    }

    public Task<IdentityResult> DeleteAsync(AccountLogin user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are disabled and never deleted: trails name them.");

    public Task<AccountLogin?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Find(userId, CommandSender.OfTheProduct());

    public Task<AccountLogin?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Find(normalizedUserName, CommandSender.OfTheProduct());

    public async Task<AccountLogin?> Find(string name, CommandSender sender) =>
        Ids.IsValid(name) && await grains.GetGrain<IAccountGrain>(name).GetCredentials() is { } credentials
            ? new() { Name = name, Credentials = credentials, CommandSender = sender }
            : null;

    public Task SetPasswordHashAsync(AccountLogin user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(user, user.Credentials with { PasswordHash = passwordHash });

    public Task<string?> GetPasswordHashAsync(AccountLogin user, CancellationToken cancellationToken) => Task.FromResult(user.Credentials.PasswordHash);

    public Task<bool> HasPasswordAsync(AccountLogin user, CancellationToken cancellationToken) => Task.FromResult(user.Credentials.PasswordHash is not null);

    public Task SetSecurityStampAsync(AccountLogin user, string stamp, CancellationToken cancellationToken) =>
        Set(user, user.Credentials with { SecurityStamp = stamp });

    public Task<string?> GetSecurityStampAsync(AccountLogin user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Credentials.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(AccountLogin user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Credentials.LockedUntil);

    public Task SetLockoutEndDateAsync(AccountLogin user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(user, user.Credentials with { LockedUntil = lockoutEnd });

    public async Task<int> IncrementAccessFailedCountAsync(AccountLogin user, CancellationToken cancellationToken)
    {
        await Set(user, user.Credentials with { FailedAttempts = user.Credentials.FailedAttempts + 1 });
        return user.Credentials.FailedAttempts;
    }

    public Task ResetAccessFailedCountAsync(AccountLogin user, CancellationToken cancellationToken) => Set(user, user.Credentials with { FailedAttempts = 0 });

    public Task<int> GetAccessFailedCountAsync(AccountLogin user, CancellationToken cancellationToken) => Task.FromResult(user.Credentials.FailedAttempts);

    /// <summary>Every account is locked out alike.</summary>
    public Task<bool> GetLockoutEnabledAsync(AccountLogin user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(AccountLogin user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private static Task Set(AccountLogin user, AccountCredentials credentials)
    {
        user.Credentials = credentials;
        return Task.CompletedTask;
    }

    private async Task<IdentityResult> Submit(AccountLogin user, AccountCommand command)
    {
        user.Outcome = user.Maker is { } make && command is CreateAccount wanted ? await make(wanted)
            : await grains.GetGrain<IAccountGrain>(user.Name).Submit(user.CommandSender.Of(command));
        if (user.Outcome.Refusal is null && user.Credentials.PasswordHash is not null)
        {
            await setUp.Close();
        }

        return user.Outcome.Refusal is { } refusal
            ? IdentityResult.Failed(new IdentityError { Code = refusal.Code, Description = refusal.En })
            : IdentityResult.Success;
    }
}
