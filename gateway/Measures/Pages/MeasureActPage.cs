using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rectification.Gateway.Evidence.Pages;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>A page on which people do something about one measure: its forms are all handled here, and what was typed stays until it is accepted.</summary>
public abstract class MeasureActPage : PlanPage
{
    [Parameter]
    public int No { get; set; }

    /// <summary>What was done just before this page was shown.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [Inject]
    internal FormEvidence Evidence { get; set; } = null!;

    [Inject(Key = Clocks.Key)]
    public TimeProvider Clock { get; set; } = null!;

    protected MeasureView? Measure { get; private set; }

    protected FormState FormState { get; private set; } = null!;

    protected DateOnly Today => Frame!.Day(Clock.GetUtcNow());

    /// <summary>Units of the measure for which the caller may report.</summary>
    protected IReadOnlyList<AssignmentView> Own => [.. Measure!.Assignments.Where(assignment => assignment.Allowed.IsTheirs(MeasureActs.Report))];

    /// <summary>Whether what the lead unit alone asks for is theirs to ask.</summary>
    protected bool ActsForLead => Measure!.Allowed.IsTheirs(MeasureActs.RequestSignOff);

    protected override async Task Load()
    {
        FormState = FormState.Into(Context.Request);
        if (No <= 0 || await Current() is not { } measure)
        {
            Refuse(MeasureRefusals.Unknown);
        }
        else if (!Reader.Sees(measure))
        {
            Refuse(HttpRefusals.Forbidden);
        }
        else
        {
            await Show(measure);
        }
    }

    /// <summary>Whether a form is shown: what it asks for would be accepted, or it was sent just now and shows its answer.</summary>
    protected bool Offers(string act, params ReadOnlySpan<string> forms) => Measure!.Allowed.Allows(act)
        || (FormState.Command is { } sent && forms.Contains(sent));

    /// <summary>Why an act is refused now, in words; empty when it is not.</summary>
    protected string Why(string act) => Measure!.Allowed!.GetValueOrDefault(act) is { } refusal ? Say[refusal] : "";

    /// <summary>What a form asks for; <see langword="null"/> when the page knows no such form. A field that
    /// cannot be read is refused with <see cref="FormState.Refuse"/>.</summary>
    protected abstract MeasureCommand? Read(FormState typed);

    /// <summary>Reads what the page shows besides the measure.</summary>
    protected virtual Task LoadMore() => Task.CompletedTask;

    /// <summary>Where the page goes after an accepted command.</summary>
    protected virtual Task<string> Next() => Task.FromResult($"{Context.Request.Path}?done={FormState.Command}");

    /// <summary>Says more than a refusal does, when what was seen and what is there now differ.</summary>
    protected virtual Refusal Explain(Refusal refusal) => refusal;

    /// <summary>Does what the form asks for. What is refused is shown with everything that was typed and the measure as it is now.</summary>
    protected async Task Act()
    {
        if (Measure is null)
        {
            return;
        }

        if (await Submit() is not { } refusal)
        {
            Context.Response.Redirect(await Next());
            return;
        }

        await Show(await Current() ?? Measure);
        FormState.Refuse(Explain(refusal));
        Context.Response.StatusCode = Errors.Status(refusal.Kind);
    }

    protected string Address(string part) => string.Create(CultureInfo.InvariantCulture, $"/plans/{Plan}/measures/{No}/{part}");

    private async Task<Refusal?> Submit()
    {
        if (await Evidence.Take(Context, FormState) is { } unfit)
        {
            return unfit;
        }

        var command = Read(FormState);
        return FormState.Refusal ?? (command is null
            ? HttpRefusals.RequestMalformed
            : (await MeasureSubmission.Submit(Grains, Reader, Plan, No, command, FormState.Id)).Refusal);
    }

    private Task<MeasureView?> Current() => Grains.GetGrain<IMeasureGrain>(new NumberKey(Plan, No).ToString()).GetFor(Reader.Actor);

    private Task Show(MeasureView measure)
    {
        Measure = measure;
        return LoadMore();
    }
}
