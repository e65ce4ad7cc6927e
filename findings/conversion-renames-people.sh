#!/usr/bin/env bash
# opencc-js 1.4.2, chinese-conv 4.0.0 (npm): names between simplified and traditional characters.
# Guess: a conversion by words knows families, and characters that are the same in both are left alone.
# Seen: to opencc-js the families 范 and 余 are 範 (a pattern) and 餘 (a rest), though it knows 于谦 and 万俟 well; 岩头 and 松台 become 巖頭 and 松臺. chinese-conv keeps
#   范 and 余 but makes 于谦 於謙 and, back to simplified, 乾隆 干隆 and 著作 着作.
# Matters: folding both writings into one for a search by such a conversion finds people under families they do not have.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" opencc-js@1.4.2 chinese-conv@4.0.0 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const opencc = require('opencc-js');
const { tify, sify } = require('chinese-conv');
const toTraditional = opencc.Converter({ from: 'cn', to: 't' });
const toSimplified = opencc.Converter({ from: 't', to: 'cn' });
const forth = { 范冰: ['範冰', '范冰'], 余秀: ['餘秀', '余秀'], 于谦: ['于謙', '於謙'], 万俟: ['万俟', '萬俟'], 岩头: ['巖頭', '岩頭'], 松台街道: ['松臺街道', '松台街道'] };
const back = { 乾隆: ['乾隆', '干隆'], 著作: ['著作', '着作'], 鍾南山: ['钟南山', '钟南山'] };
for (const [table, one, other] of [[forth, toTraditional, tify], [back, toSimplified, sify]]) {
  for (const [name, expected] of Object.entries(table)) {
    const seen = [one(name), other(name)];
    console.log(`${name}: opencc-js 1.4.2 ${seen[0]}, chinese-conv 4.0.0 ${seen[1]}`);
    assert.deepStrictEqual(seen, expected);
  }
}
JS
node show.cjs
