#!/usr/bin/env bash
# exceljs 4.4.0 (npm), ClosedXML 0.95.4, NPOI 2.4.1 (NuGet): a cell of type "d", a date as ISO text, which the format allows.
# Guess: 2024-12-31 is read as 31 December 2024, as ExcelDataReader and MiniExcel do, or as the text.
# Seen: exceljs reads 16 July 1905 (the day number 2024, the digits before the first dash). ClosedXML and NPOI refuse the whole workbook with an exception.
# Matters: a program may write such cells, and only one of the ways to get them wrong is seen by anybody.
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
book('../book.xlsx', '<row r="1">' + text('A1', 'deadline') + '</row><row r="2"><c r="A2" t="d" s="1"><v>2024-12-31</v></c></row>')
PY
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="ClosedXML" Version="[0.95.4]" />
    <PackageReference Include="NPOI" Version="[2.4.1]" />
    <PackageReference Include="ExcelDataReader" Version="[3.6.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
string Kind(Action open) { try { open(); return "read"; } catch (Exception e) { return e.GetType().Name; } }
var closed = Kind(() => { using var book = new ClosedXML.Excel.XLWorkbook("../book.xlsx"); });
var npoi = Kind(() => { using var file = File.OpenRead("../book.xlsx"); _ = new NPOI.XSSF.UserModel.XSSFWorkbook(file).GetSheetAt(0).GetRow(1).GetCell(0).CellType; });
using var file = File.OpenRead("../book.xlsx");
using var rows = ExcelDataReader.ExcelReaderFactory.CreateReader(file);
rows.Read();
rows.Read();
Console.WriteLine($"ClosedXML 0.95.4: {closed}; NPOI 2.4.1: {npoi}; ExcelDataReader 3.6.0: {rows.GetValue(0)}");
return (closed, npoi, rows.GetValue(0)) is ("FormatException", "ArgumentException", DateTime { Year: 2024, Month: 12, Day: 31 }) ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
cd ..
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" exceljs@4.4.0 >/dev/null
cat > show.cjs <<'JS'
const { Workbook } = require('exceljs');
const book = new Workbook();
book.xlsx.readFile('book.xlsx').then(() => {
  const value = book.worksheets[0].getCell('A2').value.toISOString();
  console.log(`exceljs 4.4.0: ${value}`);
  process.exitCode = value.startsWith('1905-07-16') ? 0 : 1;
});
JS
node show.cjs
