// Each page of the built book in a real browser, on a phone and on a desk,
// light and dark.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './harness/browser.js';
import { pages, serve } from './harness/book.js';
import { faultsOf } from './harness/look.js';

const WIDTHS = [390, 1280];
const SCHEMES = ['light', 'dark'];

let browser;
let book;

before(async () => {
  book = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await book?.close();
});

for (const page of pages()) {
  test(`${page} reads well on a phone and on a desk, light and dark`, async () => {
    const views = SCHEMES.flatMap((colorScheme) =>
      WIDTHS.map((width) => ({ colorScheme, viewport: { width, height: 844 } })),
    );
    const found = await Promise.all(
      views.map((view) => faultsOf(browser, book.address, page, view)),
    );
    const told = views.flatMap(({ colorScheme, viewport }, view) =>
      found[view].map((f) => `${colorScheme}, ${viewport.width} px: ${f}`),
    );
    assert.ok(told.length === 0, told.join('\n'));
  });
}
