// The lab as something to read and to operate: the recording, the keyboard, a
// phone, many rows, foreign text, and a room of two.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './harness/browser.js';
import { serve } from './harness/book.js';
import { chapter } from './harness/program.js';
import { open, run } from './harness/lab.js';

const frame = chapter('chapter-08');
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

const visit = (t, page, at, options) =>
  open(t, browser, `${book.address}${page}`, at, options);

test('the recording is stepped through with the keyboard alone', async (t) => {
  const lab = await visit(t, 'frame.html', NOWHERE);
  const { keyboard } = lab.page;
  await lab.button('Connect').focus();
  await keyboard.press('Tab');
  assert.equal(await lab.focused(), 'Replay the recording');
  await keyboard.press('Enter');
  await lab.says('Step 1 of 12. On the wire, up: head. For the page: asked.');
  assert.equal(await lab.focused(), 'Next');
  assert.match(await lab.panel.locator('.caption').textContent(), /^A recording, not your own/);
  for (let step = 2; step <= 6; step += 1) await keyboard.press('Enter');
  await lab.says('Step 6 of 12. On the wire, down: ping. For the page: nothing.');
  // The gap: a ping and a first fragment are on the wire only.
  assert.equal(await lab.rows('page').count(), 4);
  assert.equal(await lab.rows('wire').count(), 6);
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await lab.says('For the page: message.');
  assert.match(await lab.row('page', 'message 2'), /“Two frames, one message\.”/);
  await keyboard.press('ArrowLeft');
  await lab.says('Step 7 of 12');
  assert.equal(await lab.rows('page', 'message 2').count(), 0);
  for (let step = 8; step <= 14; step += 1) await keyboard.press('Enter');
  await lab.says('Step 12 of 12. On the wire, up: FIN.');
  assert.equal(await lab.focused(), 'Next', 'the focus stays at the end');
  assert.match(await lab.row('page', 'wasClean'), /code 1000, reason “enough”, wasClean true/);
  assert.equal(await lab.sum('frames up'), '35');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await lab.says('The beginning of the recording.');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await lab.says('The replay is over.');
  assert.equal(await lab.focused(), 'Replay the recording');
});

test("chapter 07's recording ends without a close frame", async (t) => {
  const lab = await visit(t, 'upgrade.html', NOWHERE);
  await lab.press('Replay the recording');
  for (let step = 2; step <= 5; step += 1) await lab.press('Next');
  await lab.says('Step 5 of 5');
  assert.match(await lab.row('wire', '← down bytes'), /81 05 48 65 6c 6c 6f/);
  await lab.panel.getByText('One clock:').waitFor();
  assert.match(await lab.row('wire', 'answer 101'), /s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=/);
  assert.match(await lab.row('page', 'wasClean'), /code 1006, wasClean false/);
});

test("chapter 09's recording has a time in each row, and long ones in seconds", async (t) => {
  const lab = await visit(t, 'websocket.html', NOWHERE);
  await lab.press('Replay the recording');
  const next = lab.button('Next');
  while (await next.getAttribute('aria-disabled') !== 'true') await next.click();
  for (const side of ['page', 'wire']) {
    const rows = lab.panel.locator(`[data-side="${side}"] li`);
    assert.ok(await rows.count() > 5);
    const times = await rows.locator('.time').allTextContents();
    assert.equal(times.length, await rows.count(), side);
    assert.match(times[1], /^\+\d{1,3}\.\d ms$/, side);
    assert.match(times.at(-1), /^\+\d+\.\d\d s$/, side);
  }
});

test('connect, send and close need no mouse', async (t) => {
  const server = await run(t, frame);
  const lab = await visit(t, 'frame.html', server.at);
  const { keyboard } = lab.page;
  await lab.button('Connect').focus();
  await keyboard.press('Enter');
  await lab.says('Connected.');
  assert.equal(await lab.focused(), 'Close', 'the same button has the focus');
  await keyboard.press('Tab'); // the close code
  await keyboard.press('Tab');
  await keyboard.type('typed');
  await keyboard.press('Enter');
  assert.match(await lab.row('page', 'message 1'), /“typed”/);
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await lab.says('Closed: 1000, normal.');
  assert.equal(await lab.focused(), 'Connect');
});

