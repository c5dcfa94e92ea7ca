// Everybody in one chat: official clients of both ages, our own client, and the
// chapter's page, which has no library, in a real browser.

import { after, before, test } from 'node:test';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { launch } from './harness/browser.js';
import { CLIENTS, Client } from './harness/clients.js';
import { WORKSPACE, chapter, start, startToType } from './harness/program.js';
import { pinned } from './harness/pin.js';

const GUEST = join(WORKSPACE, 'tests/interop/chat/guest.js');
const program = chapter('chapter-12');

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function serve(t, ...words) {
  const server = start(t, program, '--port', 0, '--lab', 0, ...words);
  const onPort = await server.port('listening on 127.0.0.1');
  await server.lineWith('or type:');
  return Object.assign(server, { onPort, origin: `http://127.0.0.1:${onPort}` });
}

/** The chapter's page, connected. */
async function visit(t, port) {
  const page = await browser.newPage();
  t.after(() => page.close());
  const failed = [];
  page.on('pageerror', (error) => failed.push(error.message));
  t.after(() => assert.deepEqual(failed, [], 'no script fails'));
  await page.goto(`http://localhost:${port}/`);
  await page.getByRole('status').filter({ hasText: /^connected$/ }).waitFor();
  const says = async (text) => {
    await page.getByLabel('Message').fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
  };
  const shows = (text) => page.getByRole('listitem').filter({ hasText: text }).waitFor();
  const shown = () => page.getByRole('listitem').allTextContents();
  return { page, says, shows, shown };
}

async function inATerminal(t, command, ...words) {
  const guest = startToType(t, command, ...words);
  await guest.lineWith('connected');
  return guest;
}

const rust = (t, port) => inATerminal(t, program, 'connect', '--port', port);
const node = (t, port) => inATerminal(t, process.execPath, GUEST, '--port', port);

/** What a terminal shows: what was printed, and the lines that were typed. */
function transcript(command, guest, typed) {
  const printed = guest.printed.split('\n');
  // What is typed stands there before it comes back.
  for (const line of typed) printed.splice(printed.indexOf(line), 0, line);
  return [`$ ${command}`, ...printed].join('\n');
}

test('a page, our client and the official one are in one chat', async (t) => {
  const { onPort } = await serve(t);
  const page = await visit(t, onPort);
  const ann = await rust(t, onPort);
  const bob = await node(t, onPort);
  const said = [
    ['ann: hello from a terminal', (line) => ann.type(line)],
    ['bob: hello from Node', (line) => bob.type(line)],
    ['page: hello from a browser, 𝕊', page.says],
  ];
  for (const [line, say] of said) {
    await say(line);
    await Promise.all([ann.lineWith(line), bob.lineWith(line), page.shows(line)]);
  }
  const lines = said.map(([line]) => line);
  assert.deepEqual(await page.shown(), lines);
  ann.endInput();
  bob.endInput();
  assert.deepEqual([await ann.end(), await bob.end()], [0, 0]);
  const [hers, his] = lines;
  pinned('rooms-ann', transcript('cargo run -p chapter-12 -- connect', ann, [hers]));
  pinned('rooms-bob', transcript('node tests/interop/chat/guest.js', bob, [his]));
  pinned('rooms-page', (await page.shown()).join('\n'));
});

test('clients of both ages by every transport, our own and the page hear each other', async (t) => {
  const server = await serve(t);
  const page = await visit(t, server.onPort);
  const ann = await rust(t, server.onPort);
  const clients = await Promise.all(CLIENTS.map((kind) => Client.connect(t, server, kind)));
  const heard = async (line) => {
    await Promise.all([
      page.shows(line),
      ann.lineWith(line),
      ...clients.map(async (client) => {
        assert.deepEqual(await client.next('chat message'), [line]);
      }),
    ]);
  };
  await page.says('the page, 𝕊');
  await heard('the page, 𝕊');
  ann.type('our own client, €');
  await heard('our own client, €');
  for (const [at, { name }] of CLIENTS.entries()) {
    clients[at].emit('chat message', `official: ${name}`);
    await heard(`official: ${name}`);
  }
  assert.equal((await page.shown()).length, 2 + CLIENTS.length);
});

// As on the page of the whole stack: `cargo run -p chapter-02 -- serve`, and
// `cargo run -p chapter-12 -- connect --port 8889`.
test('through the wiretap one sees every byte of a message', async (t) => {
  const { onPort } = await serve(t);
  const words = ['serve', '--port', 0, '--to', `127.0.0.1:${onPort}`];
  const wire = start(t, chapter('chapter-02'), ...words);
  const [, port] = (await wire.lineWith('wire from')).match(/from 127\.0\.0\.1:(\d+)/);
  const ann = await rust(t, port);
  ann.type('hello');
  await ann.lineWith('hello');
  // Up 32 bytes, masked, and down 28 that can be read.
  assert.match(await wire.lineWith(' 81 1a '), /<-\s+28 /);
  assert.match(await wire.lineWith(' 81 9a '), /->\s+32 /);
});

test('what is no text is shown by our client as JSON, and bytes harm nobody', async (t) => {
  const server = await serve(t);
  const page = await visit(t, server.onPort);
  const ann = await rust(t, server.onPort);
  const client = await Client.connect(t, server, CLIENTS[0]);
  client.emit('chat message', { a: [1, null] });
  await ann.lineWith('{"a":[1,null]}');
  client.emit('chat message', Buffer.from([1, 2, 3]), 'bytes');
  client.emit('chat message', 'still here');
  await ann.lineWith('still here');
  await page.shows('still here');
});

test('a page and the official client come back when the server does, ours says why it went', async (t) => {
  const first = await serve(t);
  const page = await visit(t, first.onPort);
  const ann = await rust(t, first.onPort);
  const bob = await node(t, first.onPort);
  first.interrupt();
  assert.equal(await first.end(), 0);
  await ann.lineWith('closed: transport close');
  // On a busy machine it may still poll, and then calls the same an error.
  await bob.lineWith('left: transport ');
  await page.page.getByText('closed with 1001').waitFor();
  const second = start(t, program, '--port', first.onPort, '--lab', 0);
  await second.lineWith('or type:');
  await bob.lineWith('connected', 2);
  await page.page.getByRole('status').filter({ hasText: /^connected$/ }).waitFor();
  bob.type('bob: back again');
  await page.shows('bob: back again');
});
