// The panel on chapter 06's page, in a real browser, against the running
// chapter.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { launch } from './harness/browser.js';
import { serve } from './harness/book.js';
import { chapter, start } from './harness/program.js';

const program = chapter('chapter-06');
const WAYS = ['poll', 'wait', 'events'];
const PATIENCE = { timeout: 10_000 };

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

/** The chapter, on a port of its own: other tests have 8888. */
async function run(t, every, port = 0) {
  const server = start(t, program, '--every', every, '--port', port);
  server.onPort = await server.port('listening on');
  return server;
}

/** The page. Whatever it asks of port 8888 goes to the other one. */
async function open(t, port, { host = '127.0.0.1', ...options } = {}) {
  const context = await browser.newContext(options);
  t.after(() => context.close());
  await context.route('http://127.0.0.1:8888/**', (route) => {
    const url = route.request().url().replace(':8888/', `:${port}/`);
    return route.continue({ url });
  });
  const page = await context.newPage();
  await page.goto(`${book.address.replace('127.0.0.1', host)}push.html`);
  return { page, panel: page.locator('.panel') };
}

/** A port on which nobody listens. */
async function nobody() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until all columns show it. */
async function all(panel, count, pattern) {
  for (const way of WAYS) {
    const place = panel.locator(`[data-way="${way}"] [data-count="${count}"]`);
    await place.filter({ hasText: pattern }).waitFor(PATIENCE);
  }
}

test('when nothing answers, the panel says what to type', async (t) => {
  const port = await nobody();
  const { panel } = await open(t, port);
  await panel.getByRole('button', { name: 'Connect' }).click();
  const status = panel.getByRole('status');
  const told = status.filter({ hasText: 'Nothing answers on http://127.0.0.1:8888' });
  await told.waitFor(PATIENCE);
  assert.equal(await status.locator('code').textContent(), 'cargo run -p chapter-06');
  // It can be tried again, with the chapter running.
  const server = await run(t, '200ms', port);
  await panel.getByRole('button', { name: 'Connect' }).click();
  await all(panel, 'messages', /^[1-9]/);
  // And when the chapter ends, it says so too.
  await server.kill();
  await told.waitFor(PATIENCE);
  await panel.getByRole('button', { name: 'Connect' }).waitFor(PATIENCE);
});

for (const host of ['127.0.0.1', 'localhost']) {
  test(`all three columns move, from a book on ${host}`, async (t) => {
    const server = await run(t, '200ms');
    const { panel } = await open(t, server.onPort, { host });
    await panel.getByRole('button', { name: 'Connect' }).click();
    for (const count of ['requests', 'bytes up', 'bytes down', 'messages']) {
      await all(panel, count, /^[1-9]/);
    }
    await all(panel, 'delay', /^\d+ ms, mean \d+ ms$/);
    const read = async (way, count) => {
      const place = `[data-way="${way}"] [data-count="${count}"]`;
      return Number(await panel.locator(place).textContent());
    };
    const before = await Promise.all(WAYS.map((way) => read(way, 'messages')));
    for (const [at, way] of WAYS.entries()) {
      const more = new RegExp(`^(?!${before[at]}$)\\d+$`);
      const place = `[data-way="${way}"] [data-count="messages"]`;
      await panel.locator(place).filter({ hasText: more }).waitFor(PATIENCE);
    }
    assert.equal(await read('events', 'requests'), 1);
    assert.ok((await read('wait', 'requests')) > 1);
  });
}

test('what is said with the keyboard alone is heard in all three', async (t) => {
  const server = await run(t, '1h');
  const { page, panel } = await open(t, server.onPort);
  await panel.getByRole('button', { name: 'Connect' }).focus();
  await page.keyboard.press('Enter');
  const input = panel.getByLabel('Say something');
  await input.waitFor(PATIENCE);
  await page.keyboard.press('Tab');
  assert.ok(await input.evaluate((e) => e === document.activeElement));
  await page.keyboard.type('hello there');
  await page.keyboard.press('Enter');
  for (const way of WAYS) {
    const last = panel.locator(`[data-way="${way}"] .last`);
    await last.filter({ hasText: 'you: hello there' }).waitFor(PATIENCE);
  }
  const heard = /^Heard\. Polling: \d+ ms, Long polling: \d+ ms, Server-sent events: \d+ ms\.$/;
  await panel.getByRole('status').filter({ hasText: heard }).waitFor(PATIENCE);
  await panel.getByRole('button', { name: 'Stop' }).click();
  await panel.getByRole('status').filter({ hasText: 'Stopped.' }).waitFor(PATIENCE);
});

test("the chapter's own page has the same panel", async (t) => {
  const { onPort: port } = await run(t, '200ms');
  const page = await browser.newPage();
  t.after(() => page.close());
  for (const host of ['localhost', '127.0.0.1']) {
    await page.goto(`http://${host}:${port}/`);
    const panel = page.locator('.panel');
    await panel.getByRole('button', { name: 'Connect' }).click();
    await all(panel, 'messages', /^[1-9]/);
    await all(panel, 'bytes up', /^[1-9]/);
  }
});

test('a page that was asleep does not make up for its polls', async (t) => {
  const { onPort: port } = await run(t, '1h');
  const page = await browser.newPage();
  t.after(() => page.close());
  let polls = 0;
  page.on('request', (request) => {
    if (request.url().includes('/poll?')) polls += 1;
  });
  await page.clock.install();
  await page.goto(`http://127.0.0.1:${port}/`);
  const panel = page.locator('.panel');
  await panel.getByRole('button', { name: 'Connect' }).click();
  const requests = panel.locator('[data-way="poll"] [data-count="requests"]');
  await requests.filter({ hasText: /^[1-9]/ }).waitFor(PATIENCE);
  const before = polls;
  await page.clock.fastForward(3_600_000);
  const more = new RegExp(`^(?!${before}$)\\d+$`);
  await requests.filter({ hasText: more }).waitFor(PATIENCE);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.ok(polls - before < 10, `${polls - before} polls at once`);
});

test('on a phone the columns stand below each other', async (t) => {
  const server = await run(t, '200ms');
  const viewport = { width: 390, height: 844 };
  const dark = { viewport, colorScheme: 'dark' };
  const { page, panel } = await open(t, server.onPort, dark);
  await panel.getByRole('button', { name: 'Connect' }).click();
  await all(panel, 'messages', /^[1-9]/);
  const boxes = await Promise.all(
    WAYS.map((way) => panel.locator(`[data-way="${way}"]`).boundingBox()),
  );
  assert.ok(boxes[0].y < boxes[1].y && boxes[1].y < boxes[2].y);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth,
  );
  assert.equal(sideways, false);
});

test('a page of another site may not read, unless it is named', async (t) => {
  // Served from here, or the browser would refuse on its own.
  const address = book.address.replace('127.0.0.1', 'evil.example');
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(address);
  const origin = new URL(address).origin;
  for (const [named, expected] of [[[], 'refused'], [['--origin', origin], 'read']]) {
    const server = start(t, program, '--every', '1h', '--port', 0, ...named);
    const port = await server.port('listening on');
    const answer = await page.evaluate(
      (url) => fetch(url).then(() => 'read', () => 'refused'),
      `http://127.0.0.1:${port}/poll`,
    );
    assert.equal(answer, expected);
  }
});

test('a page whose name leads to this machine may not either', async (t) => {
  const { onPort: port } = await run(t, '1h');
  const page = await browser.newPage();
  t.after(() => page.close());
  const answer = await page.goto(`http://evil.example:${port}/poll`);
  assert.equal(answer.status(), 403);
});
