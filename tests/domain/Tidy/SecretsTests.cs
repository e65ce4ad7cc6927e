using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>Nothing that lets anybody in anywhere lies in the repository.</summary>
public sealed partial class SecretsTests
{
    /// <summary>Said to be no secret by what it says: to be replaced, of tests, of an example.</summary>
    private static readonly string[] Harmless = ["change-me", "the-key-of-the-tests", "example", "Must", "…", "[InlineData(\"rk"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void There_is_none(string kind) => Assert.Empty(Found(Sources.All.Concat(Others()), Patterns[kind]));

    [Theory]
    [InlineData("private key", "-----BEGIN PRIVATE KEY-----")]
    [InlineData("private key", "-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("cloud key", "AKIAIOSFODNN7ABCDEFG")]
    [InlineData("cloud key", "AccountKey=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghij==")]
    [InlineData("forge token", "ghp_abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghijklmnopqrstuvwxyz")]
    [InlineData("password", "Host=db;Username=a;Password=Tr0ub4dor;Database=x")]
    [InlineData("password", "Mail__Password=Tr0ub4dor")]
    [InlineData("own key", "rk_ops_abcdefghijklmnopqrstuvwxyz0123456789")]
    public void It_would_be_found(string kind, string text) => Assert.NotEmpty(Found([new("x", [text])], Patterns[kind]));

    public static TheoryData<string> Kinds => [.. Patterns.Keys];

    private static Dictionary<string, Regex> Patterns { get; } = new()
    {
        ["private key"] = PrivateKey(),
        ["cloud key"] = CloudKey(),
        ["forge token"] = ForgeToken(),
        ["web token"] = WebToken(),
        ["password"] = Password(),
        ["own key"] = OwnKey(),
    };

    private static IEnumerable<string> Found(IEnumerable<SourceFile> files, Regex pattern) =>
        files.Where(file => !file.Path.EndsWith(nameof(SecretsTests) + ".cs", StringComparison.Ordinal)).Matches(pattern)
            .Where(line => !Harmless.Any(word => line.Contains(word, StringComparison.Ordinal)));

    /// <summary>What operators are given to fill in has endings of its own.</summary>
    private static IEnumerable<SourceFile> Others() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy"), "*", SearchOption.AllDirectories)
        where !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)
        where Path.GetExtension(file) is ".env" or ".service" or ".example" or ""
        select new SourceFile(Path.GetRelativePath(Repository.Root, file), File.ReadAllLines(file));

    [GeneratedRegex("-----BEGIN ([A-Z]+ )*PRIVATE KEY-----")]
    private static partial Regex PrivateKey();

    [GeneratedRegex("\\bAKIA[0-9A-Z]{16}\\b|AccountKey=[A-Za-z0-9+/]{40,}")]
    private static partial Regex CloudKey();

    [GeneratedRegex("\\b(gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20}|xox[baprs]-[A-Za-z0-9-]{10,}|npm_[A-Za-z0-9]{36})")]
    private static partial Regex ForgeToken();

    [GeneratedRegex("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}")]
    private static partial Regex WebToken();

    /// <summary>With a value in it; names, places to fill in and code that takes it from somewhere are none.</summary>
    [GeneratedRegex("(?<![A-Za-z])(Password|ClientSecret)=(?![\"'$<{%*. ;)…]|\\w*\\(|$)[^\\s;\"'`]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    [GeneratedRegex("\\brk_[a-z0-9-]+_[A-Za-z0-9_-]{30,}")]
    private static partial Regex OwnKey();
}
