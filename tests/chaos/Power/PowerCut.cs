using System.Diagnostics;
using System.Globalization;

namespace Rectification.Tests.Chaos.Power;

/// <summary>
/// A folder on a disk that may lose its power: a program that is started with <see cref="Environment"/> has everything written down that it does to files
/// there; <see cref="Cut"/> then leaves of it what such a disk may hold. Names of files are kept as journalling file systems do: in their order, those
/// of before a sync for good.
/// </summary>
internal sealed class PowerCut : IDisposable
{
    private static readonly Lazy<string> Library = new(Compile);

    private readonly string _folder;
    private readonly Random _random;
    private readonly DataFolder _beside = new();
    private Dictionary<string, DiskFile> _names = [];

    public PowerCut(string folder, int seed)
    {
        (_folder, _random) = (folder, new(seed));
        Remember();
    }

    /// <summary>What the last cut took.</summary>
    public string Told { get; private set; } = "";

    /// <summary>While this file is there the disk hangs.</summary>
    public string Hang => Path.Combine(_beside.Path, "hang");

    public (string Name, string Value)[] Environment =>
        [("LD_PRELOAD", Library.Value), ("POWERCUT_ROOT", _folder), ("POWERCUT_LOG", Log), ("POWERCUT_HANG", Hang)];

    private string Log => Path.Combine(_beside.Path, "log");

    /// <summary>The program is gone; so is what it had not synced.</summary>
    public void Cut()
    {
        var (names, files, moves, kept) = (_names, new Dictionary<ulong, DiskFile>(), new List<PowerRecord>(), 0);
        var born = new Dictionary<ulong, DiskFile>();
        var now = new Dictionary<string, DiskFile>(names);
        var folders = new HashSet<ulong>();
        foreach (var record in PowerRecord.Of(Log))
        {
            switch (record.Act)
            {
                case PowerAct.Open when record.OfFolder:
                    folders.Add(record.Inode);
                    break;
                case PowerAct.Open:
                    if (record.Made || !now.ContainsKey(record.First))
                    {
                        moves.Add(record);
                        born[record.Sequence] = now[record.First] = new();
                    }

                    folders.Remove(record.Inode);
                    files[record.Inode] = now[record.First];
                    if (record.Emptied)
                    {
                        now[record.First].Add(record);
                    }

                    break;
                case PowerAct.Write or PowerAct.Truncate:
                    files[record.Inode].Add(record);
                    break;
                case PowerAct.Sync:
                    if (!folders.Contains(record.Inode))
                    {
                        files[record.Inode].Sync((ulong)record.Offset);
                    }

                    // One journal for all names: what was renamed or made before the sync began is kept with it.
                    kept = Math.Max(kept, moves.FindLastIndex(move => move.Sequence <= (ulong)record.Offset) + 1);
                    break;
                default:
                    moves.Add(record);
                    Move(now, record, born);
                    break;
            }
        }

        kept += _random.Next(moves.Count - kept + 1);
        foreach (var move in moves.Take(kept))
        {
            Move(names, move, born);
        }

        Leave(names, moves.Count - kept);
    }

    public void Dispose() => _beside.Dispose();

    private static void Move(Dictionary<string, DiskFile> names, PowerRecord move, Dictionary<ulong, DiskFile> born)
    {
        switch (move.Act)
        {
            case PowerAct.Open:
                names[move.First] = born[move.Sequence];
                break;
            case PowerAct.Rename:
                var within = $"{move.First}/";
                foreach (var (name, file) in names.Where(name => name.Key == move.First || name.Key.StartsWith(within, StringComparison.Ordinal)).ToList())
                {
                    names.Remove(name);
                    names[move.Second + name[move.First.Length..]] = file;
                }

                break;
            case PowerAct.Link:
                names[move.Second] = names[move.First];
                break;
            case PowerAct.Unlink:
                names.Remove(move.First);
                break;
        }
    }

    /// <summary>The folder as the disk now has it. Folders themselves stay: an empty one more or less is nothing to the program.</summary>
    private void Leave(Dictionary<string, DiskFile> names, int lost)
    {
        // All of it, nothing of it, or any mixture: a disk that loses everything is another trial than one that loses a sector.
        double[] chances = [0, 0.5, 0.9, 1];
        var chance = chances[_random.Next(chances.Length)];
        var unsynced = names.Where(static name => !name.Key.EndsWith("-shm", StringComparison.Ordinal)).Select(static name => name.Value).Distinct()
            .Sum(static file => file.Unsynced);
        Told = string.Create(CultureInfo.InvariantCulture, $"; {unsynced} changes unsynced, of which {chance:P0} stood, {lost} names lost");
        foreach (var path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).ToList())
        {
            File.Delete(path);
        }

        foreach (var (path, file) in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.AfterCut(chance, _random));
        }

        File.Delete(Log);
        Remember();
    }

    private void Remember() =>
        _names = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).ToDictionary(path => path, path => new DiskFile(File.ReadAllBytes(path)));

    private static string Compile()
    {
        var library = Path.Combine(Directory.CreateTempSubdirectory("powercut").FullName, "powercut.so");
        var source = Path.Combine(Repository.Root, "tests", "chaos", "Power", "powercut.c");
        var start = new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl", "-lpthread"])
        {
            RedirectStandardError = true,
        };
        using var compiler = Process.Start(start)!;
        var said = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException($"powercut.c was not compiled:\n{said}");
    }
}
