using System.Text.Json;
using Rectification.Documents.Papers;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Papers;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Terms;

namespace Rectification.Gateway.Papers;

/// <summary>销号审批表，延期申请表，措施表，问题表. What has not happened stands there as a blank box, to be filled in by hand.</summary>
internal sealed class MeasurePapers(PlanFrame frame, PeopleNames people)
{
    /// <summary>Entries of a trail that are looked through for the newest request.</summary>
    private const int Trail = 500;

    /// <summary>One row per criterion, one per step of the chain: an opinion stands only where the trail has it.</summary>
    public async Task<PaperContent> SignOff(MeasureView measure, ProblemView? problem, IReadOnlyList<TrailEntry> trail, PaperNumber? number)
    {
        var life = SignOffLife.Of(trail);
        var request = life.Request;
        var steps = new List<IReadOnlyDictionary<string, string?>>();
        foreach (var step in frame.Rules.SignOffChain)
        {
            var taken = life.Steps.GetValueOrDefault(step);
            steps.Add(new Dictionary<string, string?>
            {
                ["steps.step"] = Glossary.Of(step).Zh,
                ["steps.by"] = taken is null ? null : await Name(taken.By, taken.For),
                ["steps.decision"] = taken is null ? null : taken.Returned is null ? "同意" : "退回",
                ["steps.opinion"] = taken?.Returned,
                ["steps.on"] = PaperWords.Day(frame, taken?.At),
            });
        }

        var signed = measure.Status == MeasureStatus.SignedOff;
        return new()
        {
            Texts = With(Basics(measure, problem, number), new()
            {
                ["evidence"] = measure.EvidenceCount == 0 ? null : $"{measure.EvidenceCount} 份",
                ["requestedBy"] = life.RequestedBy is { } by ? await Name(by, life.RequestedFor) : null,
                ["requestedOn"] = PaperWords.Day(frame, life.RequestedAt),
                ["result"] = signed ? measure.Standing is null ? "同意销号" : $"同意销号并长期坚持：{measure.Standing.Basis}" : null,
                ["resultOn"] = signed ? PaperWords.Day(frame, measure.SignedOffAt) : null,
                ["fingerprint"] = request?.Fingerprint,
            }),
            Rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>>
            {
                ["criteria"] =
                [
                    Criterion(1, Glossary.Person, request?.Person, null),
                    Criterion(2, Glossary.Act, request?.Act, null),
                    Criterion(3, Glossary.Result, request?.Result, request?.Shortfall is { } why ? $"未达目标的说明：{why}" : null),
                ],
                ["steps"] = steps,
            },
        };
    }

    public async Task<PaperContent> Extension(MeasureView measure, ProblemView? problem, IReadOnlyList<TrailEntry> trail, PaperNumber? number)
    {
        var asked = trail.LastOrDefault(entry => entry.Events.Any(e => e is ExtensionRequested));
        var request = asked?.Events.OfType<ExtensionRequested>().Last();
        var decided = request is null ? null : trail.LastOrDefault(entry => entry.Events.Any(e =>
            (e is ExtensionApproved yes && yes.Extension == request.Extension) || (e is ExtensionReturned no && no.Extension == request.Extension)));
        var approved = decided?.Events.OfType<ExtensionApproved>().FirstOrDefault();
        var returned = decided?.Events.OfType<ExtensionReturned>().FirstOrDefault();
        var progress = trail.SelectMany(entry => entry.Events).OfType<ProgressReported>().LastOrDefault(report => report.Unit == measure.LeadUnit);
        return new()
        {
            Texts = With(Basics(measure, problem, number), new()
            {
                ["firstDeadline"] = PaperText.Day(measure.FirstDeadline),
                ["until"] = PaperText.Day(request?.Until),
                ["reason"] = request?.Reason,
                ["progress"] = progress is null ? null : $"进度 {Percentages.Stated(progress.Percent)}。{progress.Note}",
                ["requestedBy"] = asked is null ? null : await Name(asked.By, asked.For),
                ["requestedOn"] = PaperWords.Day(frame, asked?.At),
                ["decision"] = approved is not null ? "同意延期" : returned is not null ? "退回" : null,
                ["decidedUntil"] = PaperText.Day(approved?.Until),
                ["decidedBy"] = decided is null ? null : await Name(decided.By, decided.For),
                ["decidedOn"] = PaperWords.Day(frame, decided?.At),
                ["opinion"] = returned?.Reason,
            }),
        };
    }

    public PaperContent Measure(MeasureView measure, ProblemView? problem, PaperNumber? number) => new()
    {
        Texts = With(Basics(measure, problem, number), new()
        {
            ["start"] = PaperText.Day(measure.Start),
            ["firstDeadline"] = PaperText.Day(measure.FirstDeadline),
            ["target"] = measure.Target is { } target ? $"{target.What}{RecordWords.Number(target.Value)}{target.Unit}" : null,
            ["reached"] = measure.Target is { } reached ? RecordWords.Number(reached.Reached) + reached.Unit : null,
            ["institution"] = measure.Institution is { } rule ? rule.Title + (rule.Registered ? $"（{rule.Number}）" : "（未登记）") : null,
            ["outcome"] = measure.Outcome,
            ["state"] = PaperWords.State(measure),
            ["signedOffOn"] = PaperWords.Day(frame, measure.SignedOffAt),
        }),
        Rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>>
        {
            ["parts"] =
            [
                .. measure.Assignments.Select(part => new Dictionary<string, string?>
                {
                    ["parts.unit"] = RecordWords.Unit(frame, part.Unit),
                    ["parts.role"] = part.Lead ? "牵头" : part.Confirmed ? "配合（已确认）" : "配合",
                    ["parts.percent"] = part.Reports == 0 ? null : Percentages.Stated(part.Percent),
                    ["parts.quantity"] = part.Quantity is { } quantity ? RecordWords.Number(quantity) : null,
                    ["parts.on"] = PaperWords.Day(frame, part.ReportedAt),
                }),
            ],
        },
    };

