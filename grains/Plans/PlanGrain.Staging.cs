namespace Rectification.Plans;

internal sealed partial class PlanGrain
{
    /// <summary>The parts, so far, of the one document that is on its way. Lost with the activation; the sender is told and sends it again.</summary>
    private (Guid Document, List<PlanPart> Parts) _staged = (Guid.Empty, []);

    /// <summary>The staged document that was answered last.</summary>
    private (Guid Document, ImportOutcome? Outcome) _answered;

    public Task Stage(Guid document, int part, PlanPart content)
    {
        if (part == 0)
        {
            _staged = (document, []);
        }

        // A part that comes twice was lost on its way back; one after a gap is missed when the document is put together.
        if (_staged.Document == document && _staged.Parts.Count == part)
        {
            _staged.Parts.Add(content);
        }

        return Task.CompletedTask;
    }

    public Task<ImportOutcome> ImportStaged(Guid document, int parts, PlanDocument header, PlanSource source) =>
        Staged(document, parts, header, whole => Import(whole, source));

    public Task<ImportOutcome> WeighStaged(Guid document, int parts, PlanDocument header) => Staged(document, parts, header, Weigh);

    private async Task<ImportOutcome> Staged(Guid document, int parts, PlanDocument header, Func<PlanDocument, Task<ImportOutcome>> put)
    {
        if (_answered.Document == document)
        {
            // The answer was lost on its way, and the call was sent again.
            return _answered.Outcome!;
        }

        var (staged, content) = _staged;
        if (staged != document || content.Count != parts)
        {
            return new() { Result = ImportResult.Refused, Refusal = PlanRefusals.ImportInterrupted };
        }

        _staged = (Guid.Empty, []);
        var whole = header with { Problems = [.. content.SelectMany(part => part.Problems)], Measures = [.. content.SelectMany(part => part.Measures)] };
        var outcome = await put(whole);
        _answered = (document, outcome);
        return outcome;
    }
}
