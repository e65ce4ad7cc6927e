#!/usr/bin/env bash
# js-pinyin 0.2.7 (npm): syllables and initials of places.
# Guess: the initials are the first letters of the syllables.
# Seen: 厦门 is XiaMen with the initials SM; 嵊州 is ChengZhou with SZ: the two come from two tables. 枞阳 (Zōngyáng) is CongYang in both.
# Matters: whoever searches by initials and sorts by syllables finds a place under one letter and lists it under another.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" js-pinyin@0.2.7 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const module_ = require('js-pinyin');
const pinyin = module_.default ?? module_;
pinyin.setOptions({ checkPolyphone: false, charCase: 0 });
const places = [['厦门', 'XiaMen', 'SM'], ['嵊州', 'ChengZhou', 'SZ'], ['枞阳', 'CongYang', 'CY'], ['瓯海', 'OuHai', 'OH']];
for (const [name, syllables, initials] of places) {
  const seen = [pinyin.getFullChars(name), pinyin.getCamelChars(name)];
  console.log(`js-pinyin 0.2.7: ${name}: ${seen.join(', ')}`);
  assert.deepStrictEqual(seen, [syllables, initials]);
}
JS
node show.cjs
