// Messages over HTTP long-polling, in revision 4.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connection } from '../harness/ask.js';
import { Polling } from '../harness/polling.js';
import { notOfficial, official } from '../harness/server.js';
import { pause, until } from '../harness/within.js';

const INVALID = [
  ...['abc', '', '9', '7hello', '4good\x1eabc', '\x1e', '4good\x1e'],
  ...['2', '2probe'],
];

/** POSTs what closes a session; the official server says ok, or hangs up. */
async function isRefused(session, body, headers) {
  const asked = session.ask(body, headers);
  if (official) await asked.catch(() => {});
  else assert.equal((await asked).status, 400, JSON.stringify(body));
}

/** Asks, and hangs up; the session is closed. Of a request that hangs up
 *  before it is read a server need not hear, so it is tried again. */
async function hangUp(t, server, session, request) {
  await until('the session is closed', async () => {
    const socket = await connection(t, server);
    socket.write(request);
    await pause(50);
    socket.destroy();
    return (await session.ask('6')).status === 400;
  });
  await session.isOver();
}

export function polling(servers) {
  const payloads = [
    ['one text', ['4hello']],
    ['several texts', ['4test1', '4test2', '4test3']],
    ['one binary', ['bAQIDBA==']],
    ['text and binary', ['4hello', 'bAQIDBA==', '4', 'b4OHi', '4end']],
    ['what is not ASCII', ['4Grüße €', '4\u{1f9e6} 𝕊', '4\u2028 \u0000']],
    ['what looks like another packet', ['4bAQIDBA==', '42["hello"]', '42', '46:4hello']],
  ];
  for (const [what, packets] of payloads) {
    test(`a payload of ${what} comes back`, async () => {
      const session = await Polling.open(await servers.calm());
      await session.post(...packets);
      assert.deepEqual(await session.packets(packets.length), packets);
    });
  }

  test('a text message that is empty comes back empty', async () => {
    const session = await Polling.open(await servers.calm());
    await session.post('4');
    assert.deepEqual(await session.poll(), ['4']);
  });

  test('bytes of every value come back', async () => {
    const session = await Polling.open(await servers.calm());
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    for (const length of [256, 255, 254, 1]) {
      const packet = `b${bytes.subarray(0, length).toString('base64')}`;
      await session.post(packet);
      assert.deepEqual(await session.poll(), [packet]);
    }
  });

  test('100 kB come back', async () => {
    const session = await Polling.open(await servers.calm());
    const packet = `4${'ä'.repeat(50_000)}`;
    await session.post(packet);
    assert.deepEqual(await session.poll(), [packet]);
  });

  test('what is posted before a poll comes with it, in order', async () => {
    const session = await Polling.open(await servers.calm());
    for (const packet of ['4first', '4second', '4third']) await session.post(packet);
    assert.deepEqual(await session.packets(3), ['4first', '4second', '4third']);
  });

  test('200 messages come back in order, posted while a poll waits', async () => {
    const session = await Polling.open(await servers.calm());
    const sent = Array.from({ length: 200 }, (_, at) => `4${at}`);
    const heard = session.packets(sent.length);
    for (let at = 0; at < sent.length; at += 10) {
      await session.post(...sent.slice(at, at + 10));
    }
    assert.deepEqual(await heard, sent);
  });

  test('a poll with nothing to say waits until there is something', async () => {
    const session = await Polling.open(await servers.calm());
    const polled = session.poll();
    await pause(100);
    await session.post('4hello');
    assert.deepEqual(await polled, ['4hello']);
  });

  test('a poll is plain text, and is not to be stored', async () => {
    const session = await Polling.open(await servers.calm());
    const posted = await session.ask('4hello');
    assert.equal(posted.headers['cache-control'], 'no-store');
    const { headers } = await session.ask();
    assert.match(headers['content-type'], /^text\/plain; ?charset=utf-8$/i);
    assert.equal(headers['cache-control'], 'no-store');
  });

  test('a body that arrives byte by byte is one payload', async () => {
    const session = await Polling.open(await servers.calm());
    const posted = request(session.address, { method: 'POST', agent: false });
    // Chunks that end inside a character.
    for (const byte of Buffer.from('4€\x1e4𝕊')) {
      posted.write(Buffer.of(byte));
      await pause(1);
    }
    posted.end();
    const [answer] = await once(posted, 'response');
    assert.equal(answer.statusCode, 200);
    answer.resume();
    assert.deepEqual(await session.packets(2), ['4€', '4𝕊']);
  });

  for (const body of INVALID) {
    test(`the body ${JSON.stringify(body)} closes the session`, async () => {
      const session = await Polling.open(await servers.calm());
      await isRefused(session, body);
      await session.isOver();
    });
  }

  test('a body that is not UTF-8 closes the session', notOfficial(
    'it reads the bytes as U+FFFD',
  ), async () => {
    const session = await Polling.open(await servers.calm());
    await isRefused(session, Buffer.from('3468ff', 'hex'));
    await session.isOver();
  });

  test('what is not base64 closes the session', notOfficial(
    'it leaves out what it does not know',
  ), async () => {
    const session = await Polling.open(await servers.calm());
    await isRefused(session, 'b!!!!');
    await session.isOver();
  });

  test('raw bytes, as revision 3 has them, close the session', async () => {
    const session = await Polling.open(await servers.calm());
    const type = { 'content-type': 'application/octet-stream' };
    await isRefused(session, Buffer.from('0002ff3468', 'hex'), type);
    await session.isOver();
  });

  test('a noop and a pong that nobody asked for change nothing', async () => {
    const session = await Polling.open(await servers.calm());
    await session.post('6', '3', '4hello');
    assert.deepEqual(await session.poll(), ['4hello']);
  });

  test('two polls at once close the session: one is told so, one is refused', async () => {
    const session = await Polling.open(await servers.calm());
    const answers = await Promise.all([session.ask(), session.ask()]);
    const told = answers.map(({ status, text }) => (status === 200 ? text : status));
    assert.deepEqual(told.sort(), ['1', 400].sort());
    await session.isOver();
  });

  test('two POSTs at once close the session', async (t) => {
    const server = await servers.calm();
    const session = await Polling.open(server);
    const first = await connection(t, server);
    const target = session.address.slice(server.origin.length);
    first.write(`POST ${target} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 6\r\n\r\n4hel`);
    // Nothing says when the server has read that much.
    await until('the second POST is refused', async () => {
      return (await session.ask('4second')).status === 400;
    });
    await session.isOver();
  });

  test('a poll that hangs up closes the session: nobody knows what it has heard', async (t) => {
    const server = await servers.calm();
    const session = await Polling.open(server);
    const target = session.address.slice(server.origin.length);
    await hangUp(t, server, session, `GET ${target} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
  });

  test('a POST that hangs up in the middle closes the session', async (t) => {
    const server = await servers.calm();
    const session = await Polling.open(server);
    const target = session.address.slice(server.origin.length);
    const half = 'host: localhost\r\ncontent-length: 6\r\n\r\n4hel';
    await hangUp(t, server, session, `POST ${target} HTTP/1.1\r\n${half}`);
  });
}
