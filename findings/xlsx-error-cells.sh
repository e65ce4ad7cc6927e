#!/usr/bin/env bash
# ExcelDataReader 3.6.0, MiniExcel 1.46.0 (NuGet), xlsx 0.18.5 (npm): a formula that failed (#DIV/0!).
# Guess: a value of its own kind that says "error".
# Seen: ExcelDataReader gives null, an empty cell. MiniExcel gives the text "#DIV/0!", the same as if somebody had typed it. xlsx: sheet_to_json null, CSV the text.
# Matters: 12 of 0 measures done is neither empty nor a remark; a ledger has to refuse the cell by its address.
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
book('../book.xlsx', '<row r="1">' + text('A1', 'rate') + text('B1', 'remark') + '</row><row r="2"><c r="A2" t="e"><f>12/0</f><v>#DIV/0!</v></c>' + text('B2', '#DIV/0!') + '</row>')
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
using var rows = ExcelDataReader.ExcelReaderFactory.CreateReader(file);
rows.Read();
rows.Read();
var mini = MiniExcelLibs.MiniExcel.Query("../book.xlsx").Cast<IDictionary<string, object>>().Last();
Console.WriteLine($"ExcelDataReader 3.6.0: failed {rows.GetValue(0) ?? "null"}, typed {rows.GetValue(1)}; MiniExcel 1.46.0: failed {mini["A"]} ({mini["A"].GetType().Name}), typed {mini["B"]}");
return rows.GetValue(0) is null && rows.GetValue(1) is "#DIV/0!" && mini["A"] is "#DIV/0!" && mini["B"] is "#DIV/0!" ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
cd ..
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" xlsx@0.18.5 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { readFile, utils } = require('xlsx');
const sheet = readFile('book.xlsx').Sheets['台账'];
const [, json] = utils.sheet_to_json(sheet, { header: 1 });
const csv = utils.sheet_to_csv(sheet).split('\n')[1];
console.log(`xlsx 0.18.5: JSON ${JSON.stringify(json)}, CSV ${csv}`);
assert.deepStrictEqual([JSON.stringify(json), csv], ['[null,"#DIV/0!"]', '#DIV/0!,#DIV/0!']);
JS
node show.cjs
