namespace Rectification.Tests.Support;

/// <summary>A data folder of a test's own, gone afterwards.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rectification-test-").FullName;

    /// <summary>Where the embedded store keeps its file.</summary>
    public string Database => System.IO.Path.Combine(Path, "rectification.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
