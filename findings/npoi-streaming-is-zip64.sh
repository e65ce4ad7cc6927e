#!/usr/bin/env bash
# NPOI 2.4.1 (NuGet): how its streaming writer (SXSSFWorkbook) packs a workbook of three rows.
# Guess: an ordinary zip; the 64-bit variant is for parts over 4 GB.
# Seen: every part has the sizes 0xFFFFFFFF in both headers and the true ones in a zip64 field, needs version 4.5, and the archive has no zip64 end. The same
#   workbook by XSSFWorkbook is an ordinary zip. Python and .NET read both.
# Matters: whoever refuses 64-bit archives as dubious refuses the exports of systems built on it, and must say what to do (save it again in Excel or WPS).
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="NPOI" Version="[2.4.1]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using NPOI.SS.UserModel;

foreach (var (name, book) in new (string, IWorkbook)[] { ("streaming", new NPOI.XSSF.Streaming.SXSSFWorkbook()), ("whole", new NPOI.XSSF.UserModel.XSSFWorkbook()) })
{
    var sheet = book.CreateSheet("ledger");
    for (var row = 0; row < 3; row++) { sheet.CreateRow(row).CreateCell(0).SetCellValue("revise"); }
    using var file = File.Create($"../{name}.xlsx");
    book.Write(file);
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
cd ..
python3 - <<'PY'
import struct
import zipfile
for name, wide in (('streaming', True), ('whole', False)):
    data = open(f'{name}.xlsx', 'rb').read()
    parts = zipfile.ZipFile(f'{name}.xlsx').infolist()
    sizes = [struct.unpack('<II', data[part.header_offset + 18:part.header_offset + 26]) for part in parts]
    is_wide = [size == (0xFFFFFFFF, 0xFFFFFFFF) and part.extra[:2] == b'\1\0' for part, size in zip(parts, sizes)]
    print(f'NPOI 2.4.1, {name}: {len(parts)} parts of at most {max(part.file_size for part in parts)} bytes, {sum(is_wide)} of them zip64, '
          f'version {max(part.extract_version for part in parts) / 10}, zip64 end: {b"PK" + bytes([6, 6]) in data}')
    assert all(is_wide) == wide and any(is_wide) == wide and b'PK' + bytes([6, 6]) not in data
PY
