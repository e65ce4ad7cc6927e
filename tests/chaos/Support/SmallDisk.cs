using System.Diagnostics;
using System.Globalization;

namespace Rectification.Tests.Support;

/// <summary>
/// A disk of a few MiB in memory, over a folder. Where mounting is not allowed there is none: <see cref="IsThere"/>.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder, bool isThere) => (_folder, IsThere) = (folder, isThere);

    public bool IsThere { get; }

    public static async Task<SmallDisk> Over(string folder, int mebibytes) =>
        new(folder, await Run("mount", "-t", "tmpfs", "-o", Size(mebibytes), "tmpfs", folder) == 0);

    /// <summary>Makes it larger under whoever uses it.</summary>
    public Task Grow(int mebibytes) => Must("mount", "-o", $"remount,{Size(mebibytes)}", _folder);

    /// <summary>Lets nobody write any more; refused while somebody could.</summary>
    public Task MakeReadOnly() => Must("mount", "-o", "remount,ro", _folder);

    public async ValueTask DisposeAsync()
    {
        if (IsThere)
        {
            await Must("umount", _folder);
        }
    }

    private static string Size(int mebibytes) => string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m");

    private static async Task Must(string program, params string[] arguments)
    {
        if (await Run(program, arguments) is not 0 and var code)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}.");
        }
    }

    private static async Task<int> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.ReadToEnd();
        return process.ExitCode;
    }
}
