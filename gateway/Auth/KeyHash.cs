using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Rectification.Gateway.Auth;

/// <summary>SHA-256 of a whole key: what is kept, compared and cached instead of the key.</summary>
internal readonly record struct KeyHash(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Longest key of an account, in characters.</summary>
    public const int MaxKeyLength = 512;

    /// <summary>Longest token of an issuer or cookie that is looked at, in characters.</summary>
    public const int MaxProofLength = 8 * 1024;

    private const int Size = 32;

    public static KeyHash Of(ReadOnlySpan<char> key)
    {
        Span<byte> hash = stackalloc byte[Size];
        if (key.Length <= MaxKeyLength)
        {
            Span<byte> bytes = stackalloc byte[MaxKeyLength * 3];
            SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(key.ToArray()), hash);
        }

        return MemoryMarshal.Read<KeyHash>(hash);
    }

    /// <summary>The hash under which the same proof is kept when it acts for a person; no header can hold the text it is made of.</summary>
    public KeyHash ActingFor(ReadOnlySpan<char> person) => Of($"{ToHex()}\n{person}");

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string ToHex()
    {
        Span<byte> hash = stackalloc byte[Size];
        MemoryMarshal.Write(hash, in this);
        return Convert.ToHexStringLower(hash);
    }
}
