using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rectification.Tests.Gateway.Notifications;

/// <summary>What docs/notifications.md tells a receiver to do, and nothing of the product's own code.</summary>
internal sealed class Verifier(string secret)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly HashSet<string> _seen = [];

    /// <summary>200 for what is new and genuine, 200 without an effect for what was taken before, 401 for what is forged or old.</summary>
    public (int Status, bool IsNew) Judge(string delivery, string timestamp, string signature, byte[] body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || (now - DateTimeOffset.FromUnixTimeSeconds(sent)).Duration() > Window)
        {
            return (401, false);
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp + "."), .. body];
        var expected = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature))
            ? (200, _seen.Add(delivery))
            : (401, false);
    }
}
