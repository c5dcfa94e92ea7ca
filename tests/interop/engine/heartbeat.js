// Who pings whom, and what silence does. In revision 4 the server pings, in
// revision 3 the client does.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Polling } from '../harness/polling.js';
import { Socket } from '../harness/websocket.js';
import { pause, until } from '../harness/within.js';

/** Polls until the session is refused; what was heard on the way. */
async function end(session) {
  const heard = [];
  await until('the session is closed', async () => {
    const { status, text } = await session.ask();
    if (status === 200) heard.push(text);
    return status === 400;
  });
  await session.isOver();
  return heard;
}

export function heartbeat(servers) {
  test('revision 4, polling: each pong is followed by another ping', async () => {
    const session = await Polling.open(await servers.lively());
    for (let beat = 0; beat < 5; beat += 1) {
      assert.deepEqual(await session.poll(), ['2']);
      await session.post('3');
    }
    await session.post('4hello');
    assert.ok((await session.packets(1)).includes('4hello'));
  });

  test('revision 4, WebSocket: each pong is followed by another ping', async (t) => {
    const socket = await Socket.session(t, await servers.lively());
    for (let beat = 0; beat < 5; beat += 1) {
      await socket.hears('2');
      socket.send('3');
    }
    socket.send('4hello');
    while ((await socket.next('the echo')) !== '4hello');
  });

  test('revision 4, polling: a ping without a pong ends the session', async () => {
    const session = await Polling.open(await servers.strict());
    const [ping] = await end(session);
    assert.equal(ping, '2');
  });

  test('revision 4, WebSocket: a ping without a pong ends the session', async (t) => {
    const socket = await Socket.session(t, await servers.strict());
    await socket.hears('2');
    await socket.closed();
  });

  test('revision 4: a session that never polls is forgotten', async () => {
    const session = await Polling.open(await servers.strict());
    await pause(600); // the ping, its time-out, and a half more
    // A late server has the ping for this poll, but not for ever.
    await end(session);
  });

  for (const transport of ['polling', 'WebSocket']) {
    test(`revision 3, ${transport}: a client that never pings is forgotten`, async (t) => {
      const server = await servers.strict();
      if (transport === 'WebSocket') {
        const socket = await Socket.session(t, server, { eio: 3 });
        await socket.closed();
      } else {
        await end(await Polling.open(server, { eio: 3 }));
      }
    });
  }

  test('revision 3, polling: each ping is answered by a pong', async () => {
    const session = await Polling.open(await servers.calm(), { eio: 3 });
    for (let beat = 0; beat < 3; beat += 1) {
      await session.post('2');
      assert.deepEqual(await session.poll(), ['3']);
    }
  });

  test('revision 3, WebSocket: each ping is answered by a pong', async (t) => {
    const socket = await Socket.session(t, await servers.calm(), { eio: 3 });
    for (let beat = 0; beat < 3; beat += 1) {
      socket.send('2');
      await socket.hears('3');
    }
  });

  test('revision 3: a client that pings outlives the time-out', async (t) => {
    const server = await servers.shared(
      ...['--ping-interval', '100ms', '--ping-timeout', '2400ms'],
    );
    const socket = await Socket.session(t, server, { eio: 3 });
    for (let beat = 0; beat < 6; beat += 1) {
      await pause(500);
      socket.send('2');
      await socket.hears('3');
    }
  });

  test('revision 3: the server pings nobody', async (t) => {
    const socket = await Socket.session(t, await servers.lively(), { eio: 3 });
    await pause(350);
    socket.send('4hello');
    await socket.hears('4hello');
  });
}
