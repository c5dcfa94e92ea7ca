// The lab on the page of chapter 11: each message has its packet's kind,
// namespace, id and name, in the recording and with the running chapter.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './harness/browser.js';
import { serve } from './harness/book.js';
import { chapter } from './harness/program.js';
import { open, run } from './harness/lab.js';

const events = chapter('chapter-11');
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

const visit = (t, at) => open(t, browser, `${book.address}events.html`, at);

test('the recording names each packet on both sides', async (t) => {
  const lab = await visit(t, NOWHERE);
  await lab.press('Replay the recording');
  const next = lab.button('Next');
  while (await next.getAttribute('aria-disabled') !== 'true') await next.click();
  assert.match(await lab.row('page', 'message 1'), /^message 1\s+open/);
  assert.match(await lab.row('page', 'send 1'), /^send 1\s+CONNECT, in \//);
  assert.match(await lab.row('page', 'send 2'), /EVENT, in \/, “message”/);
  assert.match(await lab.row('page', 'send 3'), /EVENT, in \/, id 7, “message-with-ack”/);
  assert.match(await lab.row('page', 'ACK, in'), /ACK, in \/, id 7/);
  assert.match(await lab.row('page', 'send 4'), /BINARY_EVENT, in \/, “message”, attachments: 1/);
  assert.match(await lab.row('page', 'send 5'), /attachment/);
  assert.match(await lab.row('page', 'CONNECT_ERROR'), /in \/nowhere/);
  assert.match(await lab.row('wire', 'BINARY_EVENT'), /message 4/);
});

test('a reader joins, asks, and loses the session for bytes that nobody has announced', async (t) => {
  const server = await run(t, events);
  const at = { ...server.at, socket: `${server.at.socket}${QUERY}` };
  const lab = await visit(t, at);
  await lab.connect();
  const say = async (text) => {
    await lab.panel.getByLabel('Say').fill(text);
    await lab.page.keyboard.press('Enter');
  };
  await say('40');
  assert.match(await lab.row('page', 'message 3'), /EVENT, in \/, “auth”/);
  await say('427["message-with-ack",1]');
  assert.match(await lab.row('page', 'message 4'), /ACK, in \/, id 7/);
  await lab.press('Send ten, one by one');
  assert.match(await lab.row('page', 'message 14'), /“message-back”/);
  await lab.press('Send 5 bytes');
  assert.match(await lab.row('page', '1002'), /parse error/);
});