for (const [colorScheme, width, beside] of [
  ['light', 1280, true],
  ['dark', 1280, true],
  ['light', 390, false],
  ['dark', 390, false],
]) {
  test(`all fits while connected, ${colorScheme}, ${width} px`, async (t) => {
    const server = await run(t, frame);
    const viewport = { width, height: 844 };
    const lab = await visit(t, 'frame.html', server.at, { viewport, colorScheme });
    await lab.connect();
    await lab.panel.getByLabel('Say').fill('w'.repeat(300));
    await lab.press('Send text');
    await lab.press('Send 65,536 letters');
    await lab.press('Send ten, one by one');
    await lab.panel.locator('.numbers').filter({ hasText: '12 measured' }).waitFor();
    await lab.press('Close');
    await lab.row('wire', '→ up FIN');
    const [page, wire] = await Promise.all(
      ['page', 'wire'].map((side) => lab.panel.locator(`[data-side="${side}"]`).boundingBox()),
    );
    assert.equal(page.y === wire.y, beside, 'beside each other, or stacked');
    const wide = await lab.page.evaluate(() => {
      for (const fold of document.querySelectorAll('.panel details')) fold.open = true;
      const edge = document.querySelector('.panel').getBoundingClientRect().right;
      return [...document.querySelectorAll('.panel *')]
        .filter((found) => found.getBoundingClientRect().right > edge)
        .map((found) => `${found.className}: ${found.textContent.slice(0, 40)}`);
    });
    assert.deepEqual(wide, []);
    const sideways = await lab.page.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth,
    );
    assert.equal(sideways, false);
  });
}

test('rows are kept up to a limit, and the lab says so', async (t) => {
  const server = await run(t, frame);
  const lab = await visit(t, 'frame.html', server.at);
  await lab.connect();
  for (let times = 1; times <= 11; times += 1) {
    await lab.press('Send ten, one by one');
    const measured = `${10 * times} measured`;
    await lab.panel.locator('.numbers').filter({ hasText: measured }).waitFor();
  }
  await lab.panel.locator('[data-side="wire"] .note').filter({ hasText: 'older rows are gone' }).waitFor();
  assert.equal(await lab.rows('page').count(), 200);
  assert.equal(await lab.rows('wire').count(), 200);
  assert.equal(await lab.panel.locator('circle').count(), 60);
});

test('what comes from outside is text, never a part of the page', async (t) => {
  const server = await run(t, frame);
  const lab = await visit(t, 'frame.html', server.at);
  await lab.connect();
  const text = '<img src="x" onerror="document.title = 1"><b>bold</b>';
  await lab.panel.getByLabel('Say').fill(text);
  await lab.press('Send text');
  assert.ok((await lab.row('page', 'message 1')).includes(text));
  assert.ok((await lab.row('wire', '← down text')).includes(text));
  assert.equal(await lab.panel.locator('img, b').count(), 0);
});

test('in a room a second connection of the page hears the first', async (t) => {
  // No chapter has this room yet: the browser plays it.
  const lab = await visit(t, 'how-to.html', {});
  const guests = [];
  await lab.page.routeWebSocket('ws://127.0.0.1:9/**', (socket) => {
    const guest = { socket };
    guests.push(guest);
    socket.onMessage((text) => {
      const said = guest.name ? `${guest.name}: ${text}` : `* ${text} has come`;
      guest.name ??= text;
      guests.filter((other) => other !== guest).forEach((other) => other.socket.send(said));
    });
  });
  await lab.page.addInitScript((at) => {
    const look = new MutationObserver(() => {
      const panel = document.querySelector('.panel[data-lab]');
      if (panel) Object.assign(panel.dataset, { ...at, lab: 'websocket' });
    });
    look.observe(document, { childList: true, subtree: true });
  }, NOWHERE);
  await lab.page.goto(`${book.address}frame.html`);
  await lab.connect();
  const name = lab.panel.getByLabel('Your name, the first message');
  await name.fill('ann');
  await lab.press('Send text');
  await lab.press('Open a second connection');
  await lab.says('A second connection of this page.');
  await name.fill('bob');
  await lab.press('Send text');
  assert.match(await lab.row('page', 'message 1'), /\* bob has come/);
  await lab.panel.getByLabel('Say').fill('hello, ann');
  await lab.press('Send text');
  await lab.says(/^Message 2: “bob: hello, ann”, after [\d.]+ ms\.$/);
  await lab.panel.getByLabel('Speak on the').selectOption('first');
  await lab.panel.getByLabel('Say').fill('hello, bob');
  await lab.press('Send text');
  assert.match(await lab.row('page', 'ann: hello, bob'), /^second\s*message 1/);
  await lab.panel.getByRole('img', { name: 'From said to heard' }).waitFor();
  assert.equal(await lab.button('Send 5 bytes').count(), 0);
});
