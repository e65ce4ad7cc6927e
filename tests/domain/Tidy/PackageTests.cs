using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rectification.Tests.Tidy;

/// <summary>
/// What is built of others' packages is known to the last one: exact versions, each with the hash of what it is. Whether one has a known hole nobody can
/// tell without asking outside; docs/security.md says how.
/// </summary>
public sealed partial class PackageTests
{
    private static readonly string[] LockFiles =
    [
        .. Sources.All.Where(file => Path.GetFileName(file.Path) == "packages.lock.json").Select(file => Path.Combine(Repository.Root, file.Path)),
    ];

    private static readonly ILookup<string, string?> Locked =
        LockFiles.SelectMany(file => Packages(File.ReadAllBytes(file))).ToLookup(package => $"{package.Name} {package.Version}", package => package.Hash);

    [Fact]
    public void Every_project_has_its_lock_file()
    {
        var projects = Sources.All.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)).Select(file => Path.GetDirectoryName(file.Path));

        Assert.Empty(projects.Except(LockFiles.Select(file => Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file)))));
    }

    [Fact]
    public void Every_version_that_is_asked_for_is_exact()
    {
        var asked = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Version")!.Value).ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, version => Assert.Matches(Exact(), version));
    }

    [Fact]
    public void Every_package_is_what_it_was_and_the_same_everywhere()
    {
        Assert.NotEmpty(Locked);
        Assert.Empty(Locked.Where(package => package.Distinct().Count() > 1).Select(package => package.Key));
        Assert.All(Locked, package => Assert.False(string.IsNullOrEmpty(package.First()), package.Key));
    }

    private static IEnumerable<(string Name, string Version, string? Hash)> Packages(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var framework in document.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (var package in framework.Value.EnumerateObject().Where(package => package.Value.GetProperty("type").GetString() != "Project"))
            {
                yield return (package.Name, package.Value.GetProperty("resolved").GetString()!,
                    package.Value.TryGetProperty("contentHash", out var hash) ? hash.GetString() : null);
            }
        }
    }

    [GeneratedRegex("^[0-9]+(\\.[0-9]+){2,3}(-[a-z]+(\\.[0-9]+)*)?$")]
    private static partial Regex Exact();
}
