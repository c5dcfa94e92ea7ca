// From polling to a WebSocket, and what may go wrong on the way.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Polling } from '../harness/polling.js';
import { notOfficial } from '../harness/server.js';
import { Socket, refusal } from '../harness/websocket.js';
import { within } from '../harness/within.js';

/** A second WebSocket is refused, or closed when it has opened. */
async function isTurnedAway(t, server, session) {
  const { eio, sid } = session;
  const socket = await Socket.open(t, server, { eio, sid }).catch(() => null);
  await socket?.closed();
}

async function probe(t, server, session) {
  const { eio, sid } = session;
  const socket = await Socket.open(t, server, { eio, sid });
  socket.send('2probe');
  await socket.hears('3probe');
  return socket;
}

/** A session that has been upgraded, and its WebSocket. */
async function upgraded(t, server, eio) {
  const session = await Polling.open(server, { eio });
  const socket = await probe(t, server, session);
  socket.send('5');
  // By its echo the client knows that the server has read it.
  socket.send('4upgraded');
  await socket.hears('4upgraded');
  return { session, socket };
}

async function polls(session) {
  await session.post('4by polling');
  const packets = await session.packets(1);
  // A noop of an upgrade that was begun may come first.
  if (packets.includes('6')) packets.push(...(await session.packets(1)));
  assert.ok(packets.includes('4by polling'), packets.join());
}

export function upgrade(servers) {
  for (const eio of [4, 3]) {
    const it = (title, ...rest) => test(`revision ${eio}: ${title}`, ...rest);

    it('a poll that waits is ended by a noop, and the WebSocket takes over', async (t) => {
      const server = await servers.calm();
      const session = await Polling.open(server, { eio });
      const polled = session.poll();
      const socket = await probe(t, server, session);
      assert.deepEqual(await polled, ['6']);
      socket.send('5', '4hello');
      await socket.hears('4hello');
    });

    it('a poll that comes after the probe is ended by a noop, too', async (t) => {
      const server = await servers.calm();
      const session = await Polling.open(server, { eio });
      const socket = await probe(t, server, session);
      assert.deepEqual(await session.poll(), ['6']);
      socket.send('5', '4hello');
      await socket.hears('4hello');
    });

    it('a client that stopped polling before the probe is upgraded as well', async (t) => {
      const { socket } = await upgraded(t, await servers.calm(), eio);
      socket.send('4hello');
      await socket.hears('4hello');
    });

    it('what was not polled comes over the WebSocket, before anything newer', async (t) => {
      const server = await servers.calm();
      const session = await Polling.open(server, { eio });
      await session.post('4first', '4second');
      const socket = await probe(t, server, session);
      await session.post('4third');
      socket.send('5', '4fourth');
      for (const text of ['4first', '4second', '4third', '4fourth']) {
        await socket.hears(text);
      }
    });

    it('messages go both ways by polling until the upgrade', async (t) => {
      const server = await servers.calm();
      const session = await Polling.open(server, { eio });
      const socket = await probe(t, server, session);
      await polls(session);
      socket.send('5', '4hello');
      await socket.hears('4hello');
    });

    it('requests of an upgraded session are refused, and it goes on', async (t) => {
      const server = await servers.calm();
      const { session, socket } = await upgraded(t, server, eio);
      assert.equal((await session.ask()).status, 400);
      const posted = await session.ask(eio === 4 ? '4lost' : '5:4lost');
      assert.equal(posted.status, 400);
      socket.send('4hello');
      await socket.hears('4hello');
    });

    it('a second WebSocket of an upgraded session is turned away, and it goes on', async (t) => {
      const server = await servers.calm();
      const { session, socket } = await upgraded(t, server, eio);
      await isTurnedAway(t, server, session);
      socket.send('4hello');
      await socket.hears('4hello');
    });

    it('of two upgrades at once the second is turned away, the first completes', async (t) => {
      const server = await servers.calm();
      const session = await Polling.open(server, { eio });
      const socket = await probe(t, server, session);
      await isTurnedAway(t, server, session);
      socket.send('5', '4hello');
      await socket.hears('4hello');
    });

    it('a session that began as a WebSocket has no other', notOfficial(
      'it waits 10 s for a probe',
    ), async (t) => {
      const server = await servers.calm();
      const socket = await Socket.session(t, server, { eio });
      await isTurnedAway(t, server, { eio, sid: socket.handshake.sid });
      socket.send('4hello');
      await socket.hears('4hello');
    });

    for (const [what, message] of [
      ['a message', '4hello'],
      ['another ping', '2'],
      ['what is no packet', 'abc'],
    ]) {
      it(`${what} in place of the probe ends the upgrade, not the session`, async (t) => {
        const server = await servers.calm();
        const session = await Polling.open(server, { eio });
        const socket = await Socket.open(t, server, session);
        socket.send(message);
        await socket.closed();
        await polls(session);
      });
    }

    for (const [when, begin] of [
      ['before', (t, server, session) => Socket.open(t, server, session)],
      ['after', probe],
    ]) {
      it(`a WebSocket that closes ${when} the probe leaves polling as it was`, async (t) => {
        const server = await servers.calm();
        const session = await Polling.open(server, { eio });
        const socket = await begin(t, server, session);
        socket.raw.terminate();
        await polls(session);
        // The next one may take over; the server may not have noticed yet.
        await within('another upgrade', again(t, server, session));
      });
    }

    it('a WebSocket of another revision is refused, and polling goes on', async (t) => {
      const server = await servers.calm();
      const session = await Polling.open(server, { eio });
      const address = `${server.ws}?EIO=${7 - eio}&transport=websocket`;
      const { status } = await refusal(`${address}&sid=${session.sid}`);
      assert.equal(status, 400);
      await polls(session);
    });

    it('the heartbeat goes on over the WebSocket', async (t) => {
      const server = await servers.lively();
      const session = await Polling.open(server, { eio });
      const socket = await probe(t, server, session);
      socket.send('5');
      for (let beat = 0; beat < 3; beat += 1) {
        if (eio === 3) socket.send('2');
        await socket.hears(eio === 3 ? '3' : '2');
        if (eio === 4) socket.send('3');
      }
    });
  }
}

async function again(t, server, session) {
  for (;;) {
    try {
      const socket = await probe(t, server, session);
      socket.send('5', '4again');
      await socket.hears('4again');
      return;
    } catch (error) {
      if (!/closed/.test(error.message)) throw error;
    }
  }
}
