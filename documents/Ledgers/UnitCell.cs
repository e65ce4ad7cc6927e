namespace Rectification.Documents.Ledgers;

internal enum UnitRole
{
    None = 0,
    Lead = 1,
    Supporting = 2,

    /// <summary>责任： leads where nobody else is said to lead.</summary>
    Responsible = 3
}

/// <summary>Collects what a cell mentions, and says who leads and who supports.</summary>
internal sealed class UnitCell(UnitColumn column)
{
    private sealed record Mention(IReadOnlyList<string> Units, bool Collective, UnitRole Role, bool Resolved);

    private readonly List<Mention> mentions = [];
    private readonly List<Remark> remarks = [];
    private readonly List<string> persons = [];
    private Dictionary<string, int?>? progress;
    private UnitRole label;
    private bool joinedAtFront;
    private bool marked;

    public int Count => mentions.Count;

    public void Labelled(UnitRole role)
    {
        label = role;
        marked = true;
    }

    /// <param name="units">Those of the name: one, or several.</param>
    /// <param name="role">What it has to do, where that is said.</param>
    /// <param name="byOtherName">What is written, where that is not the unit's own name.</param>
    public void Unit(IReadOnlyList<string> units, UnitRole? role, string? byOtherName = null)
    {
        if (byOtherName is not null)
        {
            remarks.Add(new Remark(LedgerCodes.UnitByOtherName, units) { Written = byOtherName });
        }

        if (units.Count > 1)
        {
            remarks.Add(new Remark(LedgerCodes.UnitTwoHits, units));
        }

        mentions.Add(new Mention(units.Count == 1 ? units : [], false, role ?? label, units.Count == 1));
    }

    public void Collective(IReadOnlyList<string> units) => mentions.Add(new Mention(units, true, label, true));

    public void Unclear()
    {
        if (!remarks.Exists(remark => remark.Code == LedgerCodes.UnitCollectiveUnclear))
        {
            remarks.Add(new Remark(LedgerCodes.UnitCollectiveUnclear));
        }

        mentions.Add(new Mention([], true, label, false));
    }

    public void Unknown(string written, IReadOnlyList<string> nearest)
    {
        remarks.Add(new Remark(LedgerCodes.UnitUnknown, nearest) { Written = written });
        mentions.Add(new Mention([], false, label, false));
    }

    public void Open() => remarks.Add(new Remark(LedgerCodes.UnitOpenList));

    public void Progress(IReadOnlyList<string> units, int? percent)
    {
        Unit(units, null);
        if (units.Count == 1)
        {
            (progress ??= new(StringComparer.Ordinal))[units[0]] = percent;
        }
    }

    public void Person(string person) => persons.Add(person.Trim());

    /// <summary>和 between the first two: both are before the supporting ones.</summary>
    public void JoinedBy(string word) => joinedAtFront |= mentions.Count == 1 && word is "\u548C" or "\u4E0E" or "\u66A8";

    /// <summary>（牵头） after one: those added since.</summary>
    public void Mark(int from, UnitRole role)
    {
        marked = true;
        for (var i = from; i < mentions.Count; i++)
        {
            mentions[i] = mentions[i] with { Role = role };
        }
    }

    /// <summary>甲、乙配合： the word at the end stands for all before it that have no role yet.</summary>
    public void MarkBack(int from, UnitRole role)
    {
        Mark(from, role);
        if (role == UnitRole.Supporting && mentions.Exists(mention => mention.Role == UnitRole.Lead))
        {
            for (var i = from - 1; i >= 0 && mentions[i].Role == UnitRole.None; i--)
            {
                mentions[i] = mentions[i] with { Role = role };
            }
        }
    }

    public UnitReading Reading()
    {
        var leads = Leads();
        var lead = leads.Count > 0 && leads[0] is { Collective: false, Resolved: true } first ? first.Units[0] : null;
        if (leads.Count > 0 && leads[0] is { Collective: true, Resolved: true } collective)
        {
            remarks.Add(new Remark(LedgerCodes.UnitCollectiveLead, collective.Units));
        }
        else if (leads.Count > 1 && lead is not null && TwoLeads(leads))
        {
            remarks.Add(new Remark(LedgerCodes.UnitTwoLeads));
        }

        if (mentions.Count == 0 && column != UnitColumn.Supporting)
        {
            remarks.Add(new Remark(LedgerCodes.UnitMissing));
        }
        else if (leads.Count == 0 && column != UnitColumn.Supporting && mentions.Exists(mention => mention.Resolved))
        {
            remarks.Add(new Remark(LedgerCodes.UnitNoLead));
        }

        return new UnitReading
        {
            Lead = lead,
            Supporting = Supporting(lead, leads),
            Person = persons.Count > 0 ? string.Join('\u3001', persons) : null,
            FromCollective = mentions.Exists(mention => mention.Collective && mention.Resolved),
            Progress = progress,
            Remarks = remarks
        };
    }

    private List<Mention> Leads()
    {
        if (column == UnitColumn.Supporting || mentions.Count == 0)
        {
            return [];
        }

        if (marked)
        {
            var leads = mentions.FindAll(mention => mention.Role == UnitRole.Lead);
            leads = leads.Count > 0 ? leads : mentions.FindAll(mention => mention.Role == UnitRole.Responsible);
            return leads.Count > 0 ? leads : mentions.FindAll(mention => mention.Role == UnitRole.None);
        }

        return column == UnitColumn.Lead ? mentions : joinedAtFront ? mentions[..2] : mentions[..1];
    }

    private static bool TwoLeads(List<Mention> leads) => leads.Skip(1).Any(mention => mention.Units.Count > 0 && !mention.Units.SequenceEqual(leads[0].Units));

    private List<string> Supporting(string? lead, List<Mention> leads)
    {
        List<string> supporting = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        var repeated = false;
        var leadSeen = false;
        foreach (var mention in mentions)
        {
            foreach (var unit in mention.Units)
            {
                if (unit == lead)
                {
                    // 各县（市、区） may well hold the lead unit: that is no repetition.
                    repeated |= leadSeen && !mention.Collective;
                    leadSeen |= ReferenceEquals(mention, leads[0]) || !mention.Collective;
                }
                else if (seen.Add(unit))
                {
                    supporting.Add(unit);
                }
                else
                {
                    repeated |= !mention.Collective;
                }
            }
        }

        if (repeated)
        {
            remarks.Add(new Remark(LedgerCodes.UnitRepeated));
        }

        return supporting;
    }
}
