#!/usr/bin/env bash
# MiniExcel 1.46.0, SpreadCheetah 1.28.0 (NuGet) write, exceljs 4.4.0 and xlsx 0.18.5 (npm) read: two sides of one format.
# Guess: what two common writers of .NET write is read by the common reader of Node.
# Seen: exceljs throws a TypeError on both: on MiniExcel's because its elements have a prefix (x:workbook), on SpreadCheetah's because its cells have no
#   addresses, which is its default (WriteCellReferences is false). Both are allowed; xlsx reads both.
# Matters: "does another library read it" is no test with exceljs, and SpreadCheetah's option is worth setting for whoever reads our exports.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="MiniExcel" Version="[1.46.0]" />
    <PackageReference Include="SpreadCheetah" Version="[1.28.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using SpreadCheetah;

MiniExcelLibs.MiniExcel.SaveAs("../mini.xlsx", new[] { new { no = "1", measure = "revise" } });
foreach (var withAddresses in new[] { false, true })
{
    using var file = File.Create($"../cheetah-{withAddresses}.xlsx");
    await using var sheet = await Spreadsheet.CreateNewAsync(file, new SpreadCheetahOptions { WriteCellReferenceAttributes = withAddresses });
    await sheet.StartWorksheetAsync("ledger");
    await sheet.AddRowAsync(new[] { new DataCell("no"), new DataCell("measure") });
    await sheet.FinishAsync();
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
cd ..
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" exceljs@4.4.0 xlsx@0.18.5 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { Workbook } = require('exceljs');
const { readFile } = require('xlsx');
(async () => {
  for (const [file, expected] of [['mini.xlsx', 'TypeError'], ['cheetah-False.xlsx', 'TypeError'], ['cheetah-True.xlsx', 'no']]) {
    const book = new Workbook();
    const seen = await book.xlsx.readFile(file).then(() => book.worksheets[0].getCell('A1').value, error => error.name);
    const other = Object.values(readFile(file).Sheets)[0].A1.v;
    console.log(`${file}: exceljs 4.4.0 ${seen}; xlsx 0.18.5 ${other}`);
    assert.deepStrictEqual([seen, other], [expected, 'no']);
  }
})();
JS
node show.cjs
