// Chapter 08 by hand, and the WebSocket of a real browser.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { launch } from './harness/browser.js';
import { pinned } from './harness/pin.js';
import { chapter, start } from './harness/program.js';

const program = chapter('chapter-08');

let browser;
let blank;

before(async () => {
  // Only a page that was really loaded from this machine may talk to it.
  blank = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end('<!doctype html>');
  });
  await new Promise((resolve) => blank.listen(0, '127.0.0.1', resolve));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  blank?.closeAllConnections();
  blank?.close();
});

async function run(t, ...words) {
  const server = start(t, program, '--port', 0, '--lab', 0, ...words);
  server.onPort = await server.port('listening on');
  await server.lineWith('connect: ');
  return server;
}

/** A page of this machine with an open WebSocket, `socket`. */
async function open(t, server) {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${blank.address().port}/`);
  await page.evaluate(openInThePage, server.onPort);
  return page;
}

function openInThePage(port) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  socket.binaryType = 'arraybuffer';
  window.socket = socket;
  window.ending = new Promise((resolve) => {
    socket.onclose = ({ code, reason, wasClean }) => {
      resolve({ code, reason, wasClean });
    };
  });
  window.echo = (message) => {
    return new Promise((resolve) => {
      socket.onmessage = (event) => resolve(event.data);
      socket.send(message);
    });
  };
  return new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error('it did not open'));
  });
}

const closed = (page) => page.evaluate(() => window.ending);

test("a browser's messages come back: text, binary, empty, 70 kB", async (t) => {
  const page = await open(t, await run(t));
  const texts = ['Hello', '', 'Grüße \u{1f9e6}', 'x'.repeat(125), 'x'.repeat(126)];
  for (const text of [...texts, 'ä'.repeat(35_000), 'x'.repeat(65_536)]) {
    const heard = await page.evaluate((text) => window.echo(text), text);
    assert.ok(heard === text, `another echo of ${text.length} characters`);
  }
  for (const size of [0, 1, 125, 126, 65_535, 65_536, 70_000]) {
    const same = await page.evaluate(async (size) => {
      const sent = Uint8Array.from({ length: size }, (_, at) => at * 7);
      const heard = await window.echo(sent);
      if (!(heard instanceof ArrayBuffer)) return 'it is no binary';
      const bytes = new Uint8Array(heard);
      return bytes.length === size && bytes.every((byte, at) => byte === sent[at]);
    }, size);
    assert.equal(same, true, `${size} bytes`);
  }
});

test('messages come back in the order in which they were sent', async (t) => {
  const page = await open(t, await run(t));
  const heard = await page.evaluate(() => {
    const heard = [];
    const all = new Promise((resolve) => {
      socket.onmessage = (event) => {
        heard.push(event.data);
        if (heard.length === 1000) resolve(heard);
      };
    });
    for (let at = 0; at < 1000; at += 1) socket.send(String(at));
    return all;
  });
  assert.deepEqual(heard, Array.from({ length: 1000 }, (_, at) => String(at)));
});

test('a page is told how its connection has ended', async (t) => {
  const ways = [
    ['`socket.close()`', ({ page }) => page.evaluate(() => socket.close())],
    [
      '`socket.close(1000)`',
      ({ page }) => page.evaluate(() => socket.close(1000)),
    ],
    [
      '`socket.close(4000, "enough")`',
      ({ page }) => page.evaluate(() => socket.close(4000, 'enough')),
    ],
    [
      'it sends a text of 1 MiB and one byte',
      ({ page }) => page.evaluate(() => socket.send('x'.repeat(2 ** 20 + 1))),
    ],
    ['Ctrl-C at the server', ({ server }) => server.interrupt()],
    ["the server's process is killed", ({ server }) => server.kill()],
  ];
  const rows = [
    '| what happens | code | reason | clean |',
    '|---|---|---|---|',
  ];
  for (const [what, happens] of ways) {
    const server = await run(t);
    const page = await open(t, server);
    await happens({ page, server });
    const { code, reason, wasClean } = await closed(page);
    assert.equal(typeof code, 'number', what);
    const clean = wasClean ? 'yes' : 'no';
    rows.push(`| ${what} | ${code} | ${reason} | ${clean} |`);
  }
  pinned('what-a-page-is-told', rows.join('\n'));
});

for (const mebibytes of [4, 16]) {
  // Whether it is clean is the browser's: it may have some of it left to send.
  test(`a page that sends ${mebibytes} MiB is told 1009, though it is still sending`, async (t) => {
    const page = await open(t, await run(t));
    await page.evaluate((size) => socket.send('x'.repeat(size)), mebibytes * 2 ** 20);
    const { code, reason } = await closed(page);
    assert.deepEqual([code, reason], [1009, 'message over 1048576 bytes']);
  });
}
