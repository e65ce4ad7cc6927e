#!/usr/bin/env bash
# ExcelDataReader 3.6.0, MiniExcel 1.46.0 (NuGet): a workbook saved as "Strict Open XML" (one of Excel's own formats, same extension).
# Guess: it is read like any other, or refused in words.
# Seen: ExcelDataReader opens it without an error and has no sheet and not one row: an empty ledger. MiniExcel reads it.
# Matters: "0 rows read" must be a question to the user, never a success.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
python3 - <<'PY'
import zipfile
strict, kind = 'http://purl.oclc.org/ooxml/', 'http://schemas.openxmlformats.org/package/2006/'
link = lambda number, what, target: f'<Relationship Id="rId{number}" Type="{strict}officeDocument/relationships/{what}" Target="{target}"/>'
part = lambda name, what: f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{what}+xml"/>'
main = f'xmlns="{strict}spreadsheetml/main" xmlns:r="{strict}officeDocument/relationships"'
with zipfile.ZipFile('../book.xlsx', 'w') as book:
    book.writestr('[Content_Types].xml', f'<Types xmlns="{kind}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + part('workbook', 'sheet.main') + part('worksheets/sheet1', 'worksheet') + part('sharedStrings', 'sharedStrings') + '</Types>')
    book.writestr('_rels/.rels', f'<Relationships xmlns="{kind}relationships">{link(1, "officeDocument", "xl/workbook.xml")}</Relationships>')
    book.writestr('xl/_rels/workbook.xml.rels', f'<Relationships xmlns="{kind}relationships">{link(1, "worksheet", "worksheets/sheet1.xml")}{link(2, "sharedStrings", "sharedStrings.xml")}</Relationships>')
    book.writestr('xl/workbook.xml', f'<workbook {main} conformance="strict"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>')
    book.writestr('xl/sharedStrings.xml', f'<sst {main}><si><t>measure</t></si><si><t>revise</t></si></sst>')
    book.writestr('xl/worksheets/sheet1.xml', f'<worksheet {main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row></sheetData></worksheet>')
PY
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="ExcelDataReader" Version="[3.6.0]" />
    <PackageReference Include="MiniExcel" Version="[1.46.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
using var file = File.OpenRead("../book.xlsx");
using var reader = ExcelDataReader.ExcelReaderFactory.CreateReader(file);
var rows = 0;
while (reader.Read()) { rows++; }
var mini = MiniExcelLibs.MiniExcel.Query("../book.xlsx").Count();
Console.WriteLine($"ExcelDataReader 3.6.0: {reader.ResultsCount} sheets, {rows} rows; MiniExcel 1.46.0: {mini} rows");
return reader.ResultsCount == 0 && rows == 0 && mini == 2 ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
