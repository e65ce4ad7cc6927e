#!/usr/bin/env bash
# hyperformula 3.5.0 (npm): a completion rate that a formula writes as text.
# Guess: TEXT(0.8667,"0.0%") is 86.7%, as in every spreadsheet.
# Seen: it is 0.9%: the number is rounded and the sign put behind it, nothing is multiplied; a half is 1%. Groups of
#   thousands and the second part of a format, for negative numbers, are printed as their own letters. Dates with 年月日 are right.
# Matters: ledgers write their headline as ="已完成"&TEXT(B9/B8,"0.0%"); recomputed by this engine, nine tenths done says 0.9%.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" hyperformula@3.5.0 >/dev/null
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { HyperFormula } from 'hyperformula';
const text = (value, format) => HyperFormula.buildFromArray([[value, `=TEXT(A1,"${format}")`]], { licenseKey: 'gpl-v3' })
  .getCellValue({ sheet: 0, row: 0, col: 1 });
const expected = [
  [0.5, '0%', '1%'],
  [0.8667, '0.0%', '0.9%'],
  [0.8667, '0.00%', '0.87%'],
  [1, '0%', '1%'],
  [1234.5, '#,##0.00', '1235,##0.00'],
  [-5, '0;(0)', '-5;(0)'],
  [45473, 'yyyy年m月d日', '2024年6月30日'],
];
const seen = expected.map(([value, format]) => [value, format, text(value, format)]);
for (const [value, format, found] of seen) console.log(`hyperformula 3.5.0: TEXT(${value},"${format}") is ${found}`);
assert.deepStrictEqual(seen, expected);
JS
node show.mjs
