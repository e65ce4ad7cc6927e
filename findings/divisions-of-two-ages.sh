#!/usr/bin/env bash
# china-area-data 5.0.1 and area-data 5.0.6 (npm): which year's divisions do they have?
# Guess: a list that has 龙港市 (founded in 2019) is of 2019 or later, and one that has no 龙港市 is of before; each list is of one date.
# Seen: china-area-data has 龙港市 and yet Hangzhou's 江干区 and 下城区 (abolished 2021) without 临平区 or 钱塘区；a development zone stands among the counties
#   (330371). area-data has 崇明区 (2016), but 临安市 (a district since 2017) and 莱城区 (a part of Jinan since 2019), and no 龙港市.
# Matters: no single county tells how old a list is; a plan's units are compared with the list of one day, named.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" china-area-data@5.0.1 area-data@5.0.6 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const one = Object.assign({}, ...Object.values(require('china-area-data/data.json')));
const two = Object.assign({}, ...Object.values(require('area-data/pcaa')));
const show = (name, codes, asked) => console.log(`${name}: ${asked.map(code => `${code} ${codes[code] ?? '-'}`).join(', ')}`);
show('china-area-data 5.0.1', one, ['330383', '330371', '330103', '330104', '330113', '330114']);
show('area-data 5.0.6', two, ['310151', '330185', '371202', '370116', '330383']);
assert.deepStrictEqual(['330383', '330371', '330103', '330104', '330113', '330114'].map(code => one[code]),
  ['龙港市', '温州经济技术开发区', '下城区', '江干区', undefined, undefined]);
assert.deepStrictEqual(['310151', '330185', '371202', '370116', '330383'].map(code => two[code]), ['崇明区', '临安市', '莱城区', undefined, undefined]);
JS
node show.cjs
