namespace Rectification.Gateway.Hosting;

/// <summary>The command line as the configuration reads it, which knows no option without a value.</summary>
internal static class CommandLine
{
    private const string Demo = "--demo";

    public static string[] Read(string[] args) =>
        [.. args.Select((arg, at) => arg.Equals(Demo, StringComparison.OrdinalIgnoreCase) && (at + 1 == args.Length || args[at + 1].StartsWith('-')) ? $"{Demo}=true" : arg)];
}
