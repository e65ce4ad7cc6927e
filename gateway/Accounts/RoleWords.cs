using Rectification.Terms;

namespace Rectification.Gateway.Accounts;

/// <summary>Roles as words.</summary>
internal static class RoleWords
{
    /// <summary>In the order of a list to choose from.</summary>
    public static readonly IReadOnlyList<string> All = ((Roles)~0).Words();

    public static Term Term(string word) => Http.Words.TryRead<Roles>(word, out var role) ? Glossary.Of(role) : new(word, word);

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
