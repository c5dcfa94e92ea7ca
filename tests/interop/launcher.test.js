// What `cargo run` does: it serves the book, and says where.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from './harness/program.js';

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

/** A folder for the book: one that is served has a script in each page. */
async function folder(t) {
  const path = await mkdtemp(join(tmpdir(), 'book-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('the book is served where it says', async (t) => {
  const to = await folder(t);
  const port = await freePort();
  // A bare `cargo run` is this on port 3000, which may be somebody else's.
  const book = start(t, 'cargo', 'run', '--quiet', '--', '-p', port, '-d', to);
  await book.lineWith(`http://localhost:${port}`);
  let page;
  for (const end = Date.now() + 30_000; !page && Date.now() < end; ) {
    // It builds the book before it listens.
    page = await fetch(`http://localhost:${port}/ping.html`).catch(() => null);
    if (!page) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.match(await page.text(), /A socket, a port, an endpoint/);
});

test('a taken port is one line that names the way out', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const { port } = taken.address();
  const words = ['run', '--quiet', '--', 'serve', '-n', '127.0.0.1', '-p', port];
  words.push('-d', await folder(t));
  const book = start(t, 'cargo', ...words);
  assert.notEqual(await book.end(), 0);
  assert.match(book.printed, new RegExp(`port ${port} .*-p`));
});
