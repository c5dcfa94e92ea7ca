// Requests that are refused, by which number, and that others go on.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ask } from '../harness/ask.js';
import { Polling } from '../harness/polling.js';
import { notOfficial } from '../harness/server.js';
import { refusal } from '../harness/websocket.js';

const TRANSPORT = { code: 0, message: 'Transport unknown' };
const SESSION = { code: 1, message: 'Session ID unknown' };
const METHOD = { code: 2, message: 'Bad handshake method' };
const REQUEST = { code: 3, message: 'Bad request' };
const VERSION = { code: 5, message: 'Unsupported protocol version' };

/** Without one of the inherited names: they are no sessions either. */
const NO_SESSIONS = ['abc', '__proto__', 'constructor', 'toString', 'x'.repeat(4000)];
const NO_VERSIONS = ['', 'EIO=', 'EIO=abc', 'EIO=2', 'EIO=5', 'EIO=04', 'EIO=4.0'];

async function refuses(address, expected, options) {
  const { status, headers, json } = await ask(address, options);
  assert.equal(status, 400, address);
  assert.match(headers['content-type'], /^application\/json/);
  assert.deepEqual(json, expected, address);
}

export function refusals(servers) {
  test('a revision that is missing or unknown is 5', notOfficial(
    'whatever is not 4 is 3',
  ), async () => {
    const { http } = await servers.calm();
    for (const version of NO_VERSIONS) {
      await refuses(`${http}?${version}&transport=polling`, VERSION);
    }
  });

  test('a transport that is missing or unknown is 0', async () => {
    const { http } = await servers.calm();
    for (const transport of ['', 'transport=', 'transport=abc', 'transport=webtransport']) {
      await refuses(`${http}?EIO=4&${transport}`, TRANSPORT);
    }
  });

  test('a transport as a script (JSONP) is 0', notOfficial(
    'it still answers by scripts',
  ), async () => {
    const { http } = await servers.calm();
    for (const eio of [3, 4]) {
      await refuses(`${http}?EIO=${eio}&transport=polling&j=0`, TRANSPORT);
    }
  });

  test('a session that is opened by anything but GET is 2', async () => {
    const { http } = await servers.calm();
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      await refuses(`${http}?EIO=4&transport=polling`, METHOD, { method });
    }
  });

  test('a WebSocket without a handshake is 3', async () => {
    const { http } = await servers.calm();
    await refuses(`${http}?EIO=4&transport=websocket`, REQUEST);
  });

  test('a session that is unknown is 1', async () => {
    const { http } = await servers.calm();
    for (const sid of NO_SESSIONS) {
      const address = `${http}?EIO=4&transport=polling&sid=${sid}`;
      await refuses(address, SESSION);
      await refuses(address, SESSION, { method: 'POST', body: '4hello' });
    }
  });

  test('a session that changes its revision is 3, and goes on in its own', async () => {
    for (const [eio, other] of [[4, 3], [3, 4]]) {
      const session = await Polling.open(await servers.calm(), { eio });
      const address = session.address.replace(`EIO=${eio}`, `EIO=${other}`);
      await refuses(address, REQUEST);
      await session.post('4hello');
      assert.deepEqual(await session.poll(), ['4hello']);
    }
  });

  test('a session that changes its transport without an upgrade is 3, and goes on', async () => {
    const session = await Polling.open(await servers.calm());
    await refuses(session.address.replace('polling', 'websocket'), REQUEST);
    await session.post('4hello');
    assert.deepEqual(await session.poll(), ['4hello']);
  });

  test('a method that a session does not know is refused, and it goes on', notOfficial(
    'it answers 500',
  ), async () => {
    const session = await Polling.open(await servers.calm());
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status } = await ask(session.address, { method });
      assert.ok(status >= 400 && status < 500, `${method}: ${status}`);
    }
    await session.post('4hello');
    assert.deepEqual(await session.poll(), ['4hello']);
  });

  const upgrades = [
    ['an unknown transport', 'EIO=4&transport=abc', TRANSPORT],
    ['no transport', 'EIO=4', TRANSPORT],
    ['an unknown session', 'EIO=4&transport=websocket&sid=abc', SESSION],
  ];
  for (const [what, query, expected] of upgrades) {
    test(`a WebSocket to ${what} does not open`, async () => {
      const { ws } = await servers.calm();
      assert.equal((await refusal(`${ws}?${query}`)).status, 400);
    });

    test(`a WebSocket to ${what} is told ${expected.code}, as a GET would be`, notOfficial(
      'the message alone, labelled as HTML',
    ), async () => {
      const { ws } = await servers.calm();
      const { text } = await refusal(`${ws}?${query}`);
      assert.deepEqual(JSON.parse(text), expected);
    });
  }

  test('a WebSocket of a revision that is missing or unknown is told 5', notOfficial(
    'whatever is not 4 is 3',
  ), async () => {
    const { ws } = await servers.calm();
    for (const version of NO_VERSIONS) {
      const told = await refusal(`${ws}?${version}&transport=websocket`);
      assert.deepEqual([told.status, JSON.parse(told.text)], [400, VERSION], version);
    }
  });
}
