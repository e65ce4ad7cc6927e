using Rectification.Gateway.Auth;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Accounts.Pages;

/// <summary>What the forms about accounts have in common.</summary>
internal static class AccountForms
{
    /// <summary>Who does what a form says, under the form's id; <see langword="null"/> when that is malformed.</summary>
    public static CommandSender? Sender(this FormInput form, Caller admin) =>
        form.Id is { } id ? new(admin.Actor.Account, admin.Actor.OnBehalfOf, id) : null;
}
