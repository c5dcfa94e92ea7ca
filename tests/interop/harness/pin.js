// Outputs that a page shows, pinned in snapshots/NAME.txt. To pin them anew:
// PIN=1 npm test

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../snapshots/', import.meta.url);

/** Compares with the pin, which carries the anchor that pages include. */
export function pinned(name, text) {
  const file = fileURLToPath(new URL(`${name}.txt`, FOLDER));
  const now = `ANCHOR: ${name}\n${text.trim()}\nANCHOR_END: ${name}\n`;
  if (process.env.PIN) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, now);
  }
  const then = existsSync(file) ? readFileSync(file, 'utf8') : '';
  assert.equal(now, then, `${name} is not what is pinned; PIN=1 pins it anew`);
}
