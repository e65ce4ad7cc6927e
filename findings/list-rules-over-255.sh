#!/usr/bin/env bash
# NPOI 2.4.1, ClosedXML 0.95.4, SpreadCheetah 1.28.0 (NuGet), exceljs 4.4.0 (npm): a list to choose from with 377 characters, and a choice that has a comma.
# Guess: a rule's own list ends at 255 characters, as Excel's documentation says, so writers refuse more, or put the list on a sheet.
# Seen: ClosedXML and SpreadCheetah refuse; NPOI refuses in .xls and writes all of it in .xlsx; exceljs writes it. And "done, checked" and "open" are three choices with NPOI; only
#   SpreadCheetah says that a comma cannot be. LibreOffice opens such a workbook with all 43 choices, so who looks there sees nothing wrong.
# Matters: a list of a city's units has 300 to 600 characters; the limit is met when a plan gets its thirtieth unit, not by a test with three. Longer lists belong on a sheet.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="NPOI" Version="[2.4.1]" />
    <PackageReference Include="ClosedXML" Version="[0.95.4]" />
    <PackageReference Include="SpreadCheetah" Version="[1.28.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.IO.Compression;
using System.Text.RegularExpressions;
using ClosedXML.Excel;
using NPOI.HSSF.UserModel;
using NPOI.SS.UserModel;
using NPOI.SS.Util;
using NPOI.XSSF.UserModel;
using SpreadCheetah;
using SpreadCheetah.Validations;

const string Name = "督导整改单位";
string[] units = [.. Enumerable.Range(1, 43).Select(no => Name + no)], comma = ["done, checked", "open"];
var longest = string.Join(',', units);
string[] seen =
[
    Said(() => { using var book = new XLWorkbook(); book.AddWorksheet("a").Range("A1:A5").SetDataValidation().List(longest, true); return "written"; }),
    Said(() => DataValidation.ListValues(units).ToString()),
    Said(() => Npoi(new HSSFWorkbook(), units)),
    Said(() => Npoi(new XSSFWorkbook(), units)),
    Said(() => Npoi(new XSSFWorkbook(), comma)),
    Said(() => DataValidation.ListValues(comma).ToString()),
];
Console.WriteLine($"{longest.Length} characters: ClosedXML {seen[0]}; SpreadCheetah {seen[1]}; NPOI .xls {seen[2]}, .xlsx {seen[3]}; a comma: NPOI {seen[4]}, SpreadCheetah {seen[5]}");
return seen.SequenceEqual(["ArgumentOutOfRangeException", "ArgumentException", "ArgumentException", "43 choices, 377 characters", "3 choices, 18 characters", "ArgumentException"]) ? 0 : 1;

string Said(Func<string?> what)
{
    try { return what() ?? "nothing"; }
    catch (ArgumentException refused) { return refused.GetType().Name; }
}

string Npoi(IWorkbook book, string[] choices)
{
    var sheet = book.CreateSheet("a");
    var rules = sheet.GetDataValidationHelper();
    sheet.AddValidationData(rules.CreateValidation(rules.CreateExplicitListConstraint(choices), new CellRangeAddressList(0, 4, 0, 0)));
    using (var file = File.Create("../npoi.xlsx")) { book.Write(file); }
    using var zip = ZipFile.OpenRead("../npoi.xlsx");
    using var part = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
    var list = Regex.Match(part.ReadToEnd(), "formula1>[^\"]*\"([^\"]*)\"").Groups[1].Value;
    return $"{list.Split(',').Length} choices, {list.Length} characters";
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
cd ..
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" exceljs@4.4.0 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { Workbook } = require('exceljs');
(async () => {
  const book = new Workbook();
  const list = Array.from({ length: 43 }, (_, no) => '督导整改单位' + (no + 1)).join(',');
  book.addWorksheet('a').getCell('A1').dataValidation = { type: 'list', formulae: [`"${list}"`] };
  const again = new Workbook();
  await again.xlsx.load(await book.xlsx.writeBuffer());
  const kept = again.worksheets[0].getCell('A1').dataValidation.formulae[0].length - 2;
  console.log(`exceljs writes ${kept} characters`);
  assert.strictEqual(kept, 377);
})();
JS
node show.cjs
