using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>Whose turn it is with a measure, in words（轮到谁）. It is read off what is asked for and reported, and decides nothing.</summary>
internal static class MeasureTurn
{
    private const int All = 100;

    /// <summary>Units that are named; of more it is said how many there are.</summary>
    private const int MostNamed = 3;

    /// <summary><see langword="null"/> where nobody has to act: it is signed off or rescinded.</summary>
    public static string? Of(Bilingual say, PlanFrame frame, MeasureView measure)
    {
        var lead = frame.Unit(measure.LeadUnit);
        if (measure.Status is MeasureStatus.SignedOff or MeasureStatus.Rescinded)
        {
            return null;
        }

        if (measure.SignOff is { NextStep: { } step })
        {
            return say[$"等待{say[Glossary.Of(step)]}审核销号申请", $"waits for {say[Glossary.Of(step)]} to review the sign-off"];
        }

        if (measure.Extension is not null || measure.BasicallyDone is { Approved: false } || measure.Waiting is { ApprovedAt: null })
        {
            return say["等待整改办审核申请", "waits for the office to decide"];
        }

        if (measure.Status == MeasureStatus.Unclaimed)
        {
            return say[$"等待{lead}认领", $"waits for {lead} to claim it"];
        }

        var unconfirmed = measure.Assignments.Where(share => share is { Lead: false, Percent: All, Confirmed: false }).Select(share => share.Unit).ToList();
        var behind = measure.Assignments.Where(share => share.Percent < All).Select(share => share.Unit).ToList();
        return (unconfirmed.Count, behind.Count) switch
        {
            ( > 0, _) => say[$"等待{lead}确认{Names(unconfirmed)}", $"waits for {lead} to confirm {Names(unconfirmed)}"],
            (_, > 0) => say[$"等待{Names(behind)}填报", $"waits for reports of {Names(behind)}"],
            _ => say[$"等待{lead}申请销号", $"waits for {lead} to request the sign-off"],
        };

        string Names(List<string> units) => say.List(units.Take(MostNamed).Select(frame.Unit))
            + (units.Count > MostNamed ? say[$"等 {units.Count} 个单位", $" and others ({units.Count} units)"] : "");
    }
}
