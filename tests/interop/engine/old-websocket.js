// What only revision 3 has over a WebSocket.

import { test } from 'node:test';
import WebSocket from 'ws';
import { once } from 'node:events';
import { notOfficial } from '../harness/server.js';
import { Socket } from '../harness/websocket.js';
import { within } from '../harness/within.js';

export function oldWebsocket(servers) {
  test('a client that cannot read bytes has them in base64', async (t) => {
    const { ws } = await servers.calm();
    const raw = new WebSocket(`${ws}?EIO=3&transport=websocket&b64=1`);
    t.after(() => raw.terminate());
    const socket = new Socket(raw);
    await within('an open WebSocket', once(raw, 'open'));
    await socket.next('the open packet');
    socket.send('b4AQIDBA==');
    await socket.hears('b4AQIDBA==');
    socket.send(Buffer.from('0401020304', 'hex'));
    await socket.hears('b4AQIDBA==');
  });

  test('a ping and a message, each as a frame, are answered in order', async (t) => {
    const socket = await Socket.session(t, await servers.calm(), { eio: 3 });
    socket.send('2', '4hello', '2');
    for (const text of ['3', '4hello', '3']) await socket.hears(text);
  });

  test('a frame of bytes without a type closes the session', notOfficial(
    'it ignores it',
  ), async (t) => {
    const socket = await Socket.session(t, await servers.calm(), { eio: 3 });
    socket.send(Buffer.from('ff010203', 'hex'));
    await socket.closed();
  });
}
