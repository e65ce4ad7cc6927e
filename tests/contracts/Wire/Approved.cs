namespace Rectification.Tests.Contracts.Wire;

/// <summary>Files that hold what was approved. <c>RECTIFICATION_REWRITE_REFERENCE=1</c> writes
/// them anew; the difference is then for a person to judge.</summary>
internal static class Approved
{
    private static readonly string Folder = Path.Combine(Root(AppContext.BaseDirectory), "tests", "contracts", "Wire");

    /// <summary>The approved text, or the actual one where it is to be written anew.</summary>
    public static string Read(string name, Func<string> actual)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("RECTIFICATION_REWRITE_REFERENCE") == "1")
        {
            File.WriteAllText(path, actual());
        }

        return File.ReadAllText(path);
    }

    /// <summary>A text that was approved once and is never written anew: what an earlier build stored.</summary>
    public static string Frozen(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "OrleansRectification.sln")) ? folder : Root(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
