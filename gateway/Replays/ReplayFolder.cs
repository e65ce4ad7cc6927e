namespace Rectification.Gateway.Replays;

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
            var made = Directory.CreateTempSubdirectory(Prefix).FullName;
            return new(made, Hold(made), isTemporary: true);
        }

        if (Directory.Exists(path) && !IsMarked(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new InvalidOperationException(
                $"回放不会动用已有数据:{path} 不为空。请去掉 Data:Path,或另指一个空文件夹。 A replay does not touch data that is there: {path} is not empty. Leave Data:Path out, or name an empty folder.");
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

    private static FileStream Hold(string path)
    {
        try
        {
            return new(System.IO.Path.Combine(path, Mark), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
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
