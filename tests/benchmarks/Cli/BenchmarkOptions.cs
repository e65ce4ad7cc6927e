using System.Globalization;

namespace Rectification.Benchmarks.Cli;

/// <summary>What the caller asked for.</summary>
/// <param name="Comparisons">Names of the comparisons to run, in order.</param>
/// <param name="Quick">Smaller plans and shorter rounds: good for seeing that everything runs, not for figures.</param>
/// <param name="PeersOnly">Leaves the product out: every peer is measured, no ratio is printed.</param>
/// <param name="MarkdownPath">Where the same table is written as markdown; null for nowhere.</param>
/// <param name="WorkFolder">Parent of the temporary folder; null for the system's own.</param>
internal sealed record BenchmarkOptions(IReadOnlyList<string> Comparisons, bool Quick, bool PeersOnly, string? MarkdownPath, string? WorkFolder)
{
    public static readonly IReadOnlyList<string> Known =
        ["report", "rate", "scale", "store", "start", "memory", "history", "streams", "ledger", "pages"];

    /// <summary>Too long, or too particular, to be part of <c>all</c>.</summary>
    public static readonly IReadOnlyList<string> ByNameOnly = ["way", "million", "overload", "soak"];

    public const string Usage =
        """
        dotnet run -c Release --project tests/benchmarks -- [all|report|rate|scale|store|start|memory|history|streams|ledger|pages|way|million|overload|soak]…
          --quick            smaller plans, shorter rounds
          --peers-only       measure the peers, leave the product out
          --markdown FILE    write the table as markdown too
          --work FOLDER      put the temporary files under this folder (choose the disk that shall be measured)
          --profile NAME     embedded (default) or postgres: report, store and million also know the latter
          --silos N          processes that hold grains, on postgres (default: report 1 and 3, million 3)
          --measures N       million: size of the plan (default 1000000)
          --units N          million: its units (default 1200)
          --streams N        streams: open event streams (default 1000)
          --published FOLDER the product as published into its sub-folders silo and gateway, instead of as built
          --against FOLDER   pages, way: a build of before in this folder's sub-folder gateway, measured in the same run
          --minutes N        million: how long reports are filed between the two looks at the memory (default 1); soak: how long in all (default 120)
          --rate N           soak: reports a second (default 400)
          --every N          soak: minutes between two restarts (default a twelfth of the time)
          --out FOLDER       soak: soak.csv and soak.svg are written here
        dotnet run -c Release --project tests/benchmarks -- forecast [--chosen] [--plot FILE]
        """;

    /// <summary>On the product's profile <c>postgres</c>: silos and gateways of their own processes.</summary>
    public bool OnPostgres { get; private init; }

    /// <summary>How many silos; null for the comparison's own choice.</summary>
    public int? Silos { get; private init; }

    public int? Measures { get; private init; }

    public int? Units { get; private init; }

    public int? Streams { get; private init; }

    public double? Minutes { get; private init; }

    /// <summary>Reports a second; null for the comparison's own choice.</summary>
    public double? PerSecond { get; private init; }

    /// <summary>Minutes between two restarts; null for the comparison's own choice.</summary>
    public double? RestartEvery { get; private init; }

    /// <summary>Folder for what is drawn over time; null for nowhere.</summary>
    public string? Out { get; private init; }

    /// <summary>Folder the product was published into; null for what was built.</summary>
    public string? Published { get; private init; }

    /// <summary>Folder of a build of before, for what compares with it; null: nothing is compared.</summary>
    public string? Against { get; private init; }

    /// <summary>Null when the arguments make no sense.</summary>
    public static BenchmarkOptions? Parse(string[] args)
    {
        var names = new List<string>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var flags = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick" or "--peers-only": flags.Add(args[i]); break;
                case "--markdown" or "--work" or "--profile" or "--silos" or "--measures" or "--units" or "--streams" or "--minutes"
                    or "--published" or "--against" or "--rate" or "--every" or "--out"
                    when i + 1 < args.Length:
                    values[args[i]] = args[++i];
                    break;
                case "all": names.AddRange(Known); break;
                case var name when Known.Contains(name) || ByNameOnly.Contains(name): names.Add(name); break;
                default: return null;
            }
        }

        var counts = new[] { "--silos", "--measures", "--units", "--streams", "--minutes", "--rate", "--every" };
        if (values.GetValueOrDefault("--profile") is not (null or "embedded" or "postgres")
            || counts.Any(name => values.TryGetValue(name, out var text) && !(double.TryParse(text, CultureInfo.InvariantCulture, out var count) && count > 0)))
        {
            return null;
        }

        return new(
            names.Count == 0 ? Known : [.. names.Distinct()], flags.Contains("--quick"), flags.Contains("--peers-only"),
            values.GetValueOrDefault("--markdown"), values.GetValueOrDefault("--work"))
        {
            OnPostgres = values.GetValueOrDefault("--profile") == "postgres",
            Silos = (int?)Count(values, "--silos"),
            Measures = (int?)Count(values, "--measures"),
            Units = (int?)Count(values, "--units"),
            Streams = (int?)Count(values, "--streams"),
            Minutes = Count(values, "--minutes"),
            PerSecond = Count(values, "--rate"),
            RestartEvery = Count(values, "--every"),
            Out = values.GetValueOrDefault("--out"),
            Published = values.GetValueOrDefault("--published"),
            Against = values.GetValueOrDefault("--against"),
        };
    }

    private static double? Count(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
