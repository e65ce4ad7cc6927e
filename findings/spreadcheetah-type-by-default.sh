#!/usr/bin/env bash
# SpreadCheetah 1.28.0, ClosedXML 0.95.4 (NuGet): where a workbook says that it is one.
# Guess: [Content_Types].xml has an Override for /xl/workbook.xml, which is what programs look for that tell files by their content.
# Seen: SpreadCheetah names the workbook's type as the Default of all parts ending in xml, so the workbook itself has no Override. ClosedXML has the Override.
# Matters: a check of uploads that knows only Overrides calls this workbook a file of no allowed type. Both ways are the standard's.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="SpreadCheetah" Version="[1.28.0]" />
    <PackageReference Include="ClosedXML" Version="[0.95.4]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using SpreadCheetah;

using (var file = File.Create("../SpreadCheetah.xlsx"))
{
    await using var sheet = await Spreadsheet.CreateNewAsync(file);
    await sheet.StartWorksheetAsync("台账");
    await sheet.FinishAsync();
}

using var book = new ClosedXML.Excel.XLWorkbook();
book.AddWorksheet("台账");
book.SaveAs("../ClosedXML.xlsx");
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
cd ..
python3 - <<'PY'
import xml.etree.ElementTree
import zipfile
kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
for name, tag in (('SpreadCheetah', 'Default'), ('ClosedXML', 'Override')):
    types = xml.etree.ElementTree.fromstring(zipfile.ZipFile(f'{name}.xlsx').read('[Content_Types].xml'))
    said = [(node.tag.split('}')[1], *(value for key, value in node.attrib.items() if key != 'ContentType')) for node in types if node.get('ContentType') == kind]
    print(f'{name}: the workbook type stands in {said}')
    assert [one[0] for one in said] == [tag]
PY
