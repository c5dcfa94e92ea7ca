// Chapter 07's handshake with a real browser: what opens, and what does not.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { launch } from './harness/browser.js';
import { chapter, start } from './harness/program.js';

const program = chapter('chapter-07');

let browser;
let pages;

before(async () => {
  // Pages from this machine in earnest: Chromium lets no other page talk to
  // it. Whatever ends with `.localhost` is this machine, and another origin.
  pages = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end('<!doctype html><title>A page</title>');
  });
  await new Promise((resolve) => pages.listen(0, '127.0.0.1', resolve));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  pages?.close();
});

/** The chapter, on ports of its own. */
async function run(t, ...words) {
  const server = start(t, program, '--port', 0, '--lab', 0, ...words);
  server.onPort = await server.port('listening on');
  return server;
}

/** What a page of this host is told, and what its console says. */
async function connect(t, host, address, ...protocols) {
  const page = await browser.newPage();
  t.after(() => page.close());
  const warnings = [];
  page.on('console', (message) => warnings.push(message.text()));
  await page.goto(`http://${host}:${pages.address().port}/`);
  const told = await page.evaluate(
    ([address, protocols]) => new Promise((resolve) => {
      const told = [];
      const socket = new WebSocket(address, protocols);
      socket.onopen = () => {
        const { protocol, extensions } = socket;
        told.push(`open, protocol '${protocol}', extensions '${extensions}'`);
      };
      socket.onmessage = ({ data }) => {
        told.push(data);
        resolve(told);
      };
      socket.onerror = () => told.push('error');
      socket.onclose = ({ code }) => {
        told.push(`close ${code}`);
        resolve(told);
      };
    }),
    [address, protocols],
  );
  return { told, warnings: warnings.join('\n'), page };
}

const OPEN = ["open, protocol '', extensions ''", 'Hello'];
const REFUSED = ['error', 'close 1006'];

for (const host of ['localhost', '127.0.0.1']) {
  test(`a page of ${host} opens a WebSocket and hears Hello`, async (t) => {
    const server = await run(t);
    for (const to of ['localhost', '127.0.0.1']) {
      const { told } = await connect(t, host, `ws://${to}:${server.onPort}/`);
      assert.deepEqual(told, OPEN);
    }
    // Compression was offered, and declined.
    await server.lineWith('Sec-WebSocket-Extensions: permessage-deflate');
    await server.lineWith('Connection: Upgrade');
  });
}

test('a page of another origin is refused, and is not told why', async (t) => {
  const server = await run(t);
  const address = `ws://localhost:${server.onPort}/`;
  const { told, warnings } = await connect(t, 'evil.localhost', address);
  assert.deepEqual(told, REFUSED);
  assert.match(warnings, /Unexpected response code: 403/);
  const origin = `http://evil.localhost:${pages.address().port}`;
  await server.lineWith(`refused: pages of ${origin} may not connect`);
  // It is the check that stopped it: named, the same page may.
  const other = await run(t, '--origin', origin);
  const named = `ws://localhost:${other.onPort}/`;
  assert.deepEqual((await connect(t, 'evil.localhost', named)).told, OPEN);
});

test('a frame in a sandbox hides its origin, and is refused', async (t) => {
  const server = await run(t);
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(`http://localhost:${pages.address().port}/`);
  await page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts';
    frame.srcdoc = `<script>new WebSocket('${address}')</script>`;
    document.body.append(frame);
  }, `ws://localhost:${server.onPort}/`);
  await server.lineWith('refused: pages of null may not connect');
});

test('Chromium gives up when its subprotocol is declined', async (t) => {
  const server = await run(t);
  const address = `ws://localhost:${server.onPort}/`;
  const { told, warnings } = await connect(t, 'localhost', address, 'chat');
  assert.deepEqual(told, REFUSED);
  assert.match(warnings, /Sent non-empty 'Sec-WebSocket-Protocol' header/);
});

test('what a page says is seen on the wire and not understood', async (t) => {
  const server = await run(t);
  const address = `ws://localhost:${server.onPort}/`;
  const { told, page } = await connect(t, 'localhost', address);
  assert.deepEqual(told, OPEN);
  await page.evaluate((address) => {
    const socket = new WebSocket(address);
    socket.onmessage = () => socket.send('Hello');
  }, address);
  await server.lineWith('->    11  81 85');
});

test('a page from the internet is stopped before it asks', async (t) => {
  const server = await run(t);
  const page = await browser.newPage();
  t.after(() => page.close());
  const warnings = [];
  page.on('console', (message) => warnings.push(message.text()));
  await page.route('http://evil.example/', (route) => {
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
  });
  await page.goto('http://evil.example/');
  const told = await page.evaluate(
    (address) => new Promise((resolve) => {
      const socket = new WebSocket(address);
      socket.onopen = () => resolve('open');
      socket.onclose = ({ code }) => resolve(`close ${code}`);
    }),
    `ws://localhost:${server.onPort}/`,
  );
  assert.equal(told, 'close 1006');
  // An older Chromium asks, and the chapter refuses.
  assert.match(warnings.join('\n'), /LOCAL_NETWORK_ACCESS|response code: 403/);
});
