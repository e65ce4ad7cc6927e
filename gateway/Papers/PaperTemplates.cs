using Rectification.Documents.Papers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Papers;

namespace Rectification.Gateway.Papers;

/// <summary>Takes an office's own template in, for the API and for the page alike: looked through, kept with the evidence, on record.</summary>
internal static class PaperTemplates
{
    /// <returns>The template, or everything that is wrong with it.</returns>
    public static async Task<(PaperTemplate? Template, IReadOnlyList<Refusal> Wrong)> Set(
        IGrainFactory grains, EvidenceIntake intake, string plan, PaperKind kind, byte[] file, Call call, CancellationToken cancellation)
    {
        if (TemplateCheck.Look(file, PaperForms.Of(kind)) is { Count: > 0 } faults)
        {
            return (null, [.. faults.Select(fault => Refusal.Invalid(fault.Code, fault.Zh, fault.En, fault.Tag is null ? null : $"/{fault.Tag}"))]);
        }

        var name = $"{PaperForms.Of(kind).Title}（自备模板）.docx";
        var (kept, refusal) = await intake.Take(call.Caller.Actor, new MemoryStream(file, writable: false), name, cancellation);
        if (kept is null)
        {
            return (null, [refusal!]);
        }

        var papers = grains.GetGrain<IPaperGrain>(plan);
        var command = new SetTemplate { Kind = kind, Sha256 = kept.Sha256, Name = name };
        var outcome = await papers.Submit(new() { Id = call.Key.Id, Actor = call.Caller.Actor, Command = command });
        return outcome.Refusal is { } no ? (null, [no]) : ((await papers.Templates()).First(template => template.Kind == kind), []);
    }
}
