namespace Rectification.Gateway.Accounts;

/// <summary>Roles as words.</summary>
internal static class RoleWords
{
    public static IReadOnlyList<string> Of(Roles roles) =>
        [.. Enum.GetValues<Roles>().Where(role => role != Roles.None && roles.HasFlag(role)).Select(Http.Words.Of)];

    /// <summary>All roles of the list together; otherwise the index of the first word that is no role.</summary>
    public static bool TryRead(IReadOnlyList<string> words, out Roles roles, out int unknown)
    {
        roles = Roles.None;
        for (unknown = 0; unknown < words.Count; unknown++)
        {
            if (!Http.Words.TryRead<Roles>(words[unknown], out var role) || role == Roles.None)
            {
                return false;
            }

            roles |= role;
        }

        unknown = -1;
        return true;
    }
}
