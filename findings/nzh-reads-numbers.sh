#!/usr/bin/env bash
# nzh 1.0.14 (npm): Chinese numbers read and written.
# Guess: what it cannot read it says so; what it writes is as one learns it.
# Seen: signs it does not know are passed over: 两百 is 0, 二〇二四 is 224, 廿五 is 5, 百分之五 is 105. It writes 1010 as 一千零一十 but 100000010 as 一亿零十 and
#   an amount of 1.005 as 人民币壹元.
# Matters: a number of a ledger like 两百条 or 二〇二四年 is another number then, and none looks wrong.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" nzh@1.0.14 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { cn } = require('nzh');
for (const [text, read] of Object.entries({ 两百: 0, 二〇二四: 224, 廿五: 5, 百分之五: 105, 一百一十: 110 })) {
  console.log(`nzh 1.0.14: ${text} is read as ${cn.decodeS(text)}`);
  assert.strictEqual(cn.decodeS(text), read);
}
const written = [[1010, '一千零一十'], [100000010, '一亿零十']];
for (const [number, text] of written) {
  console.log(`nzh 1.0.14: ${number} is written ${cn.encodeS(number)}`);
  assert.strictEqual(cn.encodeS(number), text);
}
console.log(`nzh 1.0.14: an amount of 1.005 is ${cn.toMoney(1.005)}`);
assert.strictEqual(cn.toMoney(1.005), '人民币壹元');
JS
node show.cjs
