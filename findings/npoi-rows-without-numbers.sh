#!/usr/bin/env bash
# NPOI 2.4.1 (NuGet), exceljs 4.4.0 (npm): rows without a number (the attribute r of row and c is optional: each follows the one before).
# Guess: the rows are counted, as ExcelDataReader and MiniExcel do.
# Seen: NPOI keeps one row of three and says nothing. exceljs refuses the workbook ("Invalid row number in model").
# Matters: rows read plus rows skipped must equal the rows of the sheet; here two thirds of a ledger are gone.
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
row = lambda *words: '<row>' + ''.join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in words) + '</row>'
book('../book.xlsx', row('no', 'measure') + row('1', 'revise') + row('2', 'train'))
PY
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="NPOI" Version="[2.4.1]" />
    <PackageReference Include="ExcelDataReader" Version="[3.6.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
using var one = File.OpenRead("../book.xlsx");
var sheet = new NPOI.XSSF.UserModel.XSSFWorkbook(one).GetSheetAt(0);
var npoi = new List<string>();
foreach (NPOI.SS.UserModel.IRow row in sheet) { npoi.Add(string.Join(' ', row.Cells)); }
using var two = File.OpenRead("../book.xlsx");
using var rows = ExcelDataReader.ExcelReaderFactory.CreateReader(two);
var other = new List<string>();
while (rows.Read()) { other.Add($"{rows.GetValue(0)} {rows.GetValue(1)}"); }
Console.WriteLine($"NPOI 2.4.1: {string.Join(" / ", npoi)}; ExcelDataReader 3.6.0: {string.Join(" / ", other)}");
return npoi.Count == 1 && other.Count == 3 ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
cd ..
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" exceljs@4.4.0 >/dev/null
cat > show.cjs <<'JS'
const { Workbook } = require('exceljs');
new Workbook().xlsx.readFile('book.xlsx').then(() => { process.exitCode = 1; }, error => {
  console.log(`exceljs 4.4.0: ${error.message}`);
  process.exitCode = error.message === 'Invalid row number in model' ? 0 : 1;
});
JS
node show.cjs
