using Rectification.Accounts;
using Rectification.Gateway.Accounts;

namespace Rectification.Gateway.SignIn;

/// <summary>Whose substitute an account is now.</summary>
internal static class Substitutions
{
    /// <param name="grains">The accounts.</param>
    /// <param name="account">Who would act; <see langword="null"/> acts for nobody.</param>
    /// <param name="now">The instant that the substitution has to cover.</param>
    public static async Task<IReadOnlyList<ActingFor>> Of(IGrainFactory grains, AccountView? account, DateTimeOffset now) =>
    [
        .. from person in await AccountsApi.Read(grains, account?.SubstituteFor ?? [])
           where person.Disabled is null
           from window in person.Substitutes
           where window.Account == account?.Name && window.Covers(now)
           select new ActingFor { Account = person.Name, DisplayName = person.DisplayName, Until = window.Until },
    ];
}
