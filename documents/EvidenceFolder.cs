namespace Rectification.Documents;

/// <summary>How a folder keeps evidence: <c>ab/cdef…</c>, by the file's SHA-256.</summary>
public static class EvidenceFolder
{
    /// <summary>Name of the folder under <c>Data:Path</c>.</summary>
    public const string Name = "evidence";

    private const int BufferBytes = 64 * 1024;

    /// <param name="folder">The folder that holds all evidence.</param>
    /// <param name="sha256">64 small hexadecimal digits.</param>
    public static string PathOf(string folder, string sha256) => Path.Combine(folder, sha256[..2], sha256[2..]);

    /// <summary>Opens a file, or gives <see langword="null"/>.</summary>
    public static Stream? Open(string folder, string sha256) => PathOf(folder, sha256) is var path && File.Exists(path)
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, useAsync: true)
        : null;
}
