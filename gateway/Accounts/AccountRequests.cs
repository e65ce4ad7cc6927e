using System.Globalization;
using Rectification.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Accounts;

/// <summary>Whether what is asked of an account has the right form, and the command it comes to; for the API and for the pages alike.</summary>
internal static class AccountRequests
{
    private const int MaxDisplayName = 100;
    private const int MaxEmail = 254;
    private const int MaxLabelLength = 64;

    /// <summary>Addresses under /accounts that are no account.</summary>
    private static readonly string[] Reserved = ["trail"];

    public static (AccountCommand? Command, Refusal? Refusal) Of(NewScope scope) =>
        WrongScope(scope.Roles, scope.Units, scope.Leaders, out var roles) is { } wrong ? (null, wrong)
        : (new ReplaceScope { Roles = roles, Units = scope.Units, Leaders = scope.Leaders }, null);

    public static (AccountCommand? Command, Refusal? Refusal) Of(NewContact contact) =>
        WrongContact(contact.DisplayName, contact.Email) is { } wrong ? (null, wrong)
        : (new ReplaceContact { DisplayName = contact.DisplayName, Email = contact.Email }, null);

    public static (AccountCommand? Command, Refusal? Refusal) Of(HandoverBody handover) =>
        Ids.IsValid(handover.To) ? (new HandOver { To = handover.To, Reason = handover.Reason }, null) : (null, AccountRefusals.ReceiverUnknown);

    public static (AccountCommand? Command, Refusal? Refusal) Of(SubstituteBody substitute) =>
        Ids.IsValid(substitute.Account)
            ? (new AppointSubstitute { Account = substitute.Account, From = substitute.From, Until = substitute.Until, Reason = substitute.Reason }, null)
            : (null, AccountRefusals.SubstituteUnknown);

    public static (CreateAccount? Command, Refusal? Refusal) Of(NewAccount account) =>
        Wrong(account, out var roles) is { } wrong ? (null, wrong)
        : (new()
        {
            Spec = new() { Name = account.Name, Roles = roles, Units = account.Units, Leaders = account.Leaders },
            DisplayName = account.DisplayName,
            Email = account.Email,
        }, null);

    public static Refusal? WrongLabel(string label) =>
        string.IsNullOrWhiteSpace(label) || label.Length > MaxLabelLength ? HttpRefusals.LabelMalformed : null;

    private static Refusal? Wrong(NewAccount account, out Roles roles)
    {
        roles = Roles.None;
        return !Ids.IsValid(account.Name) || Reserved.Contains(account.Name) ? HttpRefusals.AccountNameMalformed
            : WrongContact(account.DisplayName, account.Email) is { } contact ? contact
            : account.Password is { } password && Passwords.IsTooLong(password) ? AuthRefusals.PasswordWeak
            : WrongScope(account.Roles, account.Units, account.Leaders, out roles);
    }

    private static Refusal? WrongContact(string? displayName, string? email) =>
        displayName is not null && (string.IsNullOrWhiteSpace(displayName) || displayName.Length > MaxDisplayName) ? HttpRefusals.FieldType("/displayName")
        : email is not null && (email.Length > MaxEmail || !System.Net.Mail.MailAddress.TryCreate(email, out _)) ? HttpRefusals.FieldType("/email")
        : null;

    private static Refusal? WrongScope(IReadOnlyList<string> words, IReadOnlyList<string> units, IReadOnlyList<string> leaders, out Roles roles)
    {
        roles = Roles.None;
        return words.Count == 0 ? HttpRefusals.FieldMissing("/roles")
            : !RoleWords.TryRead(words, out roles, out var unknown) ? HttpRefusals.ElementUnknown(At("/roles", unknown))
            : Malformed(units) is { } unit ? HttpRefusals.ElementUnknown(At("/units", unit))
            : Malformed(leaders) is { } leader ? HttpRefusals.ElementUnknown(At("/leaders", leader))
            : null;
    }

    private static int? Malformed(IReadOnlyList<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (!Ids.IsValid(ids[i]))
            {
                return i;
            }
        }

        return null;
    }

    private static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}/{index}");
}
