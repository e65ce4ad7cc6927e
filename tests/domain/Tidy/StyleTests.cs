using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>Style that a machine can see, over the whole repository.</summary>
public sealed partial class StyleTests
{
    /// <summary>Peers and load generators live by the real clock: it is what they measure.</summary>
    private const string Benchmarks = "tests/benchmarks/";

    [Fact]
    public void Nobody_reads_the_machines_clock() => Assert.Empty(Code.Where(file => !IsUnder(file, Benchmarks)).Matches(MachineClock()));

    [Fact]
    public void Nobody_blocks_on_a_task() => Assert.Empty(Code.Matches(Blocking()));

    [Fact]
    public void No_test_sleeps_and_hopes() =>
        Assert.Empty(Code.Where(file => IsUnder(file, "tests/") && !IsUnder(file, Benchmarks)).Matches(Sleeping()));

    [Fact]
    public void Nothing_is_left_for_later() => Assert.Empty(Sources.All.Matches(Leftover()));

    [Fact]
    public void Nothing_names_a_place_on_one_machine() => Assert.Empty(Sources.All.Matches(MachinePath()));

    /// <summary>So that a room is found by its name, and the other way round.</summary>
    [Fact]
    public void A_namespace_is_its_folder() =>
        Assert.Empty(
            from file in Sources.CSharp
            let folder = Folder().Match(file.Path)
            where folder.Success
            let wanted = $"namespace Rectification{Root(folder.Groups[1].Value)}{folder.Groups[2].Value.Replace('/', '.')};"
            where !file.Lines.Contains(wanted)
            select $"{file.Path}: {wanted}");

    private static string Root(string project) => project switch { "gateway" => ".Gateway", "documents" => ".Documents", _ => "" };

    private static IEnumerable<SourceFile> Code => Sources.CSharp.Select(file => file.Code);

    private static bool IsUnder(SourceFile file, string folder) => file.Path.StartsWith(folder, StringComparison.Ordinal);

    [GeneratedRegex("^(gateway|silo|grains|documents)((?:/[A-Z]\\w*)*)/(?!Program\\.)[A-Z][\\w.]*\\.cs$")]
    private static partial Regex Folder();

    [GeneratedRegex("\\bDateTime(Offset)?\\.(Utc)?Now\\b|\\bDateTime\\.Today\\b")]
    private static partial Regex MachineClock();

    /// <summary>A property of our own may be called Result, and threads wait for monitors; a task's is asked of a call or of something named a task.</summary>
    [GeneratedRegex("(\\)|[Tt]ask\\w*)\\.(Result\\b|Wait\\()|\\bTask\\.Wait(All|Any)\\b|\\.GetAwaiter\\(\\)\\.GetResult\\(")]
    private static partial Regex Blocking();

    [GeneratedRegex("\\bTask\\.Delay\\b|\\bThread\\.Sleep\\b")]
    private static partial Regex Sleeping();

    [GeneratedRegex("\\b(T[O]DO|F[I]XME|H[A]CK|X[X]X)\\b")]
    private static partial Regex Leftover();

    [GeneratedRegex("(?<![\\w.~])/(home|root|work|Users)/\\w|\\b[A-Z]:\\\\Users")]
    private static partial Regex MachinePath();
}
