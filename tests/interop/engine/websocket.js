// Messages over a WebSocket, in either revision.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Socket } from '../harness/websocket.js';

/** What a frame of bytes is: revision 3 has the packet's type in front. */
const binary = (eio, bytes) => Buffer.from(eio === 4 ? bytes : [4, ...bytes]);

export function websocket(servers) {
  for (const eio of [4, 3]) {
    test(`revision ${eio}: texts come back`, async (t) => {
      const socket = await Socket.session(t, await servers.calm(), { eio });
      const long = `4${'€'.repeat(40_000)}`;
      for (const text of ['4hello', '4', '4Grüße \u{1f9e6} 𝕊', '4\x1e4', long]) {
        socket.send(text);
        await socket.hears(text);
      }
    });

    test(`revision ${eio}: bytes come back`, async (t) => {
      const socket = await Socket.session(t, await servers.calm(), { eio });
      const every = Array.from({ length: 256 }, (_, at) => at);
      const long = Array.from({ length: 100_000 }, (_, at) => at % 251);
      for (const bytes of [[1, 2, 3, 4], [4], [0], every, long]) {
        const message = binary(eio, bytes);
        socket.send(message);
        await socket.hears(message);
      }
    });

    test(`revision ${eio}: a binary message that is empty comes back empty`, async (t) => {
      const socket = await Socket.session(t, await servers.calm(), { eio });
      socket.send(binary(eio, []));
      await socket.hears(binary(eio, []));
    });

    test(`revision ${eio}: 500 messages come back in order, text and binary`, async (t) => {
      const socket = await Socket.session(t, await servers.calm(), { eio });
      const sent = Array.from({ length: 500 }, (_, at) => {
        return at % 3 ? `4${at}` : binary(eio, [at % 256, at >> 8]);
      });
      socket.send(...sent);
      for (const message of sent) await socket.hears(message);
    });

    for (const text of ['abc', '', '9', '7hello']) {
      test(`revision ${eio}: the text ${JSON.stringify(text)} closes the session`, async (t) => {
        const socket = await Socket.session(t, await servers.calm(), { eio });
        socket.send(text);
        await socket.closed();
      });
    }

    test(`revision ${eio}: a noop changes nothing`, async (t) => {
      const socket = await Socket.session(t, await servers.calm(), { eio });
      socket.send('6', '4hello');
      await socket.hears('4hello');
    });
  }

  test('revision 4: a client that pings is closed', async (t) => {
    const socket = await Socket.session(t, await servers.calm());
    socket.send('2');
    await socket.closed();
  });

  test('revision 3: a client that pongs is closed', async (t) => {
    const socket = await Socket.session(t, await servers.calm(), { eio: 3 });
    socket.send('3');
    await socket.closed();
  });

  test('base64 in a text is binary', async (t) => {
    const server = await servers.calm();
    for (const [eio, text] of [[4, 'bAQIDBA=='], [3, 'b4AQIDBA==']]) {
      const socket = await Socket.session(t, server, { eio });
      socket.send(text);
      await socket.hears(binary(eio, [1, 2, 3, 4]));
    }
  });

  test('a text that is not UTF-8 is closed with 1007', async (t) => {
    const socket = await Socket.session(t, await servers.calm());
    socket.raw.send(Buffer.from('34ff', 'hex'), { binary: false });
    assert.equal((await socket.closed()).code, 1007);
  });

  test('a frame with a reserved bit is closed with 1002', async (t) => {
    const socket = await Socket.session(t, await servers.calm());
    socket.raw._socket.write(Buffer.from('f18100000000' + '34', 'hex'));
    assert.equal((await socket.closed()).code, 1002);
  });

  test("a WebSocket's own ping is answered by a pong", async (t) => {
    const socket = await Socket.session(t, await servers.calm());
    const pong = new Promise((resolve) => socket.raw.on('pong', resolve));
    socket.raw.ping('abc');
    socket.send('4hello');
    await socket.hears('4hello');
    assert.equal((await pong).toString(), 'abc');
  });

  test('a client that closes with a code gets it back', async (t) => {
    const socket = await Socket.session(t, await servers.calm());
    socket.raw.close(1000);
    assert.equal((await socket.closed()).code, 1000);
  });
}
