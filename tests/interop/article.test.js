// The article's programs: as written, and their mended halves against ours.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pinned } from './harness/pin.js';
import { WORKSPACE, chapter, start } from './harness/program.js';

const ours = chapter('chapter-01');
const article = (name) => join(WORKSPACE, 'tests/interop/article', name);

test('as written, the program ends before its client was created', () => {
  // Which of the two callbacks comes first might depend on chance.
  for (let run = 1; run <= 5; run += 1) {
    const { code, printed } = asWritten();
    assert.doesNotMatch(
      printed,
      /EADDRINUSE/,
      'port 8888 is taken: end what listens there, and run the test again',
    );
    assert.equal(code, 1);
    assert.match(printed, /^created server$/m);
    assert.match(printed, /^ReferenceError: connection is not defined$/m);
    assert.doesNotMatch(printed, /created client/);
  }
  // The page shows what it prints, without what differs between two versions
  // of Node: its number, and the way that the error took through it.
  const lines = asWritten()
    .printed.replaceAll(/[^\s(]*as-written\.js/g, 'as-written.js')
    .split('\n')
    .filter((line) => !/^ {4}at |^Node\.js v/.test(line));
  const command = '$ node tests/interop/article/as-written.js';
  pinned('as-written', [command, ...lines].join('\n'));
});

/** Runs it to its end; both its outputs in the order in which it wrote. */
function asWritten() {
  const file = join(mkdtempSync(join(tmpdir(), 'article-')), 'printed');
  const output = openSync(file, 'w');
  const { status } = spawnSync('node', [article('as-written.js')], {
    cwd: WORKSPACE,
    stdio: ['ignore', output, output],
    timeout: 10_000,
  });
  closeSync(output);
  const printed = readFileSync(file, 'utf8');
  rmSync(dirname(file), { recursive: true });
  return { code: status, printed };
}

test("our client gets the pongs of the article's server", async (t) => {
  const server = start(t, 'node', article('server.js'), 0);
  const port = await server.port('listening on');
  const words = ['connect', '--port', port, '--count', 3, '--every', '200ms'];
  const client = start(t, ours, ...words);
  await client.lineWith('created client');
  await client.lineWith('client got data pong', 3);
  assert.equal(await client.end(), 0);
  await server.lineWith('created server');
});

test("the article's client gets the pongs of our server", async (t) => {
  const server = start(t, ours, 'serve', '--port', 0);
  const port = await server.port('listening on');
  const client = start(t, 'node', article('client.js'), port);
  await client.lineWith('created client');
  await server.lineWith('created server');
  await client.lineWith('client got data pong', 2);
});

test("two of the article's clients are served at once", async (t) => {
  const server = start(t, ours, 'serve', '--port', 0);
  const port = await server.port('listening on');
  const clients = [1, 2].map(() => start(t, 'node', article('client.js'), port));
  for (const client of clients) await client.lineWith('client got data pong');
});

const noSignals = process.platform === 'win32' && 'Windows has no SIGINT';

test('our server ends on Ctrl-C, though a client is connected', {
  skip: noSignals,
}, async (t) => {
  const server = start(t, ours, 'serve', '--port', 0);
  const port = await server.port('listening on');
  const client = start(t, 'node', article('client.js'), port);
  await client.lineWith('client got data pong');
  server.interrupt();
  assert.equal(await server.end(), 0);
});
