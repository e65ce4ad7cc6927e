#!/usr/bin/env bash
# xlsx 0.18.5 (npm): dates read in the time zone of China.
# Guess: with cellDates a cell of 2024-12-31 is midnight of that day, local time or UTC.
# Seen: in Asia/Shanghai it is 23:59:17 of 30 December: 43 seconds early, what the zone's clocks differed in 1900 (local mean time); in UTC it is right.
# Matters: getDate() is the day before: each deadline is a day early in the one country that this product is for, and right on the developer's server in UTC.
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
book('book.xlsx', '<row r="1">' + text('A1', 'deadline') + '</row><row r="2"><c r="A2" s="1"><v>45657</v></c></row>')
PY
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" xlsx@0.18.5 >/dev/null
cat > show.cjs <<'JS'
const date = require('xlsx').readFile('book.xlsx', { cellDates: true }).Sheets['台账'].A2.v;
console.log(`xlsx 0.18.5 in ${process.env.TZ}: day ${date.getDate()}, ${date.toTimeString().slice(0, 8)}`);
process.exitCode = `${date.getDate()} ${date.toTimeString().slice(0, 8)}` === process.argv[2] ? 0 : 1;
JS
TZ=Asia/Shanghai node show.cjs '30 23:59:17'
TZ=UTC node show.cjs '31 00:00:00'
