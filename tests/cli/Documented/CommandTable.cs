namespace Rectification.Tests.Cli.Documented;

/// <summary>What of the documents' commands is not run here, and what the others need put in.</summary>
internal static class CommandTable
{
    private const string NoSystemd = "There is no systemd where tests run; DeployTests reads the units.";
    private const string Installs = "Installs a program on the machine.";
    private const string Test = "Is a test, or runs them: for hours, or as part of every run.";
    private const string Measures = "Measures for minutes or hours on a quiet machine.";
    private const string Machine = "The machine's own tool, which need not be there and says nothing of the product.";

    /// <summary>
    /// What a command may begin with to be typed here: nothing that could reach the machine around the folder. Of any other program it has to be said why
    /// it is not run, or that it may be.
    /// </summary>
    public static readonly IReadOnlyList<string> MayRun =
    [
        "dotnet run ", "rectification ", "rectification-verify ", "/opt/rectification/bin/rectification ", "curl ", "openssl ", "export ", "tar xzf ",
        "./install", "docs/http/", "for n in ", "SELECT ", "systemctl stop rectification",
    ];

    /// <summary>By the beginning of the command: why nobody here types it. What it names is held against the repository all the same.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotRun = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["systemctl enable"] = NoSystemd,
        ["systemctl status"] = NoSystemd,
        ["journalctl "] = NoSystemd,
        ["systemd-analyze "] = NoSystemd,
        ["for i in 1 2 3; do systemctl"] = NoSystemd,
        ["start.cmd"] = "Is for Windows.",
        ["vi "] = "An editor, on a machine with systemd.",
        ["apt-get "] = Installs,
        ["kubectl "] = "Needs Kubernetes' own program, which is not among what the tests need.",
        ["deploy/bundle/make"] = "Publishes the programs with the runtimes of three systems: minutes, and packages that a build does not need.",
        ["dotnet build -c Release"] = "Builds everything: minutes, and the tests could not be there without.",
        ["dotnet list package"] = "Asks a registry, which tests do not reach.",
        ["for f in findings/"] = "Installs packages from registries, minutes.",
        ["tests/run"] = Test,
        ["tests/chaos/run"] = Test,
        ["tests/sites/run"] = "Needs network namespaces, so root.",
        ["tests/systemd/run"] = "Needs root, a systemd and a published bundle.",
        ["RECTIFICATION_CHAOS_ROUNDS="] = Test,
        ["export RECTIFICATION_HOSTILE_REQUESTS="] = Test,
        ["dotnet tests/"] = Test,
        ["dotnet run -c Release --project tests/benchmarks"] = Measures,
        ["iostat "] = Machine,
        ["mount "] = Machine,
        ["df "] = Machine,
        ["rectification-verify export.ndjson --digest"] = "A digest takes the end of a week: DigestTests of the gateway check one.",
    };

    /// <summary>What a reader puts in, does before, or is told beside the command: in a document (empty: in each), text by text.</summary>
    public static readonly IReadOnlyList<(string Document, string Text, string Here)> Put =
    [
        ("", "<the key>", "$(ops_key)"),
        ("", "<key of an account with the role ops>", "$(ops_key)"),
        ("", "RECTIFICATION_KEY=…", "RECTIFICATION_KEY=$(ops_key)"),
        ("", "<li's key>", "$(key_of li)"),
        ("", "/opt/rectification/", "$here/machine/opt/rectification/"),
        ("", "/backup/", "$here/backup/"),
        ("", "/srv/rectification", "$here/srv/rectification"),
        ("", "2026-03-02.backup", "$day.backup"),
        ("", "export.ndjson --root HEX", "export.ndjson --root $(last_root)"),

        ("", "./install", "install_here"),
        ("docs/guides/operators.md", "tar xzf ", "bundle; tar xzf "),
        ("docs/life-of-a-measure.md", "dotnet run --project deploy/verifier", "cp data/life-*.ndjson export.ndjson; dotnet run --project deploy/verifier"),
        ("docs/reference/ledgers.md", "rectification ledger preview 台账.xlsx", "ledger 台账.xlsx; rectification ledger preview 台账.xlsx"),
        ("docs/reference/ledgers.md", "rectification ledger commit PREVIEW", "rm 台账.xlsx; rectification ledger commit $(preview)"),
        ("docs/reference/ledgers.md", "ledger export PLAN", "ledger export audit-2026"),
        ("docs/reference/ledgers.md", "export LIST PLAN --url", "export orders audit-2026 --url"),
        ("docs/reference/ledgers.md", "export LIST --url http://127.0.0.1:5080 --out 清单.xlsx", "export orders --url http://127.0.0.1:5080 --out 全部.xlsx"),
        ("docs/reference/trail.md", "rectification-verify ", "export_trail wenzhou-xcb-2024; rectification-verify "),
        ("docs/security.md", "-days 825 -out node.pem", "-days 825 -out node.pem; openssl verify -CAfile authority.pem node.pem"),
        ("seeds/README.md", "--measures 1000000", "--measures 10000"),

        ("docs/cluster.md", "\"Host=127.0.0.1;Username=…;Password=…;Database=…\"", "\"$(database city)\""),
        ("docs/cluster.md", "--Silo:Port 1111$n --Silo:GatewayPort 3000$n", "--Silo:Port ${silo[$n]} --Silo:GatewayPort ${silo_gateway[$n]}"),
        ("docs/cluster.md", "http://127.0.0.1:508$n", "http://127.0.0.1:${gateway[$n]}"),
        ("docs/cluster.md", "migrate --from embedded", "restore today.backup --to-data data; rectification migrate --from embedded"),
        ("docs/cluster.md", "\"Host=…\"", "\"$(database moved)\""),
        ("docs/operating.md", "SELECT status FROM rectification.membership",
            "psql -h 127.0.0.1 -p $postgres -U postgres -d city -Atc 'SELECT status FROM rectification.membership' | grep -x 3"),
        ("", "systemctl stop rectification", "stop_all"),
        ("docs/operating.md", "\"Host=db;Username=…;Password=…;Database=…\"", "\"$(database restored)\""),
        ("docs/operating.md", "\"Host=db;…\"", "\"$(database migrated)\""),
        ("docs/operating.md", "--project silo -c Release &",
            "--project silo -- --Silo:Port ${silo[1]} --Silo:GatewayPort ${silo_gateway[1]} & dotnet run --project gateway"),

        ("", "http://127.0.0.1:5080", "$urls"),
    ];
}
