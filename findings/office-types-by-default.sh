#!/usr/bin/env bash
# DocumentFormat.OpenXml 3.3.0, ClosedXML 0.95.4, SpreadCheetah 1.28.0, MiniExcel 1.46.0 (NuGet): where a document says what it is.
# Guess: [Content_Types].xml has an Override for the main part (/word/document.xml, /xl/workbook.xml), as Word, Excel and WPS write it.
# Seen: the Open XML SDK, all that is built on it, and SpreadCheetah give the main part's type as the Default of all parts ending in xml; the main part has
#   no Override. MiniExcel writes one. Both ways are the standard's.
# Matters: a check of uploads that knows only Overrides calls most documents made by .NET programs files of no allowed type.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="DocumentFormat.OpenXml" Version="[3.3.0]" />
    <PackageReference Include="SpreadCheetah" Version="[1.28.0]" />
    <PackageReference Include="MiniExcel" Version="[1.46.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using SpreadCheetah;
using Word = DocumentFormat.OpenXml.Wordprocessing;

using (var document = WordprocessingDocument.Create("../OpenXml.docx", WordprocessingDocumentType.Document))
{
    document.AddMainDocumentPart().Document = new Word.Document(new Word.Body(new Word.Paragraph()));
}

using (var file = File.Create("../SpreadCheetah.xlsx"))
{
    await using var sheet = await Spreadsheet.CreateNewAsync(file);
    await sheet.StartWorksheetAsync("ledger");
    await sheet.FinishAsync();
}

MiniExcelLibs.MiniExcel.SaveAs("../MiniExcel.xlsx", new[] { new { no = 1 } });
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
mkdir ../closed && cd ../closed
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="ClosedXML" Version="[0.95.4]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using var book = new ClosedXML.Excel.XLWorkbook();
book.AddWorksheet("ledger");
book.SaveAs("../ClosedXML.xlsx");
C
dotnet build -c Release -v q --nologo -o ../out-closed -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out-closed/app.dll
cd ..
python3 - <<'PY'
import xml.etree.ElementTree
import zipfile
for name, tag in (('OpenXml.docx', 'Default'), ('ClosedXML.xlsx', 'Default'), ('SpreadCheetah.xlsx', 'Default'), ('MiniExcel.xlsx', 'Override')):
    types = xml.etree.ElementTree.fromstring(zipfile.ZipFile(name).read('[Content_Types].xml'))
    said = [(node.tag.split('}')[1], node.get('Extension') or node.get('PartName')) for node in types if node.get('ContentType').endswith('.main+xml')]
    print(f'{name}: the main part\'s type is said by {said}')
    assert [one[0] for one in said] == [tag]
PY