    public async Task<PaperContent> Problem(ProblemView problem, IReadOnlyList<MeasureView> measures, PaperNumber? number) => new()
    {
        Texts = new Dictionary<string, string?>
        {
            ["number"] = number?.Label,
            ["plan"] = frame.Title,
            ["problem"] = problem.Title,
            ["no"] = PaperWords.No(problem.No),
            ["category"] = frame.Categories.FirstOrDefault(category => category.No == problem.Category)?.Title,
            ["leadUnit"] = RecordWords.Unit(frame, problem.LeadUnit),
            ["leader"] = RecordWords.Leader(frame, problem.Leader),
            ["cause"] = problem.Cause,
            ["extend"] = problem.Extend,
            ["statement"] = problem.SignedOff ? problem.Statement : null,
            ["signedOffBy"] = problem is { SignedOff: true, SignedOffBy: { } by } ? await Name(by, null) : null,
            ["signedOffOn"] = problem.SignedOff ? PaperWords.Day(frame, problem.SignedOffAt) : null,
        },
        Rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>>
        {
            ["measures"] = [.. measures.Select(measure => PaperWords.Row(frame, measure))],
        },
    };

    /// <summary>The trail's newest entries, oldest first.</summary>
    public static async Task<IReadOnlyList<TrailEntry>> Newest(IGrainFactory grains, MeasureView measure)
    {
        var after = Math.Max(0, measure.Version - Trail);
        var slice = await grains.GetGrain<IMeasureGrain>(new NumberKey(measure.Plan, measure.No).ToString()).GetTrail(after, Trail);
        return [.. (slice?.Entries ?? []).Select(line => JsonSerializer.Deserialize(line.Entry, TrailJson.Canonical.TrailEntry)!)];
    }

    private Dictionary<string, string?> Basics(MeasureView measure, ProblemView? problem, PaperNumber? number) => new()
    {
        ["number"] = number?.Label,
        ["plan"] = frame.Title,
        ["problem"] = problem is null ? null : $"{problem.No}. {problem.Title}",
        ["measure"] = measure.Text,
        ["no"] = PaperWords.No(measure.No),
        ["leadUnit"] = RecordWords.Unit(frame, measure.LeadUnit),
        ["units"] = PaperWords.Units(frame, measure.Assignments.Where(part => !part.Lead).Select(part => part.Unit)),
        ["leader"] = RecordWords.Leader(frame, measure.Leader),
        ["deadline"] = PaperText.Day(measure.Deadline),
    };

    private static Dictionary<string, string?> With(Dictionary<string, string?> texts, Dictionary<string, string?> more)
    {
        foreach (var (tag, text) in more)
        {
            texts[tag] = text;
        }

        return texts;
    }

    private static Dictionary<string, string?> Criterion(int no, Term item, string? seen, string? note) => new()
    {
        ["criteria.no"] = PaperWords.No(no),
        ["criteria.item"] = item.Zh,
        ["criteria.seen"] = seen,
        ["criteria.note"] = note,
    };

    private async Task<string> Name(string account, string? person) =>
        (account == "-" ? "系统" : await people.Of(account, frame)) + (person is null ? "" : $"（代 {await people.Of(person, frame)}）");
}

/// <summary>A step of the chain that was taken.</summary>
internal sealed record StepTaken(string By, string? For, DateTimeOffset At, string? Returned);

/// <summary>The newest sign-off request of a trail with the steps taken on it; void steps are not steps.</summary>
internal sealed record SignOffLife
{
    public SignOffRequested? Request { get; private init; }
    public string? RequestedBy { get; private init; }
    public string? RequestedFor { get; private init; }
    public DateTimeOffset? RequestedAt { get; private init; }
    public IReadOnlyDictionary<ReviewStep, StepTaken> Steps { get; private init; } = new Dictionary<ReviewStep, StepTaken>();

    public static SignOffLife Of(IReadOnlyList<TrailEntry> trail)
    {
        var life = new SignOffLife();
        foreach (var entry in trail)
        {
            foreach (var happened in entry.Events)
            {
                life = happened switch
                {
                    SignOffRequested e => new() { Request = e, RequestedBy = entry.By, RequestedFor = entry.For, RequestedAt = entry.At },
                    SignOffStepApproved e => life.Take(e.Step, new(entry.By, entry.For, entry.At, null)),
                    SignOffReturned e => life.Take(e.Step, new(entry.By, entry.For, entry.At, e.Reason)),
                    SignOffLapsed or SignOffWithdrawn or MeasureReopened or StandingCheckFailed => new(),
                    _ => life,
                };
            }
        }

        return life;
    }

    private SignOffLife Take(ReviewStep step, StepTaken taken) =>
        this with { Steps = new Dictionary<ReviewStep, StepTaken>(Steps.Where(known => known.Key != step)) { [step] = taken } };
}
