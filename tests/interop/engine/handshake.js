// How a session begins, over either transport, in either revision.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ask } from '../harness/ask.js';
import { Polling, decode } from '../harness/polling.js';
import { Socket } from '../harness/websocket.js';

const KEYS = ['maxPayload', 'pingInterval', 'pingTimeout', 'sid', 'upgrades'];
const SMALL = [
  ...['--ping-interval', '30s', '--ping-timeout', '1500ms'],
  ...['--max-payload', '12345'],
];

function isHandshake(handshake, upgrades) {
  assert.deepEqual(Object.keys(handshake).sort(), KEYS, 'these five, and no other');
  const { sid, ...rest } = handshake;
  // 15 random bytes are 20 characters in base64.
  assert.match(sid, /^[\w-]{20,}$/);
  assert.deepEqual(rest, {
    upgrades,
    pingInterval: 30_000,
    pingTimeout: 1500,
    maxPayload: 12_345,
  });
}

export function handshake(servers) {
  for (const eio of [4, 3]) {
    test(`a GET opens a session of revision ${eio}, by five keys`, async () => {
      const server = await servers.shared(...SMALL);
      const answer = await ask(`${server.http}?EIO=${eio}&transport=polling`);
      assert.equal(answer.status, 200);
      assert.match(answer.headers['content-type'], /^text\/plain; ?charset=utf-8$/i);
      assert.equal(answer.headers['cache-control'], 'no-store');
      const packets = decode(eio, answer.text);
      assert.equal(packets.length, 1, answer.text);
      assert.equal(packets[0][0], '0');
      isHandshake(JSON.parse(packets[0].slice(1)), ['websocket']);
    });

    test(`a WebSocket opens a session of revision ${eio}, with nothing to upgrade to`, async (t) => {
      const server = await servers.shared(...SMALL);
      const socket = await Socket.session(t, server, { eio });
      isHandshake(socket.handshake, []);
      // No compression, though `ws` has offered it.
      assert.equal(socket.raw.extensions, '');
    });
  }

  test('no two sessions have one id', async () => {
    const server = await servers.calm();
    const sessions = Array.from({ length: 20 }, () => Polling.open(server));
    const ids = (await Promise.all(sessions)).map(({ sid }) => sid);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('parameters may come in any order, with others among them', async () => {
    const server = await servers.calm();
    const query = '?t=PqRsT&transport=polling&room=a%20b&EIO=4&b64=';
    assert.equal((await ask(server.http + query)).status, 200);
  });

  test('whatever stands behind the question mark of another path is not found', async () => {
    const server = await servers.calm();
    for (const path of ['/socket.iO/', '/engine.io/', '/x/socket.io/']) {
      const address = `${server.origin}${path}?EIO=4&transport=polling`;
      assert.equal((await ask(address)).status, 404, path);
    }
  });

  test('the path can be chosen', async (t) => {
    const server = await servers.start(t, '--path', '/a/path/');
    const query = '?EIO=4&transport=polling';
    const { status } = await ask(`${server.origin}/a/path/${query}`);
    assert.equal(status, 200);
    assert.equal((await ask(server.http + query)).status, 404);
  });
}
