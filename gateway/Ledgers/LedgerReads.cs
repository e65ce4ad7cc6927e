using System.Text.Json;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Documents.Ledgers.Out;
using Rectification.Documents.Workbooks;
using Rectification.Gateway.Auth;
using Rectification.Ledgers;

namespace Rectification.Gateway.Ledgers;

/// <summary>One file as it was read, or why it was not.</summary>
internal sealed record ReadFile(string Name, string Sha256, LedgerReading? Reading, Refusal? Refusal)
{
    /// <summary>Columns that were said of such a file before and are read so again.</summary>
    public RememberedColumns? Remembered { get; init; }

    /// <summary>Whether it is one sheet of its file and not all of it.</summary>
    public bool IsPart { get; init; }

    /// <summary>Columns that were said with this one.</summary>
    public IReadOnlyDictionary<string, string>? Said { get; init; }

    /// <summary>Other names of units that the answers taught → the unit's name.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>What the file says of where it comes from, if the product made it.</summary>
    public LedgerStamp? Stamp { get; init; }
}

/// <summary>Reads the stored files of a ledger into where they belong; reading again reads the same.</summary>
internal sealed class LedgerReads(LedgerIntake intake, LedgerContexts contexts)
{
    public static LedgerOptions Options(LedgerRecord ledger) => ledger.Options is { } json ? Read(json) : new();

    public static LedgerOptions Read(string options) => JsonSerializer.Deserialize(options, LedgersJson.Api.LedgerOptions)!;

    /// <summary>The ledger as read from another feedback day, where none was said with it.</summary>
    public static LedgerRecord With(LedgerRecord ledger, DateOnly? feedback)
    {
        var options = Options(ledger);
        return feedback is null || options.Context?.FeedbackDate is not null ? ledger
            : ledger with { Options = Written(options with { Context = (options.Context ?? new()) with { FeedbackDate = feedback } }) };
    }

    /// <summary>What is kept of them.</summary>
    public static string Written(LedgerOptions options) => JsonSerializer.Serialize(options, LedgersJson.Api.LedgerOptions);

