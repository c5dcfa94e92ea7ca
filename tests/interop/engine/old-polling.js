// The payloads of revision 3: each packet behind its length.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Polling } from '../harness/polling.js';
import { notOfficial, official } from '../harness/server.js';

const BYTES = { 'content-type': 'application/octet-stream' };
const BASE64 = { query: '&b64=1' };

/** `€` and four bytes: <00 text | 01 binary> <digits> ff <type> <data>… */
const MIXED = Buffer.from('0004ff34e282ac' + '0105ff0401020304', 'hex');

const INVALID = [
  ...['abc', '', '6', '6:', '6:4hell', 'x:4a', ':4a', '-1:4', '2:4a1'],
  ...['1:9', '3:abc', '1:3', '99999999999999999999:4a'],
];

async function opened(servers, options) {
  return Polling.open(await servers.calm(), { eio: 3, ...options });
}

/** POSTs what closes a session; the official server says ok, or hangs up. */
async function closes(session, body, headers) {
  const asked = session.ask(body, headers);
  if (official) await asked.catch(() => {});
  else assert.equal((await asked).status, 400, JSON.stringify(body));
  await session.isOver();
}

export function oldPolling(servers) {
  const payloads = [
    ['one text', '6:4hello'],
    ['several texts', '6:4test16:4test26:4test3'],
    ['a text that is empty', '1:4'],
    ['three bytes for one unit', '6:4hello2:4€'],
    // Two UTF-16 code units, four bytes, one character.
    ['a character of two units', '3:4𝕊'],
    ['characters of two units among others', '7:4a𝕊b\u{1f9e6}3:4xy'],
    ['characters that belong together', '8:4e\u0301👩‍👧'],
    ['what looks like a length', '5:46:4h3:4::'],
    ['a separator of revision 4', '4:4a\x1eb'],
  ];
  for (const [what, body] of payloads) {
    test(`${what}: ${JSON.stringify(body)} comes back`, async () => {
      const session = await opened(servers);
      assert.equal((await session.ask(body)).text, 'ok');
      const { headers, text } = await session.ask();
      assert.equal(text, body);
      assert.match(headers['content-type'], /^text\/plain; ?charset=utf-8$/i);
    });
  }

  test('what is posted before a poll comes with it, in order', async () => {
    const session = await opened(servers);
    for (const packet of ['4first', '4second', '4third']) await session.post(packet);
    assert.deepEqual(await session.packets(3), ['4first', '4second', '4third']);
  });

  test('text and bytes in one body of bytes come back as they were', async () => {
    const session = await opened(servers);
    assert.equal((await session.ask(MIXED, BYTES)).text, 'ok');
    const { headers, body } = await session.ask();
    assert.equal(headers['content-type'], 'application/octet-stream');
    assert.equal(body.toString('hex'), MIXED.toString('hex'));
  });

  test('a length of three digits is three bytes', async () => {
    const session = await opened(servers);
    const data = Buffer.alloc(299, 255);
    const body = Buffer.concat([Buffer.from('01030000ff04', 'hex'), data]);
    assert.equal((await session.ask(body, BYTES)).text, 'ok');
    assert.equal((await session.ask()).body.toString('hex'), body.toString('hex'));
  });

  test('texts alone in a body of bytes come back as text', async () => {
    const session = await opened(servers);
    const body = Buffer.from('0006ff3468656c6c6f', 'hex');
    assert.equal((await session.ask(body, BYTES)).text, 'ok');
    assert.equal((await session.ask()).text, '6:4hello');
  });

  test('a client that cannot read bytes has them in base64', async () => {
    const session = await opened(servers, BASE64);
    assert.equal((await session.ask('10:b4AQIDBA==6:4hello')).text, 'ok');
    const { headers, text } = await session.ask();
    assert.equal(text, '10:b4AQIDBA==6:4hello');
    assert.match(headers['content-type'], /^text\/plain/);
  });

  test('a client that can read bytes may send base64, and has bytes back', async () => {
    const session = await opened(servers);
    assert.equal((await session.ask('10:b4AQIDBA==')).text, 'ok');
    const { body } = await session.ask();
    assert.equal(body.toString('hex'), '0105ff0401020304');
  });

  for (const body of INVALID) {
    test(`the body ${JSON.stringify(body)} closes the session`, async () => {
      await closes(await opened(servers), body);
    });
  }

  test('a length in bytes or characters, not units, closes the session', async () => {
    for (const body of ['5:4𝕊', '2:4𝕊']) await closes(await opened(servers), body);
  });

  const truncated = ['00', '0004', '0004ff', '0004ff34', '0105ff04010203', '0006ff34', '02'];
  for (const hex of truncated) {
    test(`the bytes ${hex}, cut short, close the session`, notOfficial(
      'it takes what is there',
    ), async () => {
      await closes(await opened(servers), Buffer.from(hex, 'hex'), BYTES);
    });
  }

  test('a length in bytes that is no digit closes the session', notOfficial(
    'it writes their numbers one behind the other',
  ), async () => {
    const body = Buffer.from('000aff34', 'hex');
    await closes(await opened(servers), body, BYTES);
  });

  test('a length in bytes that never ends closes the session', async () => {
    const body = Buffer.concat([Buffer.of(0), Buffer.alloc(400, 1)]);
    await closes(await opened(servers), body, BYTES);
  });

  test('two polls at once close the session: one is told so, one is refused', async () => {
    const session = await opened(servers);
    const answers = await Promise.all([session.ask(), session.ask()]);
    const told = answers.map(({ status, text }) => (status === 200 ? text : status));
    assert.deepEqual(told.sort(), ['1:1', 400].sort());
    await session.isOver();
  });
}
