using System.Text;
using Rectification.Measures;

namespace Rectification.Tests.Rules;

/// <summary>Walks command × status and holds what the rules answer against <c>docs/reference/commands-by-status.md</c>.</summary>
public sealed class CommandsByStatusTests
{
    /// <summary>Set to anything, it makes the test write the table anew instead of comparing it.</summary>
    private const string Rewrite = "RECTIFICATION_REWRITE_REFERENCE";

    private const string Head =
        """
        # Commands by status

        What a measure answers to each command in each status, where the command is right in every other way: in shape, sent by the right actor,
        and everything prepared that can be prepared in that status (an extension asked for, a proposal made, evidence there, signed off as standing).
        Written by the test `CommandsByStatusTests`, which fails when rules and table differ. The words are in `rules.md`.


        """;

    private static readonly Row[] Rows =
    [
        new("claim", Scene.LeadReporter, _ => Say.Claim),
        new("report", Scene.LeadReporter, _ => Say.Report with { Percent = 100 }),
        new("confirm", Scene.LeadReporter, _ => Say.Confirm) { Unconfirmed = true },
        new("confirm, withdraw", Scene.LeadReporter, _ => Say.WithdrawConfirmation),
        new("requestSignOff", Scene.LeadReporter, _ => Say.Request),
        new("withdrawSignOff", Scene.LeadReporter, _ => Say.Withdraw),
        new("reviewSignOff", Scene.Leader, Say.Approve),
        new("requestExtension", Scene.LeadReporter, Say.Extend),
        new("reviewExtension", Scene.Reviewer, _ => Say.ApproveExtension) { ExtensionOpen = true },
        new("proposeBasicallyDone", Scene.LeadReporter, Say.Propose),
        new("reviewBasicallyDone", Scene.Reviewer, _ => Say.ApproveProposal) { ProposalPending = true },
        new("reopen", Scene.Reviewer, Say.Reopen),
        new("registerInstitution", Scene.LeadReporter, Say.Register) { Unregistered = true },
        new("recordStandingCheck, passed", Scene.Reviewer, _ => Say.CheckPassed) { Standing = true },
        new("recordStandingCheck, failed", Scene.Reviewer, Say.CheckFailed) { Standing = true },
        new("requestWaiting", Scene.LeadReporter, Say.Wait),
        new("reviewWaiting", Scene.Reviewer, _ => Say.ApproveWaiting) { WaitingAsked = true },
        new("endWaiting", Scene.LeadReporter, _ => Say.EndWaiting) { WaitingAsked = true },
    ];

    [Fact]
    public void The_table_of_the_reference_is_what_the_rules_say()
    {
        var file = Path.Combine(Repository.Root, "docs", "reference", "commands-by-status.md");
        var table = Table();
        if (Environment.GetEnvironmentVariable(Rewrite) is not null)
        {
            File.WriteAllText(file, table);
        }

        Assert.Equal(File.ReadAllText(file), table);
    }

    [Fact]
    public void The_table_has_every_command() =>
        Assert.Equal(
            typeof(MeasureCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(MeasureCommand))).Select(type => type.Name).Order(),
            Rows.Select(row => row.Command(In(MeasureStatus.InProgress, row)).GetType().Name).Distinct().Order());

    private static string Table()
    {
        // Rescinded is a word of views: every command on such a measure is refused as such.
        var statuses = Enum.GetValues<MeasureStatus>().Where(status => status != MeasureStatus.Rescinded).ToArray();
        var table = new StringBuilder(Head)
            .Append("| command |").AppendJoin(" |", statuses.Select(status => $" `{char.ToLowerInvariant(status.ToString()[0])}{status.ToString()[1..]}`"))
                .Append(" |\n")
            .Append("| --- |").AppendJoin('|', statuses.Select(_ => " --- ")).Append("|\n");
        foreach (var row in Rows)
        {
            table.Append("| **").Append(row.Name).Append("** | ").AppendJoin(" | ", statuses.Select(status => Cell(status, row))).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Cell(MeasureStatus status, Row row)
    {
        var measure = In(status, row);
        return measure.Ask(row.Actor, row.Command(measure)) is { } refusal ? $"`{refusal.Code}`" : "accepted";
    }

    private static Scene In(MeasureStatus status, Row row)
    {
        var measure = new Scene(Scene.Plain with { LongTerm = row.Standing }, new(), new HashSet<string>());
        var request = row.Standing ? Say.RequestStanding : Say.Request;
        if (status == MeasureStatus.Unclaimed)
        {
            return measure.Accepted(Scene.SupportingReporter, Say.Report with { Unit = Scene.Supporting, Percent = 100 });
        }

        // A request stands on confirmations and the institution, so behind it nothing can be left open.
        var ready = status is MeasureStatus.SignOffRequested or MeasureStatus.SignedOff;
        measure.Complete(confirmed: ready || !row.Unconfirmed, registered: ready || !row.Unregistered);
        if (row.ExtensionOpen)
        {
            measure.Accepted(Scene.LeadReporter, Say.Extend(measure));
        }

        if (row.WaitingAsked)
        {
            measure.Accepted(Scene.LeadReporter, Say.Wait(measure));
        }

        if (row.ProposalPending)
        {
            measure.Accepted(Scene.LeadReporter, Say.Propose(measure));
        }

        return status switch
        {
            MeasureStatus.InProgress => measure,
            MeasureStatus.BasicallyDone => row.ProposalPending ? measure.Accepted(Scene.Reviewer, Say.ApproveProposal) : measure.BasicallyDone(),
            MeasureStatus.SignOffRequested => measure.Accepted(Scene.LeadReporter, request),
            MeasureStatus.Rescinded => measure.Rescinded(),
            MeasureStatus.SignedOff => measure.Accepted(Scene.LeadReporter, request).Approved(Scene.Leader).Approved(Scene.Reviewer),
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No way there is known."),
        };
    }

    private sealed record Row(string Name, Actor Actor, Func<Scene, MeasureCommand> Command)
    {
        public bool Unconfirmed { get; init; }

        public bool Unregistered { get; init; }

        public bool ExtensionOpen { get; init; }

        public bool ProposalPending { get; init; }

        public bool WaitingAsked { get; init; }

        public bool Standing { get; init; }
    }
}
