using System.Buffers.Text;
using System.Security.Cryptography;

namespace Rectification.Gateway.Auth;

/// <summary>The form of a key: <c>rk_{account}_{43 url-safe random characters}</c>.</summary>
internal static class ApiKeys
{
    private const string Prefix = "rk_";
    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    public static string Create(string account) => $"{Prefix}{account}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <summary>The account named in a key, or <see langword="null"/> when the text has another form.</summary>
    public static string? AccountOf(ReadOnlySpan<char> key)
    {
        var end = key.Length - SecretLength - 1;
        if (end <= Prefix.Length || !key.StartsWith(Prefix, StringComparison.Ordinal) || key[end] != '_')
        {
            return null;
        }

        var account = key[Prefix.Length..end].ToString();
        return Ids.IsValid(account) ? account : null;
    }
}
