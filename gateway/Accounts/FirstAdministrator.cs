using Microsoft.AspNetCore.Identity;
using Rectification.Accounts;
using Rectification.Gateway.Auth;

namespace Rectification.Gateway.Accounts;

/// <summary>Makes the first administrator for whoever holds a set-up code.</summary>
internal sealed class FirstAdministrator(IGrainFactory grains, UserManager<AccountLogin> people, Identities identities)
{
    private const int GroupLength = 5;

    /// <summary>A code in groups, as it is shown and read out.</summary>
    public static string NewCode() => string.Join('-', Passwords.OneTime().Chunk(GroupLength).Select(static group => new string(group)));

    /// <summary>What is kept of a code, however it was typed.</summary>
    public static string HashOf(string code) =>
        KeyHash.Of(string.Concat(HalfWidth.Of(code).Where(static sign => sign != '-' && !char.IsWhiteSpace(sign)))).ToHex();

    /// <returns>Why not, or <see langword="null"/>.</returns>
    public async Task<Refusal?> Make(string id, string code, NewAccount account, string? city)
    {
        var (wanted, wrong) = AccountRequests.Of(account);
        if (wanted is null || city is { Length: > SetupView.MaxCity })
        {
            return wrong ?? AccountRefusals.CityMalformed;
        }

        var setUp = grains.GetGrain<ISetupGrain>(ISetupGrain.Key);
        var login = new AccountLogin
        {
            Name = account.Name,
            Credentials = AccountCredentials.None,
            Wanted = wanted,
            Maker = complete => setUp.MakeAdministrator(new() { Id = id, CodeHash = HashOf(code), Account = complete, City = city }),
        };
        var made = await people.CreateAsync(login, account.Password ?? "");
        identities.Forget(account.Name);
        return made.Succeeded ? null : Passwords.RefusalOf(login, "/password");
    }
}
