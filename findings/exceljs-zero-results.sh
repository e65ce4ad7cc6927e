#!/usr/bin/env bash
# exceljs 4.4.0 (npm): formulas whose result is 0, FALSE or an empty text.
# Guess: reading a workbook gives each formula with the result that Excel stored.
# Seen: results that JavaScript takes for false are left out: a completion rate of 0 has no result, exactly like a formula that was never computed.
# Matters: "not computed" must be refused in a ledger and 0 must not; with this library they cannot be told apart, not even in its own round trip.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" exceljs@4.4.0 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { Workbook } = require('exceljs');
(async () => {
  const out = new Workbook();
  const sheet = out.addWorksheet('ledger');
  const results = [86, 0, '已完成', '', true, false, undefined];
  const expected = results.map(result => result || undefined);
  results.forEach((result, row) => { sheet.getCell(row + 1, 1).value = { formula: `B${row + 1}`, result }; });
  const back = new Workbook();
  await back.xlsx.load(await out.xlsx.writeBuffer());
  const read = results.map((_, row) => back.worksheets[0].getCell(row + 1, 1).value.result);
  results.forEach((result, row) => console.log(`exceljs 4.4.0: stored ${JSON.stringify(result)}, read ${JSON.stringify(read[row])}`));
  assert.deepStrictEqual(read, expected);
})();
JS
node show.cjs
