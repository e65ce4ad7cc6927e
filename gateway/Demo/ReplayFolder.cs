using System.Globalization;
using System.Text;

namespace Rectification.Gateway.Demo;

/// <summary>Where a replay keeps its data: a folder that holds nothing else, made anew at every start.</summary>
internal sealed class ReplayFolder : IDisposable
{
    /// <summary>A file that says: what lies here is a replay's and may be thrown away. It is held open while the replay runs.</summary>
    private const string Mark = "replay-only";
    private const string Prefix = "rectification-replay-";

    private readonly FileStream _mark;
    private readonly bool _isTemporary;

    private ReplayFolder(string path, FileStream mark, bool isTemporary) => (Path, _mark, _isTemporary) = (path, mark, isTemporary);

    public string Path { get; }

    /// <summary>Whether a folder is a replay's, so that nothing else may live in it.</summary>
    public static bool IsMarked(string path) => File.Exists(System.IO.Path.Combine(path, Mark));

    /// <param name="path">The folder to use; <see langword="null"/>: a temporary one, gone at the end.</param>
    /// <exception cref="InvalidOperationException">The folder holds other data, or another replay runs in it.</exception>
    public static ReplayFolder Take(string? path)
    {
        if (path is null)
        {
            SweepLeftovers();
            var made = Directory.CreateTempSubdirectory(Prefix).FullName;
            return new(made, Hold(made), isTemporary: true);
        }

        if (Directory.Exists(path) && !IsMarked(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new InvalidOperationException(
                $"回放不会动用已有数据：{path} 不为空。请去掉 Data:Path，或另指一个空文件夹。 A replay does not touch data that is there: {path} is not empty. Leave Data:Path out, or "
                + $"name an empty folder.");
        }

        Directory.CreateDirectory(path);
        var mark = Hold(path);
        Clear(path);
        return new(path, mark, isTemporary: false);
    }

    public void Dispose()
    {
        _mark.Dispose();
        if (_isTemporary && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    /// <summary>
    /// Throws away the temporary folders of replays that were killed. Only a folder whose mark says that a replay had it, and that no living
    /// process holds, is one; folders that cannot be opened or deleted stay.
    /// </summary>
    private static void SweepLeftovers()
    {
        foreach (var folder in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories($"{Prefix}*"))
        {
            try
            {
                Sweep(folder);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // It is in use, or somebody else's.
            }
        }
    }

    private static void Sweep(DirectoryInfo folder)
    {
        if (folder.LinkTarget is not null || !IsMarked(folder.FullName))
        {
            return;
        }

        using (var mark = Open(folder.FullName, FileMode.Open))
        {
            // A replay writes into its mark once it holds it: an empty one is of a folder that is being made at this moment.
            if (mark.Length == 0)
            {
                return;
            }

            Clear(folder.FullName);
        }

        folder.Delete(recursive: true);
    }

    private static FileStream Open(string path, FileMode mode) =>
        new(System.IO.Path.Combine(path, Mark), mode, FileAccess.ReadWrite, FileShare.None);

    private static FileStream Hold(string path)
    {
        try
        {
            var mark = Open(path, FileMode.OpenOrCreate);
            mark.SetLength(0);
            mark.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n")));
            mark.Flush();
            return mark;
        }
        catch (IOException)
        {
            throw new InvalidOperationException($"另一个回放正在使用 {path}。 Another replay runs in {path}.");
        }
    }

    /// <summary>Takes away what an earlier replay left; only ever asked where the mark is.</summary>
    private static void Clear(string path)
    {
        foreach (var folder in Directory.EnumerateDirectories(path))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(path).Where(static file => System.IO.Path.GetFileName(file) != Mark))
        {
            File.Delete(file);
        }
    }
}
