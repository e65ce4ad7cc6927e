using System.Globalization;

namespace Rectification.Tests.Contracts.States;

/// <summary>The files <c>States/&lt;version&gt;/&lt;alias&gt;.bin</c>, as a version stored them, and
/// beside each what it held. They are added to and never changed.</summary>
internal static class StateFiles
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "contracts", "States");

    /// <summary>Whether a type whose newest file lacks a field gets a file of the next version.</summary>
    public static bool MayAdd => Environment.GetEnvironmentVariable("RECTIFICATION_REWRITE_REFERENCE") == "1";

    public static IReadOnlyList<int> VersionsOf(string name) =>
        [.. Directory.GetDirectories(Folder)
            .Where(folder => File.Exists(Path.Combine(folder, name + ".bin")))
            .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).Order()];

    public static byte[] Bytes(string name, int version) => File.ReadAllBytes(Place(name, version) + ".bin");

    public static string Fields(string name, int version) => File.ReadAllText(Place(name, version) + ".txt");

    public static void Add(string name, byte[] bytes, string fields)
    {
        var version = VersionsOf(name) is [.., var newest] ? newest + 1 : 1;
        Directory.CreateDirectory(Path.GetDirectoryName(Place(name, version))!);
        File.WriteAllBytes(Place(name, version) + ".bin", bytes);
        File.WriteAllText(Place(name, version) + ".txt", fields);
    }

    /// <summary>Source files under folders of the repository.</summary>
    public static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    private static string Place(string name, int version) => Path.Combine(Folder, version.ToString(CultureInfo.InvariantCulture), name);
}
