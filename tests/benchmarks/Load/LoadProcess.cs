using System.Text.Json;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Load;

/// <summary>The load generator in a process of its own, so that neither heap nor threads are shared with anything measured.</summary>
internal static class LoadProcess
{
    public const string Verb = "generate-load";

    /// <summary>The generator's side: reads the spec, prints the result as JSON.</summary>
    public static async Task Serve(string specPath)
    {
        // Answers are handled on the thread that saw them arrive: half the thread switches of the default.
        // Safe here because nothing in the loop ever blocks.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        LoadSpec spec;
        await using (var file = File.OpenRead(specPath))
            spec = (await JsonSerializer.DeserializeAsync(file, LoadJson.Default.LoadSpec))!;
        var result = await LoadGenerator.Run(spec);
        Console.WriteLine(JsonSerializer.Serialize(result, LoadJson.Default.LoadResult));
    }

    /// <summary>Runs the load and throws if any answer was not a 200.</summary>
    public static async Task<LoadResult> Run(WorkFolder folder, LoadSpec spec, CancellationToken cancel)
    {
        var path = folder.File($"load-{Guid.NewGuid():N}.json");
        await using (var file = File.Create(path))
            await JsonSerializer.SerializeAsync(file, spec, LoadJson.Default.LoadSpec, cancel);
        var output = await Command.Run("dotnet", [typeof(LoadProcess).Assembly.Location, Verb, path], cancel);
        File.Delete(path);
        var result = JsonSerializer.Deserialize(output, LoadJson.Default.LoadResult)!;
        result.ThrowIfFailed();
        return result;
    }
}
