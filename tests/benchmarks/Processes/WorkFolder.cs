namespace Rectification.Benchmarks.Processes;

/// <summary>The run's own temporary folder; everything in it goes when the run ends, however it ends.</summary>
internal sealed class WorkFolder : IDisposable
{
    public WorkFolder(string? parent)
    {
        var full = System.IO.Path.GetFullPath(parent ?? System.IO.Path.GetTempPath());
        Path = System.IO.Path.Combine(full, $"rectification-benchmark-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A new empty folder inside; the name is made unique.</summary>
    public string Folder(string name)
    {
        var path = File($"{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(path);
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException problem)
        {
            Console.Error.WriteLine($"Left behind: {Path} ({problem.Message})");
        }
    }
}
