using Rectification.Hosting;

namespace Rectification.Gateway.Hosting;

/// <summary>The command line as the configuration reads it, which knows no option without a value.</summary>
internal static class CommandLine
{
    private static readonly string[] Switches = ["--demo", "--replay"];

    public static string[] Read(string[] args) => StartSettings.Unwatched([.. args.Select((arg, at) =>
        Switches.FirstOrDefault(name => name.Equals(arg, StringComparison.OrdinalIgnoreCase)) is { } name
            && (at + 1 == args.Length || args[at + 1].StartsWith('-')) ? $"{name}=true" : arg)]);
}
