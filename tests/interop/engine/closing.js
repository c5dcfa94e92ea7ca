// How a session ends when somebody wants it to.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Polling, decode } from '../harness/polling.js';
import { notOfficial } from '../harness/server.js';
import { Socket } from '../harness/websocket.js';
import { pause, until } from '../harness/within.js';

/** Closes a new session while it polls; what the poll is told. */
async function closeWhilePolling(server, eio) {
  // Nothing says when the server has read a request: if the poll came too
  // late, once more, with more time for it.
  for (const ms of [30, 300, 3000]) {
    const session = await Polling.open(server, { eio });
    const polled = session.ask();
    await pause(ms);
    await session.post('1');
    const { status, text } = await polled;
    if (status === 200) return { session, told: decode(eio, text) };
  }
  throw new Error('the poll was refused each time');
}

export function closing(servers) {
  for (const eio of [4, 3]) {
    test(`revision ${eio}: a close by POST ends the waiting poll with a noop`, async () => {
      const server = await servers.calm();
      const { session, told } = await closeWhilePolling(server, eio);
      assert.deepEqual(told, ['6']);
      await session.isOver();
    });

    test(`revision ${eio}: what stands behind a close is not read`, async () => {
      const session = await Polling.open(await servers.calm(), { eio });
      await session.post('1', '4hello');
      await session.isOver();
    });

    test(`revision ${eio}: a close over a WebSocket closes it`, notOfficial(
      'it ignores it, and the heartbeat ends the session',
    ), async (t) => {
      const socket = await Socket.session(t, await servers.calm(), { eio });
      socket.send('1');
      await socket.closed();
    });

    test(`revision ${eio}: a session ends with its WebSocket`, async (t) => {
      const server = await servers.calm();
      for (const end of ['close', 'terminate']) {
        const socket = await Socket.session(t, server, { eio });
        const session = new Polling();
        const query = `?EIO=${eio}&transport=websocket&sid=${socket.handshake.sid}`;
        Object.assign(session, { eio, address: server.http + query });
        socket.raw[end]();
        await socket.closed();
        await until('it is forgotten', async () => {
          return (await session.ask()).json.code === 1;
        });
      }
    });
  }
}
