// The lab and a tap that does not tell everything in one piece: played here,
// beside a real chapter.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { launch } from './harness/browser.js';
import { serve } from './harness/book.js';
import { chapter } from './harness/program.js';
import { open, run } from './harness/lab.js';

const frame = chapter('chapter-08');
const AGREED = 'HTTP/1.1 101 Switching Protocols\r\n\r\n';

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

/** A tap on which `say` publishes; it has said something before. */
async function played(t) {
  const listening = [];
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === '/poll') return response.end('id: 4\ndata: {}\n\n');
    assert.equal(request.url, '/events?after=4', 'only what is new');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(':\n\n');
    return listening.push(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const tell = (text) => listening.forEach((response) => response.write(text));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    gap: () => tell('id: 9\nevent: gap\ndata: 5 to 9 are forgotten\n\n'),
    say: (line) => tell(`id: 5\ndata: ${line}\n\n`),
    piece(connection, way, text) {
      const bytes = Buffer.from(text, 'latin1');
      const told = { connection, way, us: 5, size: bytes.length, bytes: bytes.toString('hex') };
      this.say(JSON.stringify(told));
    },
  };
}

/** A page that is connected, and what its WebSocket has asked for. */
async function connected(t) {
  const tap = await played(t);
  const server = await run(t, frame);
  const at = { ...server.at, tap: tap.address };
  const lab = await open(t, browser, `${book.address}frame.html`, at);
  const asked = lab.page.waitForEvent('websocket');
  await lab.connect();
  const { search } = new URL((await asked).url());
  return { lab, tap, request: `GET /${search} HTTP/1.1\r\nHost: localhost\r\n\r\n` };
}

test('our connection is recognised in pieces, between lines that say nothing', async (t) => {
  const { lab, tap, request } = await connected(t);
  tap.say('no JSON at all');
  tap.say('null');
  tap.piece(7, 'up', request.slice(0, 9));
  tap.piece(8, 'up', 'GET /?lab=another HTTP/1.1\r\n\r\n');
  tap.piece(7, 'up', request.slice(9));
  tap.piece(7, 'down', AGREED);
  tap.piece(8, 'down', AGREED);
  tap.piece(7, 'down', '\x81\x05He');
  tap.piece(7, 'down', 'llo');
  assert.match(await lab.row('wire', '← down text'), /“Hello”[^]*in 2 pieces/);
  assert.equal(await lab.rows('wire').count(), 3);
  await lab.panel.getByText('1 other connection.').waitFor();
});

test('when the tap has left something out, no frames are guessed', async (t) => {
  const { lab, tap, request } = await connected(t);
  tap.piece(7, 'up', request);
  tap.piece(7, 'down', AGREED);
  tap.gap();
  tap.piece(7, 'down', '\x81\x05Hello');
  assert.match(await lab.row('wire', '← down unknown'), /7 bytes/);
  assert.match(await lab.row('wire', 'the tap could not keep up'), /cannot be told apart/);
  assert.equal(await lab.rows('wire', 'Hello').count(), 0);
  for (let times = 2; times <= 40; times += 1) {
    tap.piece(7, 'down', '\x81\x05Hello');
    tap.piece(7, 'up', '\x81\x05Hello');
  }
  await lab.row('wire', '← down unknown 280 bytes in 40 pieces');
  await lab.row('wire', '→ up unknown 273 bytes in 39 pieces');
  assert.equal(await lab.rows('wire', 'Where frames begin').count(), 2);
});
