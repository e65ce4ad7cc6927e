namespace Rectification.Documents.Workbooks.Xlsx;

/// <summary>What a workbook part says of the others: where they are, and that none of them can run.</summary>
internal sealed class XlsxPackage
{
    private const int LongestAttribute = 4096;
    private readonly XmlParts parts;

    /// <exception cref="WorkbookException">No workbook, or one that holds macros.</exception>
    public XlsxPackage(XmlParts parts)
    {
        this.parts = parts;
        RefuseOtherKinds();
        RefuseMacros();
        WorkbookPart = Relationships("").Values.FirstOrDefault(relationship => relationship.Is("officeDocument"))?.Target
            ?? (parts.Has("xl/workbook.xml") ? "xl/workbook.xml" : throw Damage.At("_rels/.rels"));
    }

    /// <summary>The part that lists the sheets.</summary>
    public string WorkbookPart { get; }

    /// <summary>What a part refers to, by id.</summary>
    public Dictionary<string, Relationship> Relationships(string part)
    {
        var found = new Dictionary<string, Relationship>(StringComparer.Ordinal);
        var folder = XmlParts.Folder(part);
        var name = $"{folder}{(folder.Length > 0 ? "/" : "")}_rels/{part[(part.LastIndexOf('/') + 1)..]}.rels";
        if (!parts.Has(name))
        {
            return found;
        }

        using var reader = parts.Open(name);
        reader.Root();
        foreach (var child in reader.Children())
        {
            if (child == "Relationship" && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Target") is { Length: < LongestAttribute } target)
            {
                var outside = reader.GetAttribute("TargetMode") == "External";
                found.TryAdd(id, new(reader.GetAttribute("Type") ?? "", outside ? "" : XmlParts.Resolve(part, target)));
            }

            reader.Pass();
        }

        return found;
    }

    private void RefuseOtherKinds()
    {
        if (parts.Has("xl/workbook.bin"))
        {
            throw new WorkbookException(WorkbookRefusals.Kind(".xlsb"));
        }

        if (parts.Has("mimetype") && !parts.Has("[Content_Types].xml"))
        {
            throw new WorkbookException(WorkbookRefusals.Kind(".ods"));
        }

        if (!parts.Has("[Content_Types].xml") || parts.Has("word/document.xml") || parts.Has("ppt/presentation.xml"))
        {
            throw new WorkbookException(WorkbookRefusals.NotAWorkbook);
        }
    }

    /// <summary>By declared type, by name and by content: a macro under another name is one, too.</summary>
    private void RefuseMacros()
    {
        var names = parts.Names.ToList();
        if (DeclaredMacros()
            || names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.Contains("/macrosheets"
                + "/", StringComparison.OrdinalIgnoreCase))
            || names.Where(name => name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)).Any(HoldsProject))
        {
            throw new WorkbookException(WorkbookRefusals.Macros);
        }
    }

    /// <summary>
    /// A Default says what the parts of one ending are that have no type of their own: where there are none, as in workbooks of SheetJS, it says nothing.
    /// </summary>
    private bool DeclaredMacros()
    {
        HashSet<string> typed = new(StringComparer.OrdinalIgnoreCase);
        List<string> endings = [];
        using var reader = parts.Open("[Content_Types].xml");
        reader.Root();
        foreach (var child in reader.Children())
        {
            if (reader.GetAttribute("PartName") is { } name)
            {
                typed.Add(name.TrimStart('/'));
            }

            if (reader.GetAttribute("ContentType") is { } type && SaysMacros(type))
            {
                if (child != "Default" || reader.GetAttribute("Extension") is not { } ending)
                {
                    return true;
                }

                endings.Add("." + ending);
            }

            reader.Pass();
        }

        return endings.Exists(ending => parts.Names.Any(name => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && !typed.Contains(name)));
    }

    private static bool SaysMacros(string type) =>
        type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
        || type.Contains("macrosheet", StringComparison.OrdinalIgnoreCase) || type.Contains("intlmacro", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a binary part is a container that lists a project of macros.</summary>
    private bool HoldsProject(string name)
    {
        using var bytes = new MemoryStream();
        using (var content = parts.OpenBytes(name))
        {
            content.CopyTo(bytes);
        }

        return WorkbookFile.Signature(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) == FileSignature.Ole
            && Xls.OleDirectory.Lists(bytes, "_VBA_PROJECT");
    }
}

/// <summary>One reference of a part.</summary>
/// <param name="Type">A name in the form of an address; only its end differs between the two dialects of the format.</param>
/// <param name="Target">The part; empty when it lies outside the file, where nothing is ever fetched.</param>
internal sealed record Relationship(string Type, string Target)
{
    public bool Is(string kind) => Type.EndsWith("/" + kind, StringComparison.Ordinal) && Target.Length > 0;
}
