using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Rectification.Verifier;

/// <summary>A SHA-256.</summary>
internal readonly record struct Hash(ulong A, ulong B, ulong C, ulong D)
{
    public const int Size = 32;

    /// <summary>What stands before the first entry of a chain.</summary>
    public static Hash None => default;

    public static Hash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(bytes, hash);
        return From(hash);
    }

    /// <summary>Hash over two parts, one after the other.</summary>
    public static Hash Of(IncrementalHash sha, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        sha.AppendData(first);
        sha.AppendData(second);
        return Finish(sha);
    }

    public static Hash Finish(IncrementalHash sha)
    {
        Span<byte> hash = stackalloc byte[Size];
        sha.GetHashAndReset(hash);
        return From(hash);
    }

    public static Hash From(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<Hash>(bytes);

    public void CopyTo(Span<byte> bytes) => MemoryMarshal.Write(bytes, this);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
