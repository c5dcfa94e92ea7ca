// The article's lines in a real browser: the page of chapter 10, and what it
// prints, packet by packet.

import { after, before, test } from 'node:test';
import { launch } from './harness/browser.js';
import { chapter, start } from './harness/program.js';
import { pinned } from './harness/pin.js';
import { within } from './harness/within.js';

const program = chapter('chapter-10');
const COMMAND = '$ cargo run -p chapter-10';
const SHOWN = 'Tgda6jvCUCjnffadAAAA';

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

/** The chapter's page, and what its console prints. */
async function visit(t, words) {
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
  await page.goto(`http://localhost:${port}/`);
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
  return { prints, shown, type };
}

test("the article's lines print the open packet, an echo and a pong", async (t) => {
  const { prints, shown, type } = await visit(t, []);
  await prints(2);
  await type("socket.send('4hello')");
  await prints(4);
  await type("socket.send('2')");
  await prints(6);
  pinned('engine-in-a-browser', shown().join('\n'));
});

test("the article's lines ask nothing, and are closed", async (t) => {
  const words = ['--ping-interval', '1s', '--ping-timeout', '1s'];
  const { prints, shown } = await visit(t, words);
  await prints(3);
  pinned('engine-in-a-browser-is-silent', [`${COMMAND} -- ${words.join(' ')}`, ...shown()].join('\n'));
});
