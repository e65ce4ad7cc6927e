namespace Rectification.Hosting;

/// <summary>Settings hold for a run: a host does not wait for them to change.</summary>
public static class StartSettings
{
    /// <summary>
    /// The command line with which a host watches no files. To hear of a changed setting it would watch everything below the folder it was started in, the
    /// embedded store too, and be woken by every write to it.
    /// </summary>
    public static string[] Unwatched(string[] args) => ["--hostBuilder:reloadConfigOnChange=false", .. args];
}
