// The lab on the page of rooms: one is somebody in the chat, by hand.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './harness/browser.js';
import { serve } from './harness/book.js';
import { CLIENTS, Client } from './harness/clients.js';
import { chapter } from './harness/program.js';
import { open, run } from './harness/lab.js';

const rooms = chapter('chapter-12');
const NOWHERE = { socket: 'ws://127.0.0.1:9/', tap: 'http://127.0.0.1:9' };

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

const visit = (t, at) => open(t, browser, `${book.address}rooms.html`, at);

test('the recording has somebody who chats, and leaves', async (t) => {
  const lab = await visit(t, NOWHERE);
  await lab.press('Replay the recording');
  const next = lab.button('Next');
  while (await next.getAttribute('aria-disabled') !== 'true') await next.click();
  assert.match(await lab.row('page', 'send 2'), /EVENT, in \/, “chat message”/);
  assert.match(await lab.row('page', 'DISCONNECT'), /in \//);
  // What Bob says then is not for this one, and nothing of it is on the wire.
  assert.equal(await lab.rows('wire', 'who are you').count(), 0);
});

test('a reader is in the chat by hand, with the official client', async (t) => {
  const server = await run(t, rooms);
  const at = { ...server.at, socket: `${server.at.socket}socket.io/?EIO=4&transport=websocket` };
  const origin = `http://${new URL(at.socket).host}`;
  const bob = await Client.connect(t, { origin }, CLIENTS[0]);
  const lab = await visit(t, at);
  await lab.connect();
  const say = async (text) => {
    await lab.panel.getByLabel('Say').fill(text);
    await lab.page.keyboard.press('Enter');
  };
  await say('40');
  assert.match(await lab.row('page', 'message 3'), /EVENT, in \/, “auth”/);
  await say('42["chat message","by hand"]');
  assert.deepEqual(await bob.next('chat message'), ['by hand']);
  assert.match(await lab.row('page', 'message 4'), /“chat message”/);
  bob.emit('chat message', 'by the library');
  assert.match(await lab.row('page', 'message 5'), /by the library/);
});
