#!/usr/bin/env bash
# NPOI 2.4.1 (NuGet): a Word form whose fields are content controls, as an office makes one with the Developer tab.
# Guess: a table's rows and cells are those one sees, whether a control holds a word, a cell or a whole row.
# Seen: a cell in a control is not among its row's cells, so the one behind it takes its place; a row in a control (a repeating section) is not there. The text
#   of a control in a paragraph is in Text, not in ParagraphText nor in what XWPFWordExtractor gives; a control that fills a cell is empty in GetText.
# Matters: read by column, the person who signed for a measure becomes the label before his name, and rows that an office added are gone without a word.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1603;NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="NPOI" Version="[2.4.1]" /><PackageReference Include="DocumentFormat.OpenXml" Version="[3.3.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using NPOI.XWPF.Extractor;
using NPOI.XWPF.UserModel;
using Form = DocumentFormat.OpenXml.Wordprocessing.Document;

static Run Words(string text) => new(new Text(text));
static Paragraph Line(string text) => new(Words(text));
static TableCell Cell(string text) => new(Line(text));

string label = "责任单位：", unit = "市水利局", opinion = "意见", agreed = "同意销号";
string taker = "签收人", one = "张三", checker = "复核人", other = "李四";
using var file = new MemoryStream();
using (var form = WordprocessingDocument.Create(file, DocumentFormat.OpenXml.WordprocessingDocumentType.Document, true))
{
    form.AddMainDocumentPart().Document = new Form(new Body(
        new Paragraph(Words(label), new SdtRun(new SdtProperties(), new SdtContentRun(Words(unit)))),
        new Table(new TableProperties(), new TableGrid(new GridColumn(), new GridColumn()),
            new TableRow(Cell(opinion), new TableCell(new SdtBlock(new SdtProperties(), new SdtContentBlock(Line(agreed))), new Paragraph())),
            new TableRow(new SdtCell(new SdtProperties(), new SdtContentCell(Cell(taker))), Cell(one)),
            new SdtRow(new SdtProperties(), new SdtContentRow(new TableRow(Cell(checker), Cell(other))))),
        new Paragraph()));
}

file.Position = 0;
var read = new XWPFDocument(file);
var first = read.Paragraphs[0];
var rows = read.Tables[0].Rows;
(string What, string Seen, string Expected)[] all =
[
    ("Text of a line with a control", first.Text, label + unit),
    ("its ParagraphText", first.ParagraphText, label),
    ("the extractor's first line", new XWPFWordExtractor(read).Text.Split('\n')[0], label),
    ("rows of three", rows.Count.ToString(), "2"),
    ("a cell filled by a control", rows[0].GetTableCells()[1].GetText(), ""),
    ("the first cell of the row whose first cell is a control", rows[1].GetTableCells()[0].GetText(), one),
];
foreach (var (what, seen, _) in all)
{
    Console.WriteLine($"NPOI 2.4.1: {what}: \"{seen}\"");
}

return all.All(line => line.Seen == line.Expected) ? 0 : 1;
C
dotnet run -c Release
