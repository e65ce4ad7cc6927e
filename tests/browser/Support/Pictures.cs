using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Rectification.Tests.Browser.Support;

/// <summary>Where the pictures of the documents lie, and whether they are taken anew.</summary>
internal static class Pictures
{
    /// <summary>Largest animated picture, in bytes: a README must open on a slow line.</summary>
    public const int MaxAnimationBytes = 1_500_000;

    private const string Encoder = "convert";

    /// <summary>Width of the animated picture, in pixels.</summary>
    private const int AnimationWidth = 820;

    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "pictures");

    /// <summary>RECTIFICATION_REWRITE_REFERENCE is 1.</summary>
    public static bool AreTaken => Environment.GetEnvironmentVariable("RECTIFICATION_REWRITE_REFERENCE") == "1";

    /// <summary>The picture of what is shown; it must be there in any case.</summary>
    public static async Task Take(Visit visit, string name, bool whole)
    {
        var file = Of($"{name}.png");
        if (AreTaken)
        {
            await visit.Page.ScreenshotAsync(new() { Path = file, FullPage = whole });
        }

        IsThere(file);
    }

    public static string Of(string name) => Path.Combine(Folder, name);

    public static void IsThere(string file) => Assert.True(File.Exists(file), $"{file} is not there; take it with RECTIFICATION_REWRITE_REFERENCE=1.");

    /// <summary>Makes one animated picture of many; the last one stands longer before it begins anew.</summary>
    /// <param name="frames">Files of the pictures, in order, all of one size.</param>
    /// <param name="file">The GIF to write.</param>
    /// <param name="frame">How long each is shown.</param>
    /// <param name="last">How long the last one is.</param>
    public static async Task Animate(IReadOnlyList<string> frames, string file, TimeSpan frame, TimeSpan last)
    {
        string[] arguments =
        [
            "-loop", "0", "-delay", Hundredths(frame), .. frames.SkipLast(1), "-delay", Hundredths(last), frames[^1],
            "-resize", $"{AnimationWidth}x", "+dither", "-colors", "56", "-layers", "OptimizeFrame", "-layers", "OptimizeTransparency", file,
        ];
        using var encoder = Start(arguments);
        var said = await encoder.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await encoder.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(encoder.ExitCode == 0, $"{Encoder} ended with {encoder.ExitCode}: {said}");
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(Encoder, arguments) { RedirectStandardError = true })!;
        }
        catch (Win32Exception problem)
        {
            throw new InvalidOperationException(
                $"The animated picture is made by ImageMagick's program {Encoder}, which is not there (Debian: apt-get install imagemagick).", problem);
        }
    }

    private static string Hundredths(TimeSpan time) => ((int)(time.TotalMilliseconds / 10)).ToString(CultureInfo.InvariantCulture);
}
