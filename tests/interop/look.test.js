// Proves that a fault on a page is found: each is planted alone.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from './harness/book.js';
import { launch } from './harness/browser.js';
import { faultsOf } from './harness/look.js';

const SOUND = `<!doctype html><html class="light"><meta charset="utf-8">
<link rel="icon" href="data:,"><main style="overflow-x: hidden"><p>Text.</p>
<div style="overflow-x: auto"><p style="width: 900px">Scrolls alone.</p></div>
<svg aria-label="A wire" viewBox="0 0 9 1" width="90"><path d="M0 0h9"/></svg>
</main>`;

const PLANTED = [
  ['<script>console.error("oh")</script>', /the console says: oh/],
  ['<script>throw new Error("oh")</script>', /a script failed: Error: oh/],
  ['<img src="https://example.org/a.png" alt="A">', /asks a foreign server/],
  ['<script>document.documentElement.className = "rust"</script>', /wears/],
  ['<p style="width: 900px">Wide.</p>', /it scrolls sideways/],
  ['<details><p style="width: 900px">Wide.</p></details>', /sideways/],
  ['<main style="overflow: hidden"><p style="width: 900px">', /is cut/],
  ['<main><svg width="9" height="9"></svg>', /<svg> {2}has no name/],
  ['<main><svg aria-label="A" width="0"></svg>', /is not to be seen/],
  ['<main><img src="gone.png" alt="A">', /was not loaded: gone.png/],
];

let browser;
let site;
const folder = mkdtempSync(join(tmpdir(), 'look-'));

before(async () => {
  site = await serve(folder);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true });
});

const phone = { colorScheme: 'light', viewport: { width: 390, height: 844 } };

test('a sound page has no faults', async () => {
  writeFileSync(join(folder, 'page.html'), SOUND);
  assert.deepEqual(await faultsOf(browser, site.address, 'page.html', phone), []);
});

for (const [fault, expected] of PLANTED) {
  test(`a page with ${fault} is found`, async () => {
    writeFileSync(join(folder, 'page.html'), SOUND + fault);
    const found = await faultsOf(browser, site.address, 'page.html', phone);
    assert.match(found.join('\n'), expected);
  });
}
