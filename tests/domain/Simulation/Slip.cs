using Rectification.Measures;

namespace Rectification.Tests.Simulation;

/// <summary>Slips of the pen: one field of a command at or just over its bound.</summary>
internal static class Slip
{
    private static readonly string[] Texts = ["", " \t", new('字', 2000), new('字', 2001), "字", new('字', 200), new('字', 201), new('字', 500), new('字', 501)];

    private static readonly EvidenceReference[] Pieces =
    [
        new() { Sha256 = new('A', 64) }, new() { Sha256 = new('f', 63) }, new() { Sha256 = new string('0', 64) + "\n" }, new() { Sha256 = new('0', 64) },
        new() { Name = "会议纪要.pdf" }, new() { Name = "" }, new() { Name = new('n', 201) }, new(), new() { Sha256 = "", Name = "n" },
    ];

    private static readonly decimal[] Quantities = [-0.000001m, 0, 1_000_000_000_000m, 1_000_000_000_000.000001m, 0.0000001m, 1.2500000m];

    private static readonly int[] Days = [3651, 3652, 3653, 3654, -1, 0, -4000];

    public static MeasureCommand In(MeasureCommand command, Move move, DateOnly today)
    {
        var text = Texts[move.Amount % Texts.Length];
        var date = today.AddDays(Days[move.Amount % Days.Length]);
        return command switch
        {
            ReportProgress c => In(c, move, text),
            RequestSignOff c => In(c, move, text),
            RegisterInstitution c => In(c, move, text),
            ClaimMeasure c => c with { Unit = move.Pick("elsewhere", "support-1") },
            ConfirmAssignment c => c with { Unit = move.Pick("elsewhere", Worlds.Lead) },
            ReviewSignOff c => c with { Reason = text },
            RequestExtension c => move.Which % 2 == 0 ? c with { Reason = text } : c with { Until = date },
            ReviewExtension c => c with { Reason = text },
            ProposeBasicallyDone c => move.Which % 2 == 0 ? c with { Reason = text } : c with { ExpectedBy = date },
            ReviewBasicallyDone c => c with { Reason = text },
            ReopenMeasure c => move.Which % 2 == 0 ? c with { Reason = text } : c with { Until = date },
            RecordStandingCheck c => In(c, move, text, date),
            RequestWaiting c => In(c, move, text, date),
            ReviewWaiting c => c with { Reason = text },
            EndWaiting c => c with { Reason = text },
            _ => command,
        };
    }

    private static readonly Dictionary<string, decimal>[] Metrics =
    [
        new() { ["percent"] = 1 }, new() { ["quantity"] = 1 }, new() { ["预算"] = 1 }, new() { [""] = 1 }, new() { ["-a"] = 1 }, new() { ["a"] = 0.0000001m },
        new() { [new('a', 64)] = 1.2500000m }, new() { [new('a', 65)] = 1 }, new() { ["a"] = 1, ["b"] = -1_000_000_000_000.000001m }, [],
    ];

    private static ReportProgress In(ReportProgress c, Move move, string text) => (move.Which % 8) switch
    {
        0 => c with { Unit = "elsewhere" },
        1 => c with { Percent = move.Amount % 2 == 0 ? -1 : 101 },
        2 => c with { Quantity = Quantities[move.Amount % Quantities.Length] },
        3 => c with { Note = text },
        4 => c with { Correction = text },
        5 => c with { Metrics = Metrics[move.Amount % Metrics.Length] },
        6 => c with { Metrics = Enumerable.Range(0, 19 + move.Amount % 4).ToDictionary(i => $"m-{i}", i => (decimal)i) },
        _ => c with { Evidence = [.. Enumerable.Repeat(Pieces[move.Amount % Pieces.Length], move.Amount < 50 ? 1 : move.Amount - 40)] },
    };

    private static RequestSignOff In(RequestSignOff c, Move move, string text) => (move.Which % 5) switch
    {
        0 => c with { Person = text },
        1 => c with { Act = text },
        2 => c with { Result = text },
        3 => c with { Shortfall = text },
        _ => c with { Standing = new() { Basis = text } },
    };

    private static RecordStandingCheck In(RecordStandingCheck c, Move move, string text, DateOnly date) => (move.Which % 4) switch
    {
        0 => c with { Note = text },
        1 => c with { Passed = false, Until = null },
        2 => c with { Until = date },
        _ => c with { Evidence = [.. Enumerable.Repeat(Pieces[move.Amount % Pieces.Length], move.Amount < 50 ? 1 : move.Amount - 40)] },
    };

    private static RequestWaiting In(RequestWaiting c, Move move, string text, DateOnly date) => (move.Which % 5) switch
    {
        0 => c with { With = text },
        1 => c with { Sent = text },
        2 => c with { Until = date },
        3 => c with { Since = date },
        _ => c with { Evidence = [.. Enumerable.Repeat(Pieces[move.Amount % Pieces.Length], move.Amount < 50 ? 1 : move.Amount - 40)] },
    };

    private static RegisterInstitution In(RegisterInstitution c, Move move, string text) => (move.Which % 4) switch
    {
        0 => c with { Title = text },
        1 => c with { Number = text },
        2 => c with { IssuedBy = text },
        _ => c with { Evidence = move.Amount % 10 == 9 ? null : Pieces[move.Amount % Pieces.Length] },
    };
}