    /// <summary>Every workbook of every file, in the order sent.</summary>
    /// <param name="ledger">Its files are stored.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="answers">Cell → what is to be read there instead; of several files with the file's name before it (<c>甲县.xlsx L14</c>).</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(LedgerPlace? Place, IReadOnlyList<ReadFile> Files, Refusal? Refusal)> Read(
        LedgerRecord ledger, Caller caller, IReadOnlyDictionary<string, string> answers, CancellationToken cancellation)
    {
        var options = Options(ledger);
        var (place, unknown) = await contexts.Of(ledger.Plan, options, caller);
        if (place is null)
        {
            return (null, [], unknown);
        }

        var all = new Dictionary<string, string>(options.Answers ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (cell, answer) in answers)
        {
            all[cell] = answer;
        }

        var files = new List<ReadFile>();
        var known = new Lazy<Task<LedgerKnown>>(() => contexts.Known(place, caller, options.As));
        foreach (var file in ledger.Files)
        {
            var (content, gone) = await intake.Open(file.Sha256, cancellation);
            if (content is null)
            {
                return (null, [], gone);
            }

            await using (content)
            {
                foreach (var opened in WorkbookFile.OpenAll(content, file.Name, WorkbookLimits.Default))
                {
                    using (opened)
                    {
                        files.AddRange(await Read(opened, place, known, caller, options, all));
                    }
                }
            }
        }

        return (place, files, null);
    }

    /// <summary>One workbook: one reading, or one of each sheet where each is another unit's.</summary>
    private async Task<IReadOnlyList<ReadFile>> Read(
        OpenedWorkbook opened, LedgerPlace place, Lazy<Task<LedgerKnown>> known, Caller caller, LedgerOptions options,
        IReadOnlyDictionary<string, string> answers)
    {
        if (opened.Workbook is not { } workbook)
        {
            return [new(opened.FileName, opened.Sha256, null, opened.Refusal)];
        }

        try
        {
            var parts = place.Frame is null ? [(opened.FileName, workbook)] : LedgerReader.ByUnit(workbook, opened.FileName, place.Context);
            var files = new List<ReadFile>();
            foreach (var (name, part) in parts)
            {
                var isAsked = place.Frame is not null && (options.As is not null || LedgerReader.MayBeOfUnits(part, name, place.Context));
                var into = isAsked ? place with { Context = place.Context with { Known = await known.Value } } : place;
                files.Add(await Read(name, opened.Sha256, part, into, caller, options, answers) with { IsPart = parts.Count > 1 });
            }

            return files;
        }
        catch (WorkbookException problem)
        {
            return [new(opened.FileName, opened.Sha256, null, problem.Refusal)];
        }
    }

    private async Task<ReadFile> Read(
        string name, string sha256, IWorkbook workbook, LedgerPlace place, Caller caller, LedgerOptions options, IReadOnlyDictionary<string, string> answers)
    {
        try
        {
            IReadOnlyDictionary<string, string>? said = options.Mapping is { } mapping ? Of(name, mapping) : null;
            var reading = LedgerReader.Read(workbook, name, place.Context, said);
            RememberedColumns? remembered = null;
            if (options.Mapping is null && place.Memory.Columns.Count > 0 && LedgerLayout.Of(reading) is var layout)
            {
                remembered = place.Memory.Columns.FirstOrDefault(known => known.Layout == layout);
                said = remembered?.Columns;
                reading = remembered is null ? reading : LedgerReader.Read(workbook, name, place.Context, said);
            }

            IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();
            if (Of(reading.File, answers) is { Count: > 0 } own)
            {
                var before = reading;
                var written = reading.Measures.GroupBy(row => row.Row).ToDictionary(rows => rows.Key, rows => rows.First().DeadlineText);
                workbook = new AnsweredWorkbook(workbook, own, workbook.Sheets is [var only] ? only.Name : reading.Sheet);
                reading = LedgerReader.Read(workbook, name, place.Context, said);
                names = LedgerLayout.Names(before, reading);

                // An answer says which day is meant; the words of the ledger stay.
                foreach (var row in reading.Measures)
                {
                    row.DeadlineText = written.GetValueOrDefault(row.Row) ?? row.DeadlineText;
                }
            }

            // Whose sheet it is, only the sheet says: then it is read once more beside what the product has of that unit.
            if (reading.Kind == LedgerKinds.Progress && place.Frame is { } frame && place.Target.Unit(reading.Unit) is { } unit && caller.SeesUnit(unit))
            {
                var before = await contexts.Before(place, frame, place.Units.First(profile => profile.Id == unit), reading, caller);
                reading = LedgerReader.Read(workbook, name, place.Context with { Before = before }, said);
            }

            return new(name, sha256, reading, null)
            {
                Stamp = LedgerStamp.Of(workbook.Stamp),
                Remembered = remembered,
                Said = remembered is null ? said : null,
                Names = names,
            };
        }
        catch (WorkbookException problem)
        {
            return new(name, sha256, null, problem.Refusal);
        }
        catch (ArgumentException)
        {
            return new(name, sha256, null, MappingUnknown);
        }
    }

    /// <summary>Answers, or columns, as one file takes them: those that name it without its name, the others as they are.</summary>
    private static Dictionary<string, string> Of(string file, IReadOnlyDictionary<string, string> answers)
    {
        var own = new Dictionary<string, string>(answers, StringComparer.Ordinal);
        foreach (var (cell, answer) in answers.Where(answer => answer.Key.StartsWith(file + " ", StringComparison.Ordinal)))
        {
            own[cell[(file.Length + 1)..]] = answer;
        }

        return own;
    }

    private static readonly Refusal MappingUnknown = Refusal.Invalid(
        "ledger.mapping-unknown", "列的对应有误：没有这样的列或字段。", "The mapping names a column or field that does not exist.", "/mapping");
}
