#!/usr/bin/env node
// A page of the built book as a picture, to look at:
//
//   node screenshot.js ping.html out.png --theme navy --width 390 --full
//
// --theme   light, rust, coal, navy or ayu   (light)
// --width   of the window, in pixels         (1280)
// --height  of the window, in pixels         (844)
// --full    the whole page, not just the window
// --part    only what this CSS selector finds first: '#fig-first-run'
// --open    with all folded parts open
//
// The page may also be any .html or .svg file.

import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BOOK, serve } from './harness/book.js';
import { launch } from './harness/browser.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    theme: { type: 'string', default: 'light' },
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '844' },
    full: { type: 'boolean', default: false },
    open: { type: 'boolean', default: false },
    part: { type: 'string' },
  },
});
const [page, picture] = positionals;
if (!picture) {
  console.error('usage: node screenshot.js PAGE PICTURE.png [--theme navy]');
  process.exit(2);
}

const ofTheBook = existsSync(join(BOOK, page.split('#')[0]));
const server = await serve(ofTheBook ? BOOK : dirname(resolve(page)));
const browser = await launch();
try {
  const tab = await browser.newPage({
    viewport: { width: Number(values.width), height: Number(values.height) },
  });
  await tab.addInitScript((theme) => {
    localStorage.setItem('mdbook-theme', theme);
  }, values.theme);
  await tab.goto(server.address + (ofTheBook ? page : basename(page)));
  if (values.open) {
    await tab.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
  }
  if (values.part) {
    await tab.locator(values.part).first().screenshot({ path: picture });
  } else {
    await tab.screenshot({ path: picture, fullPage: values.full });
  }
} finally {
  await browser.close();
  await server.close();
}
