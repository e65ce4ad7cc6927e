using System.Globalization;
using Rectification.Chains;
using Rectification.Measures;
using Rectification.Notifications;

namespace Rectification.LookBacks;

internal sealed partial class LookBackGrain
{
    /// <summary>How long a measure is asked to know its reopening again: a little less than it remembers.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(23);

    public async Task<LookBackOutcome> File(int lookBack, int measure, FileCheckSheet command, Actor actor, string id)
    {
        var body = ChainJson.BodyHash(new(lookBack, measure, command), LookBackJson.Canonical.SheetCommand);
        if (await Chain.Find(actor.Account, id) is { } known)
        {
            return !known.IsOf(body) ? CommandRefusals.KeyReused : await Repeat(lookBack, measure, command, actor);
        }

        var found = _book[lookBack];
        var view = found is not null && found.Drawn.Any(drawn => drawn.Measure == measure) ? await Measure(measure).Get() : null;
        var definition = view is null ? null : await plans.Rosters.Measure(await Frame(), measure);
        var drawn = new DrawnState(found?.Header.At, definition, view?.Status ?? default, found?.Sheets.ContainsKey(measure) ?? false);
        if (LookBackDecider.FileSheet(drawn, command, actor) is { } no)
        {
            await NoteDenial(string.Create(CultureInfo.InvariantCulture, $"lookBack:{lookBack}:{measure}"), "fileSheet", no, actor, id);
            return no;
        }

        return await File(found!, view!, command, actor, id, body);
    }

    /// <summary>
    /// Reopened first: the measure itself decides, and when the sheet is on record it is signed off in no tally. If this grain dies between
    /// the two, the same command again finds the reopening known and goes on.
    /// </summary>
    private async Task<LookBackOutcome> File(LookBack lookBack, MeasureView measure, FileCheckSheet command, Actor actor, string id, string body)
    {
        var reopened = command.Passed ? null : await Reopen(lookBack.Header.No, measure.No, command, actor);
        if (reopened?.Refusal is { } refusal)
        {
            return refusal;
        }

        await Append(await Frame(), actor, id, body, new SheetFiled
        {
            LookBack = lookBack.Header.No,
            Measure = measure.No,
            Passed = command.Passed,
            Findings = command.Findings,
            Checks = command.Checks,
            Until = command.Until,
        });
        if (reopened is not null)
        {
            await TellFailed(lookBack, measure);
        }

        return new() { LookBack = lookBack.Header.No, Measure = reopened?.Measure, Token = reopened?.Token };
    }

    private async Task<LookBackOutcome> Repeat(int no, int measure, FileCheckSheet command, Actor actor)
    {
        var lookBack = _book[no]!;
        if (command.Passed || await Measure(measure).Get() is not { } view)
        {
            return new() { LookBack = no, Repeated = true };
        }

        await TellFailed(lookBack, view);

        // Once the measure has forgotten the command, asking again could reopen what was signed off since.
        var reopened = plans.Clock.GetUtcNow() - lookBack.Sheets[measure].Sheet.At < Memory ? await Reopen(no, measure, command, actor) : null;
        return new() { LookBack = no, Measure = reopened?.Measure ?? view, Token = reopened?.Token, Repeated = true };
    }

    private Task<MeasureOutcome> Reopen(int lookBack, int measure, FileCheckSheet command, Actor actor) => Measure(measure).Submit(new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"look-back-{lookBack}"),
        Actor = actor,
        Command = new ReopenMeasure { Reason = command.Findings, Until = command.Until!.Value },
    });

    private Task TellFailed(LookBack lookBack, MeasureView measure)
    {
        var sheet = lookBack.Sheets[measure.No].Sheet;
        var until = sheet.Until!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Tell(new Notification
        {
            Id = $"lookback.{lookBack.Header.No}.{measure.No}",
            Kind = NotificationKind.LookBackFailed,
            At = sheet.At,
            Measure = measure.No,
            Problem = measure.Problem,
            Unit = measure.LeadUnit,
            Audience = [Audience.Unit(measure.LeadUnit), Audience.Leader(measure.Leader)],
            Zh = $"第 {lookBack.Header.No} 次回头看：措施 {measure.No} 未通过，重新整改，期限 {until}。",
            En = $"Look-back {lookBack.Header.No}: measure {measure.No} did not pass and goes back to work until {until}.",
        });
    }

    private IMeasureGrain Measure(int no) => GrainFactory.GetGrain<IMeasureGrain>(new NumberKey(Plan, no).ToString());
}
