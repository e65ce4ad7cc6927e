#!/usr/bin/env bash
# exceljs 4.4.0, xlsx 0.18.5 (npm): a text with a phonetic guide （拼音指南） in its cell.
# Guess: the guide is left out and the text is read, wherever the text stands.
# Seen: exceljs reads it from the shared list, but the same text as an inline string of the cell is null. xlsx reads both.
# Matters: names of places and people are what offices put guides on; the cell looks empty, not wrong.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
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
guide = '<t>重庆</t><rPh sb="0" eb="2"><t>Chóngqìng</t></rPh>'
book('book.xlsx', f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>{guide}</is></c></row>', strings=f'<si>{guide}</si>')
PY
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" exceljs@4.4.0 xlsx@0.18.5 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { readFile } = require('xlsx');
const { Workbook } = require('exceljs');
const book = new Workbook();
book.xlsx.readFile('book.xlsx').then(() => {
  const [shared, inline] = ['A1', 'B1'].map(cell => book.worksheets[0].getCell(cell).value ?? null);
  const other = readFile('book.xlsx').Sheets['台账'];
  console.log(`exceljs 4.4.0: shared ${JSON.stringify(shared)}, inline ${JSON.stringify(inline)}; xlsx 0.18.5: ${other.A1.v}, ${other.B1.v}`);
  const expected = ['重庆', null, '重庆', '重庆'];
  assert.deepStrictEqual([shared, inline, other.A1.v, other.B1.v], expected);
});
JS
node show.cjs
