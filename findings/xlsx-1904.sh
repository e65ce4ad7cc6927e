#!/usr/bin/env bash
# MiniExcel 1.46.0 (NuGet), xlsx 0.18.5 (npm): a workbook in the 1904 date system (Excel for the Mac of old, and whatever was copied from it).
# Guess: both read the flag date1904, as ExcelDataReader and exceljs do: 44195 is 31 December 2024.
# Seen: MiniExcel ignores it: 30 December 2020. In xlsx the shown text is right, the value with cellDates is four years and a day early: one cell, two dates.
# Matters: every deadline of such a ledger moves by four years and a day, and each looks like a date.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
python3 - <<'PY'
import zipfile
def book(file, rows, styles='', strings='', start='', end=''):
    main, rels, kind = ('http://schemas.openxmlformats.org/' + what for what in ('spreadsheetml/2006/main', 'officeDocument/2006/relationships', 'package/2006/relationships'))
    link = lambda number, what, target: f'<Relationship Id="rId{number}" Type="{rels}/{what}" Target="{target}"/>'
    part = lambda name, what: f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{what}+xml"/>'
    xfs = ''.join(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for number in (0, 14))
    parts = {
        '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            'package.relationships+xml"/>' + part('workbook', 'sheet.main') + part('worksheets/sheet1', 'worksheet') + part('styles', 'styles') + part('sharedStrings', 'sharedStrings') + '</Types>',
        '_rels/.rels': f'<Relationships xmlns="{kind}">{link(1, "officeDocument", "xl/workbook.xml")}</Relationships>',
        'xl/_rels/workbook.xml.rels': f'<Relationships xmlns="{kind}">{link(1, "worksheet", "worksheets/sheet1.xml")}{link(2, "styles", "styles.xml")}'
            f'{link(3, "sharedStrings", "sharedStrings.xml")}</Relationships>',
        'xl/workbook.xml': f'<workbook xmlns="{main}" xmlns:r="{rels}">{start}<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>',
        'xl/styles.xml': f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="SimSun"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill>'
            f'</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2">{xfs}</cellXfs></styleSheet>',
        'xl/sharedStrings.xml': f'<sst xmlns="{main}">{strings}</sst>',
        'xl/worksheets/sheet1.xml': f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{end}</worksheet>',
    }
    with zipfile.ZipFile(file, 'w') as zip:
        for name, text in parts.items():
            zip.writestr(name, text)
text = lambda address, words: f'<c r="{address}" t="inlineStr"><is><t>{words}</t></is></c>'
book('../book.xlsx', '<row r="1">' + text('A1', 'deadline') + '</row><row r="2"><c r="A2" s="1"><v>44195</v></c></row>', start='<workbookPr date1904="1"/>')
PY
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="MiniExcel" Version="[1.46.0]" />
    <PackageReference Include="ExcelDataReader" Version="[3.6.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
using var file = File.OpenRead("../book.xlsx");
using var rows = ExcelDataReader.ExcelReaderFactory.CreateReader(file);
rows.Read();
rows.Read();
var other = rows.GetDateTime(0);
var mini = (DateTime)MiniExcelLibs.MiniExcel.Query("../book.xlsx").Cast<IDictionary<string, object>>().Last()["A"];
Console.WriteLine($"MiniExcel 1.46.0: {mini:yyyy-MM-dd}; ExcelDataReader 3.6.0: {other:yyyy-MM-dd}");
return mini == new DateTime(2020, 12, 30) && other == new DateTime(2024, 12, 31) ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
cd ..
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" xlsx@0.18.5 exceljs@4.4.0 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { readFile } = require('xlsx');
const { Workbook } = require('exceljs');
const cell = readFile('book.xlsx', { cellDates: true }).Sheets['台账'].A2;
const book = new Workbook();
book.xlsx.readFile('book.xlsx').then(() => {
  const other = book.worksheets[0].getCell('A2').value;
  console.log(`xlsx 0.18.5: text ${cell.w}, value ${cell.v.toISOString()}; exceljs 4.4.0: ${other.toISOString()}`);
  assert.deepStrictEqual([cell.w, cell.v.getUTCFullYear(), other.toISOString().slice(0, 10)], ['12/31/24', 2020, '2024-12-31']);
});
JS
TZ=UTC node show.cjs
