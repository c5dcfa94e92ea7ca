// Chapter 11's client and the official server, and the program of both sides
// with either side in Node.

import { test } from 'node:test';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { WORKSPACE, chapter, start, startToType } from './harness/program.js';
import { pinned } from './harness/pin.js';

const OFFICIAL = fileURLToPath(new URL('official-server.js', import.meta.url));
const SAME = fileURLToPath(new URL('same', import.meta.url));
const SHOWN = 'Tgda6jvCUCjnffadAAAB';
const program = chapter('chapter-11');
const example = exampleOf('chapter-11', 'events_same');

/** An example's program, built if it is not. */
function exampleOf(name, example) {
  const words = ['build', '-q', '-p', name, '--example', example, '--message-format=json'];
  const cargo = spawnSync('cargo', words, { cwd: WORKSPACE, encoding: 'utf8', maxBuffer: 64 << 20 });
  assert.equal(cargo.status, 0, cargo.stderr);
  const messages = cargo.stdout.split('\n').filter((line) => line.startsWith('{'));
  const built = messages.map((line) => JSON.parse(line));
  return built.find(({ executable, target }) => executable && target.name === example).executable;
}

async function official(t) {
  const server = start(t, process.execPath, OFFICIAL, 'chapter-11', '--port', 0);
  return server.port('listening on 127.0.0.1');
}

test('the client talks to the official server, and to Node numbers are not what they were', async (t) => {
  const port = await official(t);
  const client = startToType(t, program, 'connect', '--port', port);
  await client.lineWith('auth: ');
  const typed = ['hello', '12345678901234567890'];
  for (const [count, line] of typed.entries()) {
    client.type(line);
    await client.lineWith('message-back: ', count + 1);
    await client.lineWith('acknowledged: ', count + 1);
  }
  client.endInput();
  assert.equal(await client.end(), 0);
  const printed = client.printed.replace(/(?<=connected as )[\w-]{20}/, SHOWN).split('\n');
  // A terminal shows what was typed as well.
  typed.forEach((line, count) => printed.splice(2 + 3 * count, 0, line));
  const command = '$ cargo run -p chapter-11 -- connect';
  pinned('events-with-node', [command, ...printed].join('\n'));
});

test('a namespace of the official server refuses', async (t) => {
  const port = await official(t);
  const words = ['connect', '--namespace', '/nowhere', '--port', port];
  const client = startToType(t, program, ...words);
  await client.lineWith('connect_error: {"message":"Invalid namespace"}');
});

test('hundreds of events to the official server and back keep their order', async (t) => {
  const port = await official(t);
  const client = startToType(t, program, 'connect', '--port', port);
  await client.lineWith('auth: ');
  const count = 300;
  for (let number = 0; number < count; number += 1) client.type(number);
  await client.lineWith('acknowledged: ', count);
  const back = client.printed.split('\n').filter((line) => line.startsWith('message-back: '));
  const expected = Array.from({ length: count }, (_, number) => `message-back: ${number}`);
  assert.deepEqual(back, expected);
});

test('when the official server goes, the client says why', async (t) => {
  const server = start(t, process.execPath, OFFICIAL, 'chapter-11', '--port', 0);
  const port = await server.port('listening on 127.0.0.1');
  const client = startToType(t, program, 'connect', '--port', port);
  await client.lineWith('auth: ');
  await server.kill();
  await client.lineWith('left: transport error');
  assert.equal(await client.end(), 0);
});

test('each side asks the other: our server, the official client', async (t) => {
  const server = start(t, example, 'wait', 0);
  const port = await server.port('listening on 127.0.0.1');
  const client = start(t, process.execPath, join(SAME, 'client.js'), port);
  await client.lineWith('the client asks: 2 + 3 is 5');
  await server.lineWith('the server asks: 2 + 3 is 5');
});

test('each side asks the other: the official server, our client', async (t) => {
  const server = start(t, process.execPath, join(SAME, 'server.js'), 0);
  const port = await server.port('listening on 127.0.0.1');
  const client = start(t, example, 'ask', port);
  await client.lineWith('the client asks: 2 + 3 is 5');
  await server.lineWith('the server asks: 2 + 3 is 5');
});
