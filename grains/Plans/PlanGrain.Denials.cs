using Rectification.Denials;

namespace Rectification.Plans;

internal sealed partial class PlanGrain
{
    /// <summary>What denials about the plan as a whole are about.</summary>
    private const string OfPlan = "plan";

    /// <summary>Has a refusal for lack of rights in the plan's chain of denials before it is answered.</summary>
    private async Task<ImportOutcome> Noted(Task<ImportOutcome> asked, PlanSource source, string subject, string command)
    {
        var outcome = await asked;
        if (outcome.Refusal is { } refusal && Row.Frame is { } frame)
        {
            await DenialNotes.Note(GrainFactory, _logger, frame.Plan, refusal, source.Actor, () => new()
            {
                Subject = subject,
                Command = command,
                Code = refusal.Code,
                Account = source.Actor.Account,
                CommandId = source.Id,
            });
        }

        return outcome;
    }
}
