namespace Rectification.Benchmarks.Processes;

/// <summary>Where the parts of the repository are, found from this program's own place in it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Folder that <c>gateway</c> and <c>silo</c> were published into; null: what was built is run.</summary>
    public static string? Published { get; set; }

    public static string GatewayDll => Product("gateway", "Rectification.Gateway.dll");

    /// <summary>The gateway of another build, in a folder laid out as a published one.</summary>
    public static string GatewayDllIn(string folder) => Path.Combine(folder, "gateway", "Rectification.Gateway.dll");

    public static string SiloDll => Product("silo", "Rectification.Silo.dll");

    public static string SeedsDll => Path.Combine(Root, "seeds", "bin", "Release", "net10.0", "Rectification.Seeds.dll");

    public static string VerifierDll => Path.Combine(Root, "deploy", "verifier", "bin", "Release", "net10.0", "rectification-verify.dll");

    /// <summary>The dll of a project in the given folder, built first if nobody has.</summary>
    public static async Task<string> Built(string folder, string dll, CancellationToken cancel)
    {
        if (!File.Exists(dll))
            await Command.Run("dotnet", ["build", Path.Combine(Root, folder), "-c", "Release", "-v", "q", "--nologo"], cancel);
        return File.Exists(dll) ? dll : throw new FileNotFoundException($"The build of {folder} made no {Path.GetFileName(dll)}.");
    }

    private static string Product(string folder, string dll) =>
        Published is { } published ? Path.Combine(published, folder, dll) : Path.Combine(Root, folder, "bin", "Release", "net10.0", dll);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrleansRectification.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The benchmarks run from inside the repository only.");
    }
}
