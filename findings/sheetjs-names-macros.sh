#!/usr/bin/env bash
# xlsx 0.18.5 and exceljs 4.4.0 (npm): the types that [Content_Types].xml of a workbook names.
# Guess: it names the types of the parts that are there; one that says "macroEnabled" means a workbook with macros.
# Seen: xlsx (SheetJS) writes the same list of defaults into every .xlsx, and in it all parts ending in .bin are a workbook with macros. There is no such
#   part, and no macro. exceljs writes none of it. By the standard a Default counts only for parts of that ending without a type of their own.
# Matters: most tables that web pages export are made by it; a check of uploads that looks for the word refuses them all as dangerous.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" xlsx@0.18.5 exceljs@4.4.0 >/dev/null
cat > write.cjs <<'JS'
const { utils, writeFile } = require('xlsx');
const { Workbook } = require('exceljs');
const rows = [['No.', 'measure'], [1, 'repair']];
const book = utils.book_new();
utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'ledger');
writeFile(book, 'xlsx.xlsx');
const other = new Workbook();
other.addWorksheet('ledger').addRows(rows);
other.xlsx.writeFile('exceljs.xlsx');
JS
node write.cjs
python3 - <<'PY'
import re, sys, zipfile
seen = {}
for name in ('xlsx', 'exceljs'):
    with zipfile.ZipFile(name + '.xlsx') as book:
        types = book.read('[Content_Types].xml').decode()
        declared = re.findall(r'<(Default|Override) (?:Extension|PartName)="([^"]+)" ContentType="[^"]*macroEnabled[^"]*"', types)
        parts = [part for part in book.namelist() if part.endswith('.bin')]
    seen[name] = (declared, parts)
    print(f'{name}: declared with macros {declared}, parts ending in .bin {parts}')
sys.exit(0 if seen == {'xlsx': ([('Default', 'bin')], []), 'exceljs': ([], [])} else 1)
PY
