// What only revision 3 has over a WebSocket.

import { test } from 'node:test';
import { notOfficial } from '../harness/server.js';
import { Socket } from '../harness/websocket.js';

export function oldWebsocket(servers) {
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
