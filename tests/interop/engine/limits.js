// How long a message may be, and who does not listen.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connection } from '../harness/ask.js';
import { Polling } from '../harness/polling.js';
import { Socket } from '../harness/websocket.js';
import { until, within } from '../harness/within.js';

const MAX = 1000;
const SMALL = ['--max-payload', MAX];

/** A packet of so many bytes, in characters of three. */
const packet = (bytes) => `4${'€'.repeat(333)}`.padEnd(bytes - 666, 'x');

export function limits(servers) {
  test('a body of maxPayload bytes is read, one byte more is 413', async () => {
    const session = await Polling.open(await servers.shared(...SMALL));
    assert.equal(session.handshake.maxPayload, MAX);
    const longest = packet(MAX);
    assert.equal(Buffer.byteLength(longest), MAX);
    await session.post(longest);
    assert.deepEqual(await session.poll(), [longest]);
    assert.equal((await session.ask(packet(MAX + 1))).status, 413);
  });

  test('a body that does not say its length is 413 as soon as it is too long', async () => {
    const session = await Polling.open(await servers.shared(...SMALL));
    const posted = request(session.address, { method: 'POST', agent: false });
    posted.on('error', () => {}); // the server may have hung up by then
    const answered = within('413', once(posted, 'response'));
    posted.write('4');
    for (let at = 0; at < 10; at += 1) posted.write('x'.repeat(MAX / 10));
    const [answer] = await answered;
    assert.equal(answer.statusCode, 413);
    posted.destroy();
  });

  test('a body that is much too long is answered, too', async () => {
    const session = await Polling.open(await servers.shared(...SMALL));
    assert.equal((await session.ask('x'.repeat(100 * MAX))).status, 413);
  });

  for (const eio of [4, 3]) {
    test(`revision ${eio}: a message over maxPayload closes the WebSocket with 1009`, async (t) => {
      const server = await servers.shared(...SMALL);
      const socket = await Socket.session(t, server, { eio });
      const longest = packet(MAX);
      socket.send(longest);
      await socket.hears(longest);
      socket.send(packet(MAX + 1));
      assert.equal((await socket.closed()).code, 1009);
    });
  }

  test('fragments that are too long together are closed with 1009', async (t) => {
    const socket = await Socket.session(t, await servers.shared(...SMALL));
    socket.raw.send('4hello', { fin: false });
    socket.raw.send('x'.repeat(MAX / 2), { fin: false });
    socket.raw.send('x'.repeat(MAX / 2), { fin: true });
    assert.equal((await socket.closed()).code, 1009);
  });

  test('whoever never reads his poll harms nobody, and is forgotten', async (t) => {
    const server = await servers.start(
      t,
      ...['--ping-interval', '2s', '--ping-timeout', '200ms'],
      ...['--max-payload', 4_000_000],
    );
    // More than the kernel keeps for somebody who never reads.
    const session = await Polling.open(server);
    await session.post(`4${'x'.repeat(4_000_000 - 1)}`);
    const poll = await connection(t, server);
    poll.pause();
    const target = session.address.slice(server.origin.length);
    poll.write(`GET ${target} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
    const other = await Socket.session(t, server);
    other.send('4hello');
    while ((await other.next('the echo')) !== '4hello');
    await until('the session is closed', async () => {
      return (await session.ask('6')).status === 400;
    });
  });
}
