namespace Rectification.Benchmarks.Cli;

/// <summary>What the caller asked for.</summary>
/// <param name="Comparisons">Names of the comparisons to run, in order.</param>
/// <param name="Quick">Smaller plans and shorter rounds: good for seeing that everything runs, not for figures.</param>
/// <param name="PeersOnly">Leaves the product out: every peer is measured, no ratio is printed.</param>
/// <param name="MarkdownPath">Where the same table is written as markdown; null for nowhere.</param>
/// <param name="WorkFolder">Parent of the temporary folder; null for the system's own.</param>
internal sealed record BenchmarkOptions(
    IReadOnlyList<string> Comparisons, bool Quick, bool PeersOnly, string? MarkdownPath, string? WorkFolder)
{
    public static readonly IReadOnlyList<string> Known =
        ["report", "rate", "scale", "store", "start", "memory", "history"];

    public const string Usage =
        """
        dotnet run -c Release --project tests/benchmarks -- [all|report|rate|scale|store|start|memory|history]…
          --quick            smaller plans, shorter rounds
          --peers-only       measure the peers, leave the product out
          --markdown FILE    write the table as markdown too
          --work FOLDER      put the temporary files under this folder (choose the disk that shall be measured)
        """;

    /// <summary>Null when the arguments make no sense.</summary>
    public static BenchmarkOptions? Parse(string[] args)
    {
        var names = new List<string>();
        bool quick = false, peersOnly = false;
        string? markdown = null, work = null;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick": quick = true; break;
                case "--peers-only": peersOnly = true; break;
                case "--markdown" when i + 1 < args.Length: markdown = args[++i]; break;
                case "--work" when i + 1 < args.Length: work = args[++i]; break;
                case "all": names.AddRange(Known); break;
                case var name when Known.Contains(name): names.Add(name); break;
                default: return null;
            }
        }

        var chosen = names.Count == 0 ? Known : [.. names.Distinct()];
        return new(chosen, quick, peersOnly, markdown, work);
    }
}
