using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>The part <c>rules</c>: every number in its range, every name known.</summary>
public static partial class PlanValidator
{
    private const int MaxDays = 366;
    private const int MaxWorkingDay = 5;
    private const int MaxSample = 10_000;
    private const int MaxExtensions = 100;
    private const int MaxExtensionDays = 3_660;

    /// <returns>What is wrong with rules for a plan with these leaders, with pointers as in the plan's document; empty when they can be taken.</returns>
    public static IReadOnlyList<Refusal> ValidateRules(PlanRules rules, IReadOnlyList<Leader> leaders)
    {
        var findings = new PlanFindings();
        Rules(rules, leaders, findings);
        return findings.Errors;
    }

    private static void Rules(PlanRules rules, IReadOnlyList<Leader> leaders, PlanFindings findings)
    {
        var at = Place.Root.At("rules");
        if (rules.SignOffChain.Count is < 1 or > 3
            || rules.SignOffChain.Distinct().Count() != rules.SignOffChain.Count
            || !rules.SignOffChain.All(Enum.IsDefined))
        {
            findings.Add(PlanRefusals.ChainMalformed(at.At("signOffChain").ToString()));
        }

        if (rules.Principal is { } principal && leaders.All(leader => leader.Id != principal))
        {
            findings.Add(PlanRefusals.LeaderUnknown(at.At("principal").ToString(), principal));
        }

        if (rules.Amendments is { } amendments
            && (!amendments.Chain.All(step => step is ReviewStep.Office or ReviewStep.Principal)
                || amendments.Chain.Distinct().Count() != amendments.Chain.Count))
        {
            findings.Add(PlanRefusals.AmendmentChainMalformed(at.At("amendments").At("chain").ToString()));
        }

        Count(rules.Lights.Count, 0, PlanLimits.MaxRules, at.At("lights").ToString(), findings);
        Count(rules.Escalation.Count, 0, PlanLimits.MaxRules, at.At("escalation").ToString(), findings);
        for (var i = 0; i < rules.Lights.Count; i++)
        {
            Light(rules.Lights[i], at.At("lights").At(i), findings);
        }

        for (var i = 0; i < rules.Escalation.Count; i++)
        {
            InRange(rules.Escalation[i].After, 0, MaxDays, at.At("escalation").At(i).At("after"), findings);
        }

        InRange(rules.ReviewDays, 1, MaxDays, at.At("reviewDays"), findings);
        InRange(rules.Closing?.ObjectionDays ?? 0, 0, MaxDays, at.At("closing").At("objectionDays"), findings);
        InRange(rules.LookBack.Share, 0, 1, at.At("lookBack").At("share"), findings);
        InRange(rules.LookBack.Minimum, 0, MaxSample, at.At("lookBack").At("minimum"), findings);
        InRange(rules.Digest.WorkingDay ?? 1, 1, MaxWorkingDay, at.At("digest").At("workingDay"), findings);
        InRange(rules.Digest.RankFrom ?? 1, 1, MaxSample, at.At("digest").At("rankFrom"), findings);
        InRange(rules.PercentDecimals ?? 0, 0, Percentages.MostDecimals, at.At("percentDecimals"), findings);
        InRange(rules.Extensions.Most ?? 0, 0, MaxExtensions, at.At("extensions").At("most"), findings);
        InRange(rules.Extensions.LongestDays ?? 1, 1, MaxExtensionDays, at.At("extensions").At("longestDays"), findings);
    }

    private static void Light(LightRule rule, Place at, PlanFindings findings)
    {
        if (rule.Light == Rectification.Plans.Light.None)
        {
            findings.Add(PlanRefusals.RuleLightNone(at.At("light").ToString()));
        }

        // At 100 points or more a measure could not be behind before it is overdue: such a rule would be silent without saying so.
        InRange(rule.Points, 0, 99, at.At("points"), findings);
        InRange(rule.ForDays, 0, MaxDays, at.At("forDays"), findings);
        InRange(rule.Percent, rule.Kind == LightKind.Below ? 1 : 0, 100, at.At("percent"), findings);
        InRange(rule.AfterShare, 0, 100, at.At("afterShare"), findings);
        InRange(rule.Days, 0, MaxDays, at.At("days"), findings);
    }

    private static void InRange(decimal value, decimal lowest, decimal highest, Place at, PlanFindings findings)
    {
        if (value < lowest || value > highest)
        {
            findings.Add(PlanRefusals.RuleOutOfRange(at.ToString(), lowest, highest));
        }
    }
}
