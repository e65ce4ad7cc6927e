namespace Rectification.Gateway.Http;

/// <summary>Where this process keeps what it keeps in files.</summary>
/// <param name="Path">Absolute.</param>
internal sealed record DataFolder(string Path);
