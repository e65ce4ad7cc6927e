#!/usr/bin/env bash
# chrono-node 2.10.3 (npm): deadlines as Chinese plans state them, read by its Chinese parsers.
# Guess: 2024年6月底前 is the end of June, or at least no day at all; 24年6月30日 is in 2024.
# Seen: the end of June is the tenth of June when it is asked on a tenth of May: 底前 is dropped, and the day is today's. 年底、上半年 and 季度末 are
#   nothing. 24年 is the year 24, and the traditional parser reads 二〇二四年 as 24 as well. "Each Monday" is one Monday.
# Matters: a deadline that is read with another day on every day it is read, and never as late as it was meant, makes measures overdue; a year 24 makes all.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" chrono-node@2.10.3 >/dev/null
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { zh } from 'chrono-node';
const asked = (month, day) => new Date(2024, month - 1, day, 9);
const pad = (number, width) => String(number).padStart(width, '0');
const read = (parser, text, reference) => {
  const found = parser.parse(text, reference)[0]?.start;
  return found ? `${pad(found.get('year'), 4)}-${pad(found.get('month'), 2)}-${pad(found.get('day'), 2)}` : null;
};
const expected = [
  ['hans', '2024年6月30日前完成', [5, 10], '2024-06-30'],
  ['hans', '2024年6月底前', [5, 10], '2024-06-10'],
  ['hans', '2024年6月底前', [5, 27], '2024-06-27'],
  ['hans', '12月底前完成', [5, 10], '2024-12-10'],
  ['hans', '2024年底前', [5, 10], null],
  ['hans', '2024年上半年', [5, 10], null],
  ['hans', '三季度末', [5, 10], null],
  ['hans', '本月底', [5, 10], null],
  ['hans', '24年6月30日', [5, 10], '0024-06-30'],
  ['hans', '二〇二四年六月三十日', [5, 10], '2024-06-30'],
  ['hant', '二〇二四年六月三十日', [5, 10], '0024-06-30'],
  ['hans', '每周一', [5, 10], '2024-05-13'],
];
const seen = expected.map(([parser, text, day]) => [parser, text, day, read(zh[parser], text, asked(...day))]);
for (const [parser, text, day, found] of seen) console.log(`chrono-node 2.10.3, zh.${parser}, asked on ${day.join('/')}: ${text} is ${found ?? 'nothing'}`);
assert.deepStrictEqual(seen, expected);
JS
TZ=Asia/Shanghai node show.mjs
