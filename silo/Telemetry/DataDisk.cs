namespace Rectification.Telemetry;

/// <summary>The disk that the data folder lies on.</summary>
internal sealed class DataDisk
{
    private readonly string _folder;

    /// <param name="folder">The data folder, which need not be there yet.</param>
    public DataDisk(string folder)
    {
        _folder = folder;
        RectificationMeter.ObserveGauge("rectification.disk.free", "By", "Free bytes of the disk with the data folder.", () => [new(Figures().Free)]);
        RectificationMeter.ObserveGauge("rectification.disk.size", "By", "Size of the disk with the data folder, in bytes.", () => [new(Figures().Size)]);
    }

    public DiskFigures Figures()
    {
        try
        {
            var drive = new DriveInfo(Present(_folder));
            return new(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new(0, 0);
        }
    }

    private static string Present(string folder) => Directory.Exists(folder) ? folder : Present(Path.GetDirectoryName(folder) ?? Path.GetTempPath());
}
