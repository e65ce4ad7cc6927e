namespace Rectification.Tests;

/// <summary>The working copy the tests were built from, found by walking up to the solution.</summary>
internal static class Repository
{
    public static readonly string Root = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        var here = new DirectoryInfo(folder);
        while (!File.Exists(Path.Combine(here.FullName, "OrleansRectification.sln")))
        {
            here = here.Parent ?? throw new DirectoryNotFoundException($"No OrleansRectification.sln above {folder}.");
        }

        return here.FullName;
    }
}
