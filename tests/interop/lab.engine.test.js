// The lab on the page of chapter 10: each message has the name of its packet,
// in the recording and with the running chapter.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './harness/browser.js';
import { serve } from './harness/book.js';
import { chapter } from './harness/program.js';
import { open, run } from './harness/lab.js';

const engine = chapter('chapter-10');
const NOWHERE = { socket: 'ws://127.0.0.1:9/', tap: 'http://127.0.0.1:9' };
const QUERY = 'socket.io/?EIO=4&transport=websocket';

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

const visit = (t, at) => open(t, browser, `${book.address}engine.html`, at);

test('the recording names each packet on both sides', async (t) => {
  const lab = await visit(t, NOWHERE);
  await lab.press('Replay the recording');
  const next = lab.button('Next');
  while (await next.getAttribute('aria-disabled') !== 'true') await next.click();
  assert.match(await lab.row('page', 'message 1'), /^message 1\s+open/);
  assert.match(await lab.row('page', 'send 1'), /^send 1\s+message/);
  assert.match(await lab.row('page', 'message 4'), /^message 4\s+ping/);
  assert.match(await lab.row('page', 'send 3'), /^send 3\s+pong/);
  assert.match(await lab.row('wire', '“2”'), /message 4\s+ping/);
  assert.match(await lab.row('wire', '“3”'), /message 3\s+pong/);
});

test('a reader is the client, and what is no packet is refused', async (t) => {
  const server = await run(t, engine);
  const at = { ...server.at, socket: `${server.at.socket}${QUERY}` };
  const lab = await visit(t, at);
  await lab.connect();
  assert.match(await lab.row('page', 'message 1'), /open/);
  const say = async (text) => {
    await lab.panel.getByLabel('Say').fill(text);
    await lab.page.keyboard.press('Enter');
  };
  await say('4hello');
  assert.match(await lab.row('page', 'message 2'), /^message 2\s+message/);
  assert.match(await lab.row('wire', '← down text message 2'), /message/);
  await lab.press('Send ten, one by one');
  await lab.row('page', 'message 12');
  await say('hello');
  assert.match(await lab.row('page', 'send 12'), /no packet/);
  assert.match(await lab.row('page', '1002'), /no packet begins with the byte/);
});
