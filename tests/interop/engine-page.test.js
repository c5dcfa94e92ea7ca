// The article's lines in a real browser, to the letter but for the port, and
// the page of chapter 10, which does the same: what they print.

import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { launch } from './harness/browser.js';
import { chapter, start } from './harness/program.js';
import { pinned } from './harness/pin.js';
import { within } from './harness/within.js';

const program = chapter('chapter-10');
const LINES = readFileSync(new URL('article/browser.js', import.meta.url), 'utf8');
const COMMAND = '$ cargo run -p chapter-10';
const SHOWN = 'Tgda6jvCUCjnffadAAAA';

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

/** A page of the chapter, and what its console prints. */
async function visit(t, path, words) {
  const server = start(t, program, ...words, '--port', 0, '--lab', 0);
  const port = await server.port('listening on 127.0.0.1');
  const page = await browser.newPage();
  t.after(() => page.close());
  const printed = [];
  const waiting = new Set();
  page.on('console', (message) => {
    if (message.type() !== 'log') return; // a missing icon is no packet
    printed.push(message.text());
    for (const look of waiting) look();
  });
  await page.goto(`http://localhost:${port}${path}`);
  const prints = (count) => within(`line ${count}`, new Promise((resolve) => {
    const look = () => printed.length >= count && resolve();
    waiting.add(look);
    look();
  }));
  // A sid is luck; all are of one length.
  const shown = () => printed.map((line) => line.replace(/"sid":"[\w-]{20}"/, `"sid":"${SHOWN}"`));
  const type = async (line) => {
    printed.push(`> ${line}`);
    await page.evaluate(line);
  };
  const run = (lines) => page.addScriptTag({ content: lines.replace('8888', port) });
  return { prints, shown, type, run };
}

test("the article's lines print the open packet, an echo and a pong", async (t) => {
  // What is there has no script of its own, as an empty console has none.
  const { prints, shown, type, run } = await visit(t, '/socket.io/', []);
  await run(LINES);
  await prints(1);
  await type("socket.send('4hello')");
  await prints(3);
  await type("socket.send('2')");
  await prints(5);
  pinned('engine-in-a-browser', shown().join('\n'));
});

test("the chapter's page asks nothing either, and is closed", async (t) => {
  const words = ['--ping-interval', '1s', '--ping-timeout', '1s'];
  const { prints, shown } = await visit(t, '/', words);
  await prints(3);
  pinned('engine-in-a-browser-is-silent', [`${COMMAND} -- ${words.join(' ')}`, ...shown()].join('\n'));
});
