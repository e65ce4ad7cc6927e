using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Rectification.Documents.Papers;

/// <summary>
/// Fills a template: every control keeps its place and its look, and is never left empty. What has no value is printed as a blank box, so that it is
/// filled in by hand.
/// </summary>
public static class PaperWriter
{
    /// <summary>A blank box: four full-width spaces, which keep their width in every font.</summary>
    public const string Blank = "\u3000\u3000\u3000\u3000";

    /// <summary>Most rows of one group; a longer list is for the ledger.</summary>
    public const int MaxRows = 5_000;

    /// <param name="template">A .docx file that <see cref="TemplateCheck"/> finds nothing wrong with.</param>
    /// <param name="form">What it may hold.</param>
    /// <param name="content">What is put in.</param>
    /// <returns>The filled .docx file.</returns>
    public static byte[] Fill(byte[] template, PaperForm form, PaperContent content)
    {
        var stream = new MemoryStream();
        stream.Write(template);
        stream.Position = 0;
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            var main = document.MainDocumentPart ?? throw new InvalidDataException("A template has a main part.");
            foreach (var root in PaperStructure.Roots(main))
            {
                FillRows(root, form, content);
                FillBodies(root, form, content);
                FillTexts(root, form.Texts, content.Texts);
                PaperStructure.EndCells(root);
            }

            Paint(main, content.Colour);
            AddStyles(main);
            PaperStructure.Number(main);
        }

        return stream.ToArray();
    }

    private static void FillTexts(OpenXmlElement root, IEnumerable<string> tags, IReadOnlyDictionary<string, string?> texts)
    {
        var known = tags.ToHashSet(StringComparer.Ordinal);
        foreach (var control in root.Descendants<SdtElement>().Where(control => known.Contains(PaperStructure.TagOf(control))).ToList())
        {
            Fill(control, texts.GetValueOrDefault(PaperStructure.TagOf(control)));
        }
    }

    /// <summary>Repeats the rows of each group and takes the control around them away: Word does not take several rows in one.</summary>
    private static void FillRows(OpenXmlElement root, PaperForm form, PaperContent content)
    {
        foreach (var group in form.Rows)
        {
            foreach (var control in root.Descendants<SdtRow>().Where(control => PaperStructure.TagOf(control) == group.Tag).ToList())
            {
                var pattern = PaperStructure.ContentOf(control)!.Elements().Where(child => child is TableRow or SdtRow).ToList();
                IEnumerable<IReadOnlyDictionary<string, string?>> rows = content.Rows.GetValueOrDefault(group.Tag) is { Count: > 0 } some ? some.Take(MaxRows)
                    : [new Dictionary<string, string?>()];
                var first = true;
                foreach (var row in rows)
                {
                    foreach (var line in pattern)
                    {
                        var copy = line.CloneNode(deep: true);
                        if (!first)
                        {
                            // A bookmark is there once.
                            copy.Descendants().Where(child => child is BookmarkStart or BookmarkEnd).ToList().ForEach(mark => mark.Remove());
                        }

                        control.InsertBeforeSelf(copy);
                        FillTexts(copy, group.Columns, row);
                    }

                    first = false;
                }

                control.Remove();
            }
        }
    }

    /// <summary>Puts paragraphs in the place of a body's control.</summary>
    private static void FillBodies(OpenXmlElement root, PaperForm form, PaperContent content)
    {
        foreach (var control in root.Descendants<SdtBlock>().Where(control => form.Bodies.Contains(PaperStructure.TagOf(control))).ToList())
        {
            var paragraphs = content.Bodies.GetValueOrDefault(PaperStructure.TagOf(control)) is { Count: > 0 } some ? some : [new(PaperLevel.Text, Blank)];
            foreach (var (level, text) in paragraphs)
            {
                foreach (var line in PaperText.Clean(text).Split('\n'))
                {
                    control.InsertBeforeSelf(new Paragraph(
                        new ParagraphProperties(new ParagraphStyleId { Val = PaperStyles.Of(level) }), new Run(Words(line))));
                }
            }

            control.Remove();
        }
    }

    private static void Fill(SdtElement control, string? value)
    {
        var text = PaperText.Clean(value).Trim('\n');
        var lines = string.IsNullOrWhiteSpace(text) ? [Blank] : text.Split('\n');
        Settle(control.SdtProperties!);
        var content = PaperStructure.ContentOf(control)!;
        if (control is SdtRun)
        {
            var look = content.Descendants<RunProperties>().FirstOrDefault() ?? Look(control);
            content.RemoveAllChildren();
            content.Append(Runs(lines, look));
            return;
        }

        var place = control is SdtCell ? content.Elements<TableCell>().First() : content;
        var pattern = place.Descendants<Paragraph>().FirstOrDefault();
        var style = pattern?.ParagraphProperties;
        var run = pattern?.Descendants<RunProperties>().FirstOrDefault(properties => properties.Parent is Run) ?? Look(control);
        place.Elements().Where(child => child is not TableCellProperties).ToList().ForEach(child => child.Remove());
        foreach (var line in lines)
        {
            var paragraph = new Paragraph();
            if (style is not null)
            {
                paragraph.Append(style.CloneNode(deep: true));
            }

            paragraph.Append(Runs([line], run));
            place.Append(paragraph);
        }
    }

    /// <summary>A placeholder no more; and nothing that would put another text over ours when the file is opened.</summary>
    private static void Settle(SdtProperties properties)
    {
        properties.RemoveAllChildren<ShowingPlaceholder>();
        properties.RemoveAllChildren<SdtPlaceholder>();
        properties.RemoveAllChildren<DataBinding>();
    }

    /// <summary>How the control itself says its text looks.</summary>
    private static RunProperties? Look(SdtElement control) => control.SdtProperties!.GetFirstChild<RunProperties>();

    private static IEnumerable<Run> Runs(string[] lines, RunProperties? look)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var run = new Run();
            if (look is not null)
            {
                var own = (RunProperties)look.CloneNode(deep: true);
                // The grey of a placeholder is not the text's.
                own.RemoveAllChildren<RunStyle>();
                run.Append(own);
            }

            if (i > 0)
            {
                run.Append(new Break());
            }

            run.Append(Words(lines[i]));
            yield return run;
        }
    }

    private static Text Words(string text) => new(text) { Space = SpaceProcessingModeValues.Preserve };

    /// <summary>The colour of a slip is that of its title.</summary>
    private static void Paint(MainDocumentPart main, string? colour)
    {
        if (colour is null)
        {
            return;
        }

        var title = PaperStyles.Of(PaperLevel.Title);
        foreach (var run in main.Document!.Descendants<Paragraph>().Where(line => line.ParagraphProperties?.ParagraphStyleId?.Val?.Value == title)
            .SelectMany(line => line.Descendants<Run>()))
        {
            run.RunProperties ??= new();
            run.RunProperties.Color = new() { Val = colour };
        }
    }

    /// <summary>The styles that bodies are written in, as far as the template has none of that name.</summary>
    private static void AddStyles(MainDocumentPart main)
    {
        var part = main.StyleDefinitionsPart ?? main.AddNewPart<StyleDefinitionsPart>();
        var styles = part.Styles ??= new();
        var known = styles.Elements<Style>().Select(style => style.StyleId?.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var style in PaperStyles.Levels().Where(style => !known.Contains(style.StyleId?.Value)))
        {
            // A template may have no style called Normal by this id; based on nothing it looks the same.
            if (!known.Contains("Normal"))
            {
                style.RemoveAllChildren<BasedOn>();
            }

            styles.Append(style);
        }
    }
}
