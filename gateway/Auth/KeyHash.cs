using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Rectification.Gateway.Auth;

/// <summary>SHA-256 of a whole key: what is kept, compared and cached instead of the key.</summary>
internal readonly record struct KeyHash(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Longest key that is looked at, in characters.</summary>
    public const int MaxKeyLength = 512;

    private const int Size = 32;

    public static KeyHash Of(ReadOnlySpan<char> key)
    {
        Span<byte> bytes = stackalloc byte[MaxKeyLength * 3];
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        return MemoryMarshal.Read<KeyHash>(hash);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string ToHex()
    {
        Span<byte> hash = stackalloc byte[Size];
        MemoryMarshal.Write(hash, in this);
        return Convert.ToHexStringLower(hash);
    }
}
