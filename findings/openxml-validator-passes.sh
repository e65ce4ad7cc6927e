#!/usr/bin/env bash
# DocumentFormat.OpenXml 3.3.0 (NuGet): what OpenXmlValidator lets pass.
# Guess: it finds whatever breaks the schema: a table cell must contain a paragraph, ids of content controls and names of bookmarks must be unique.
# Seen: it passes a cell without any paragraph, two controls with one id, two bookmarks of one name and one that never ends. It does see
#   a wrong order of elements and a text directly in the body.
# Matters: "valid" is not "opens in Word": documents made from templates need checks of their own for exactly these.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="DocumentFormat.OpenXml" Version="[3.3.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

int Errors(string body)
{
    using var file = new MemoryStream();
    using (var made = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
    using (var part = made.AddMainDocumentPart().GetStream(FileMode.Create))
    {
        part.Write(Encoding.UTF8.GetBytes($"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"));
    }

    using var read = WordprocessingDocument.Open(file, isEditable: false);
    return new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(read).Count();
}

string Table(string row) => $"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"4000\"/></w:tblGrid><w:tr>{row}</w:tr></w:tbl><w:p/>";
string Control() => "<w:sdt><w:sdtPr><w:id w:val=\"7\"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>";
string Mark(int id) => $"<w:bookmarkStart w:id=\"{id}\" w:name=\"deadline\"/><w:bookmarkEnd w:id=\"{id}\"/>";
(string What, string Body, bool Passes)[] cases =
[
    ("a cell without a paragraph", Table("<w:tc><w:tcPr><w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr></w:tc>"), true),
    ("two controls with one id", Control() + Control(), true),
    ("two bookmarks of one name", $"<w:p>{Mark(1)}{Mark(2)}</w:p>", true),
    ("a bookmark that never ends", "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"deadline\"/></w:p>", true),
    ("bold behind the size", "<w:p><w:r><w:rPr><w:sz w:val=\"32\"/><w:b/></w:rPr><w:t>x</w:t></w:r></w:p>", false),
    ("a run in the body", "<w:r><w:t>x</w:t></w:r>", false),
];
var wrong = 0;
foreach (var (what, body, passes) in cases)
{
    var errors = Errors(body);
    Console.WriteLine($"OpenXmlValidator 3.3.0: {what}: {errors} error(s)");
    wrong += errors == 0 == passes ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
