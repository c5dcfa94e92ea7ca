// The lab on the pages of chapters 07 and 08, in a real browser, against the
// running chapters.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { launch } from './harness/browser.js';
import { serve } from './harness/book.js';
import { chapter, start } from './harness/program.js';
import { open, run } from './harness/lab.js';

const upgrade = chapter('chapter-07');
const frame = chapter('chapter-08');

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

/** A port that somebody has, who does not answer. */
async function taken(t) {
  const server = createServer((socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return server.address().port;
}

/** A page of chapter 08 that is connected. */
async function connected(t, options) {
  const server = await run(t, frame);
  const lab = await visit(t, 'frame.html', server.at, options);
  await lab.connect();
  return { server, lab };
}

const CLEAR = 'unmasked (not on the wire)';
const bytes = (hex) => hex.split(' ').map((pair) => parseInt(pair, 16));

test('when nothing answers, the lab says what to type and offers the recording', async (t) => {
  const at = { socket: `ws://127.0.0.1:${await taken(t)}/`, tap: 'http://127.0.0.1:9' };
  const lab = await visit(t, 'frame.html', at);
  await lab.press('Connect');
  await lab.says('Nothing answers on 127.0.0.1');
  const command = await lab.status.locator('code').textContent();
  assert.equal(command, 'cargo run -p chapter-08');
  assert.match(await lab.row('page', '1006'), /never opened/);
  assert.ok(await lab.button('Replay the recording').isVisible());
  assert.ok(await lab.button('Connect').isVisible());
});

test('the usual ports are asked when the page names no others', async (t) => {
  const lab = await visit(t, 'frame.html', {});
  await lab.says('127.0.0.1:8888');
});

test('a text is a message for the page, and a masked frame on the wire', async (t) => {
  const { lab } = await connected(t);
  await lab.panel.getByLabel('Say').fill('Hello');
  await lab.press('Send text');
  assert.match(await lab.row('page', 'message 1'), /“Hello”/);

  const up = await lab.fields('→ up text');
  assert.equal(up['FIN + text'], '81');
  assert.equal(up['mask + 5'], '85');
  assert.equal(up[CLEAR], '48 65 6c 6c 6f');
  const key = bytes(up['mask key']);
  assert.equal(key.length, 4);
  const unmasked = bytes(up['payload, masked']).map((byte, at) => byte ^ key[at % 4]);
  assert.equal(Buffer.from(unmasked).toString(), 'Hello');

  const down = await lab.fields('← down text');
  assert.deepEqual(down, { 'FIN + text': '81', 5: '05', payload: '48 65 6c 6c 6f' });
  const sums = ['page up', 'page down', 'frames up', 'frames down'];
  const counted = await Promise.all(sums.map((name) => lab.sum(name)));
  assert.deepEqual(counted, ['5', '5', '11', '7']);
  await lab.says(/^Message 1: “Hello”, after [\d.]+ ms\.$/);
});

test('bytes are bytes on both sides', async (t) => {
  const { lab } = await connected(t);
  await lab.press('Send 5 bytes');
  assert.match(await lab.row('page', 'message 1'), /00 01 02 fe ff \(5 bytes\)/);
  const { 'FIN + binary': first, [CLEAR]: unmasked } = await lab.fields('→ up binary');
  assert.deepEqual([first, unmasked], ['82', '00 01 02 fe ff']);
});

test('a long message shows its length, and is cut with a note', async (t) => {
  const { lab } = await connected(t);
  await lab.press('Send 65,536 letters');
  const row = await lab.row('wire', '← down text');
  assert.match(row, /65,546 bytes: 10 header, 65,536 payload/);
  assert.match(row, /… and 65,512 more/);
  const fields = await lab.fields('→ up text');
  assert.equal(fields['mask + 127'], 'ff');
  assert.equal(fields['length in 64 bits: 65,536'], '00 00 00 00 00 01 00 00');
  // What comes behind it is still told apart.
  await lab.press('Send 5 bytes');
  await lab.fields('← down binary');
});

test('the times of ten messages are plotted, with the numbers in words', async (t) => {
  const { lab } = await connected(t);
  await lab.press('Send ten, one by one');
  const words = /last [\d.]+ ms, median [\d.]+ ms, longest [\d.]+ ms/;
  const numbers = lab.panel.locator('.numbers').filter({ hasText: '10 measured' });
  await numbers.waitFor();
  assert.match(await numbers.textContent(), words);
  const picture = lab.panel.getByRole('img', { name: 'There and back' });
  assert.match(await picture.getAttribute('aria-label'), words);
  assert.equal(await picture.locator('circle').count(), 10);
});

for (const [choice, told, travelled] of [
  ['1000, normal', /code 1000, reason “enough”, wasClean true/, '1000, normal'],
  ['no code', /code 1005.*never travels/s, 'No code'],
  ['4000, private', /code 4000.*have agreed on/s, '4000, private'],
]) {
  test(`a close with ${choice} is explained on both sides`, async (t) => {
    const { lab } = await connected(t);
    await lab.panel.getByLabel('with').selectOption(choice);
    await lab.press('Close');
    await lab.says(/^Closed: \d+/);
    assert.match(await lab.row('page', 'wasClean'), told);
    await lab.row('wire', '← down FIN');
    for (const way of ['→ up close', '← down close']) {
      assert.match(await lab.row('wire', way), new RegExp(travelled));
    }
    assert.ok(await lab.button('Connect').isVisible());
  });
}

test('what a page may not send is refused by the browser', async (t) => {
  const { lab } = await connected(t);
  await lab.panel.getByLabel('with').selectOption('1001, going away');
  await lab.press('Close');
  await lab.says(/^The browser refuses: .*1000, or with 3000 to 4999\.$/);
  await lab.press('Send 5 bytes');
  await lab.row('page', 'message 1');
});

test('when the chapter is interrupted, the page is told 1001', async (t) => {
  const { server, lab } = await connected(t);
  server.interrupt();
  await lab.says('Closed: 1001, going away.');
  assert.match(await lab.row('page', 'wasClean'), /the server ends/);
});

test('when the chapter is killed, the page is told 1006, and the focus stays in the panel', async (t) => {
  const { server, lab } = await connected(t);
  await lab.panel.getByLabel('Say').focus();
  await server.kill();
  await lab.says('The connection is lost: 1006');
  assert.match(await lab.row('page', 'code 1006'), /wasClean false/);
  assert.equal(await lab.focused(), 'Connect');
});

test('without the tap the WebSocket works, and the lab says so', async (t) => {
  const server = await run(t, frame, { tap: await taken(t) });
  const lab = await visit(t, 'frame.html', server.at);
  await lab.connect();
  const note = lab.panel.locator('[data-side="wire"] .note');
  await note.filter({ hasText: 'The wire cannot be shown' }).waitFor();
  await lab.press('Send 5 bytes');
  await lab.row('page', 'message 1');
  assert.equal(await lab.rows('wire').count(), 0);
  assert.ok(await lab.panel.locator('[data-sum="wire up"]').isHidden());
});

test('connections of others are counted, and not shown', async (t) => {
  const { server, lab } = await connected(t);
  const other = start(t, frame, 'connect', '--port', server.onPort, '--say', 'secret');
  assert.equal(await other.end(), 0);
  await lab.panel.getByText('1 other connection.').waitFor();
  await lab.press('Send 5 bytes');
  await lab.row('wire', '← down binary');
  assert.equal(await lab.rows('wire', 'secret').count(), 0);
});

test('chapter 07: the handshake with its key, and a close that nobody answers', async (t) => {
  const server = await run(t, upgrade);
  const lab = await visit(t, 'upgrade.html', server.at);
  await lab.connect();
  const request = await lab.row('wire', '→ up request');
  assert.match(request, /Sec-WebSocket-Key: \S{24}\n/);
  assert.match(request, /Sec-WebSocket-Extensions: permessage-deflate/);
  assert.match(request, /“\?lab=” is this panel’s mark/);
  const answer = await lab.row('wire', '← down answer 101');
  assert.match(answer, /Sec-WebSocket-Accept: \S{28}/);
  assert.match(await lab.row('wire', '← down bytes'), /81 05 48 65 6c 6c 6f/);
  assert.match(await lab.row('page', 'message 1'), /“Hello”/);
  assert.equal(await lab.panel.getByLabel('Say').isVisible(), false);
  await lab.press('Close');
  await lab.says('This server does not understand close frames, and will not answer.');
  assert.match(await lab.row('wire', '→ up bytes'), /6 bytes[^]*88 80 .. .. .. ..\n/);
  assert.equal(await lab.panel.locator('.field').count(), 0, 'frames are for chapter 08');
  await lab.says('no close frame comes back');
  server.interrupt();
  await lab.says('The connection is lost: 1006');
});

test('whoever leaves the page leaves an orderly connection behind', async (t) => {
  const { server, lab } = await connected(t);
  await lab.page.goto(`${book.address}push.html`);
  const other = start(t, frame, 'connect', '--port', server.onPort);
  assert.equal(await other.end(), 0);
  server.interrupt();
  assert.equal(await server.end(), 0);
  assert.doesNotMatch(server.printed, /connection 1:/);
});
