#!/usr/bin/env bash
# MiniExcel 1.46.0, ExcelDataReader 3.6.0, ClosedXML 0.95.4 (NuGet), exceljs 4.4.0 (npm): the built-in date formats of Chinese Excel.
# Guess: a cell with number format 27–36 or 50–58 (dates in the Chinese, Japanese and Korean Excel, named by number only) is read as a date, as 14 is.
# Seen: none of the four knows 27–36, 50 and 57: the serial number comes back (45657). MiniExcel alone knows one of them, 58.
# Matters: a deadline typed as 2024年12月31日 in Chinese Excel arrives as the number 45657, without an error.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="MiniExcel" Version="[1.46.0]" /><PackageReference Include="ExcelDataReader" Version="[3.6.0]" />
    <PackageReference Include="ClosedXML" Version="[0.95.4]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
int[] formats = [14, .. Enumerable.Range(27, 10), .. Enumerable.Range(50, 9)];
System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
List<int> mini = [], reader = [], closed = [];
var row = 0;
foreach (IDictionary<string, object> cells in MiniExcelLibs.MiniExcel.Query("../book.xlsx")) { if (cells["A"] is DateTime) { mini.Add(formats[row]); } row++; }
using (var file = File.OpenRead("../book.xlsx"))
using (var rows = ExcelDataReader.ExcelReaderFactory.CreateReader(file))
{
    for (row = 0; rows.Read(); row++) { if (rows.GetValue(0) is DateTime) { reader.Add(formats[row]); } }
}

using (var book = new ClosedXML.Excel.XLWorkbook("../book.xlsx"))
{
    for (row = 0; row < formats.Length; row++) { if (book.Worksheet(1).Cell(row + 1, 1).Value is DateTime) { closed.Add(formats[row]); } }
}

foreach (var (name, dates) in new[] { ("MiniExcel 1.46.0", mini), ("ExcelDataReader 3.6.0", reader), ("ClosedXML 0.95.4", closed) })
{
    Console.WriteLine($"{name}: dates only in the formats {string.Join(", ", dates)}; the number 45657 in the other {formats.Length - dates.Count}");
}

int[] missed = [.. Enumerable.Range(27, 10), 50, 57];
return new[] { mini, reader, closed }.All(dates => dates.Contains(14) && !dates.Intersect(missed).Any()) && mini.Contains(58) && !reader.Contains(58) && !closed.Contains(58) ? 0 : 1;
C
python3 - <<'PY'
import zipfile
formats = [14, *range(27, 37), *range(50, 59)]
main, rels, kind = ('http://schemas.openxmlformats.org/' + end for end in ('spreadsheetml/2006/main', 'officeDocument/2006/relationships', 'package/2006/relationships'))
link = lambda number, what, target: f'<Relationship Id="rId{number}" Type="{rels}/{what}" Target="{target}"/>'
part = lambda name, what: f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{what}+xml"/>'
cells = ''.join(f'<row r="{i}"><c r="A{i}" s="{i}"><v>45657</v></c></row>' for i in range(1, len(formats) + 1))
styles = ''.join(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for number in [0, *formats])
with zipfile.ZipFile('../book.xlsx', 'w') as book:
    book.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' + part('workbook', 'sheet.main') + part('worksheets/sheet1', 'worksheet') + part('styles', 'styles') + '</Types>')
    book.writestr('_rels/.rels', f'<Relationships xmlns="{kind}">{link(1, "officeDocument", "xl/workbook.xml")}</Relationships>')
    book.writestr('xl/_rels/workbook.xml.rels', f'<Relationships xmlns="{kind}">{link(1, "worksheet", "worksheets/sheet1.xml")}{link(2, "styles", "styles.xml")}</Relationships>')
    book.writestr('xl/workbook.xml', f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>')
    book.writestr('xl/styles.xml', f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="SimSun"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/>'
        f'</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>')
    book.writestr('xl/worksheets/sheet1.xml', f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>')
PY
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
cd ..
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" exceljs@4.4.0 >/dev/null
cat > show.cjs <<'JS'
const { Workbook } = require('exceljs');
const book = new Workbook();
book.xlsx.readFile('book.xlsx').then(() => {
  const values = book.worksheets[0].getColumn(1).values.slice(1);
  console.log(`exceljs 4.4.0: ${values.filter(value => value instanceof Date).length} date (format 14), ${values.filter(value => value === 45657).length} numbers 45657`);
  process.exitCode = values[0] instanceof Date && values.slice(1).every(value => value === 45657) ? 0 : 1;
});
JS
node show.cjs
