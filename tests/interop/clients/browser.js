// The official clients' bundles in a real browser, on pages of another origin
// than the server's.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from '../harness/browser.js';
import { serveBundles } from '../harness/bundle.js';
import { CLIENTS, Client } from '../harness/clients.js';

const UPGRADED = { age: '4.8', transports: ['polling', 'websocket'] };

/** A browser for the tests of one suite; opens pages there. */
function withBrowser() {
  let browser;
  let pages;
  before(async () => {
    pages = await serveBundles();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await pages?.close();
  });
  return (...page) => load(browser, pages.address, ...page);
}

/** A page with a `socket` that the server has greeted. */
async function load(browser, address, t, server, { age, transports }) {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const failed = [];
  page.on('pageerror', (error) => failed.push(error.message));
  t.after(() => assert.deepEqual(failed, [], 'no script fails'));
  await page.goto(address + age);
  await page.evaluate(connectInThePage, [server.onPort, age, transports]);
  return page;
}

function connectInThePage([port, age, transports]) {
  const socket = window.io(`http://localhost:${port}`, {
    transports,
    auth: { token: 'abc' },
  });
  window.socket = socket;
  window.lines = [];
  socket.on('chat message', (line) => window.lines.push(line));
  return new Promise((resolve, reject) => {
    socket.on('connect_error', reject);
    socket.on('auth', ({ token }) => {
      // 2.5 has no auth.
      if (token === (age === '4.8' ? 'abc' : undefined)) resolve();
      else reject(new Error(`another token: ${token}`));
    });
  });
}

async function echoInThePage() {
  const values = ['𝕊', { a: [null, 1.5] }, '€'.repeat(30_000)];
  const said = [Uint8Array.of(1, 2, 255).buffer, ...values];
  const same = ([bytes, ...rest]) => {
    const read = bytes instanceof ArrayBuffer && new Uint8Array(bytes).join();
    return read === '1,2,255' && JSON.stringify(rest) === JSON.stringify(values);
  };
  const back = new Promise((resolve) => {
    window.socket.on('message-back', (...back) => resolve(back));
  });
  window.socket.emit('message', ...said);
  const acked = new Promise((resolve) => {
    window.socket.emit('message-with-ack', ...said, (...back) => resolve(back));
  });
  return [same(await back), same(await acked)];
}

/** Before that, it may not notice that the server goes: see
 *  `upgrade-lost.test.js`. */
function settled(page, { transports }) {
  return page.waitForFunction((last) => {
    return window.socket.io.engine.transport.name === last;
  }, transports.at(-1));
}

export function echoes(servers) {
  const open = withBrowser();
  for (const kind of CLIENTS) {
    test(`${kind.name}: a page's events come back, with text and bytes`, async (t) => {
      const page = await open(t, await servers.calm(), kind);
      assert.deepEqual(await page.evaluate(echoInThePage), [true, true]);
      await settled(page, kind);
    });
  }
}

export function chats(servers) {
  const open = withBrowser();
  test('a page chats with clients in Node, old and new', async (t) => {
    const server = await servers.start(t);
    const page = await open(t, server, UPGRADED);
    const hears = (line) => {
      return page.waitForFunction((line) => window.lines.includes(line), line);
    };
    const clients = await Promise.all(CLIENTS.map((kind) => Client.connect(t, server, kind)));
    await page.evaluate(() => window.socket.emit('chat message', 'page: hello, 𝕊'));
    await hears('page: hello, 𝕊');
    for (const client of clients) {
      assert.deepEqual(await client.next('chat message'), ['page: hello, 𝕊']);
    }
    for (const [who, client] of clients.entries()) {
      client.emit('chat message', `${who}: hello, page`);
      await hears(`${who}: hello, page`);
    }
  });

  test('a page comes back when the server does', async (t) => {
    const first = await servers.start(t);
    const page = await open(t, first, UPGRADED);
    await settled(page, UPGRADED);
    await first.kill();
    await page.waitForFunction(() => !window.socket.connected);
    const second = await servers.start(t, '--port', first.onPort);
    await page.waitForFunction(() => window.socket.connected);
    const client = await Client.connect(t, second, CLIENTS[0]);
    client.emit('chat message', 'welcome back');
    await page.waitForFunction(() => window.lines.includes('welcome back'));
  });
}
