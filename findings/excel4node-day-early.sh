#!/usr/bin/env bash
# excel4node 1.8.2 (npm): a day written in China's time zone.
# Guess: cell.date(new Date(2024, 11, 31)), midnight of 31 December where the program runs, is written as that day.
# Seen: 45656.66666667, four in the afternoon of the 30th, shown by the default format as the 30th; with the time zone UTC it is 45657. xlsx-populate 1.21.0
#   writes 45657 in both.
# Matters: a ledger made on a server in UTC is right, and the same one made at a desk in China has every deadline a day early.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" excel4node@1.8.2 xlsx-populate@1.21.0 jszip@3.10.2 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const zip = require('jszip');
const excel = require('excel4node');
const populate = require('xlsx-populate');
const value = async (bytes) => (await (await zip.loadAsync(bytes)).file('xl/worksheets/sheet1.xml').async('string')).match(/<c r="A1"[^>]*><v>([^<]*)</)[1];
(async () => {
  const day = new Date(2024, 11, 31);
  const book = new excel.Workbook({ logLevel: 0 });
  const name = '台账';
  book.addWorksheet(name).cell(1, 1).date(day);
  const other = await populate.fromBlankAsync();
  other.sheet(0).cell('A1').value(day);
  const seen = [await value(await book.writeToBuffer()), await value(await other.outputAsync())];
  console.log(`${process.env.TZ}: excel4node 1.8.2: ${seen[0]}; xlsx-populate 1.21.0: ${seen[1]}`);
  assert.deepStrictEqual(seen, [process.env.TZ === 'UTC' ? '45657' : '45656.66666667', '45657']);
})();
JS
TZ=UTC node show.cjs
TZ=Asia/Shanghai node show.cjs
