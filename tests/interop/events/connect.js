// Namespaces: who joins them, who is refused, who leaves.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ask } from '../harness/ask.js';
import { goesOn, inside, join, joined } from '../harness/events.js';
import { Polling } from '../harness/polling.js';
import { Socket, refusal } from '../harness/websocket.js';
import { pause, until } from '../harness/within.js';

const IMPATIENT = ['--connect-timeout', '300ms'];

/** Leaves it, and waits for the other to answer: then it has been read. */
async function leave(socket, namespace) {
  const other = namespace === '/' ? '/custom' : '/';
  await join(socket, { namespace: other });
  socket.send(`41${inside(namespace)}`, `42${inside(other)}["message"]`);
  await socket.hears(`42${inside(other)}["message-back"]`);
}

export function connect(servers) {
  for (const namespace of ['/', '/custom']) {
    test(`${namespace} is joined without a payload`, async (t) => {
      const socket = await Socket.session(t, await servers.calm());
      await join(socket, { namespace });
    });

    test(`${namespace} is joined with a payload, which its handler sees`, async (t) => {
      const server = await servers.calm();
      for (const auth of [{ token: '123' }, { a: [1, { b: null }], 𝕊: '€' }, {}]) {
        const socket = await Socket.session(t, server);
        await join(socket, { namespace, auth });
      }
    });

    test(`${namespace} is joined by polling`, async () => {
      const session = await Polling.open(await servers.calm());
      await session.post(`40${inside(namespace)}{"token":"123"}`);
      const [answer, event] = await session.packets(2);
      assert.ok(answer.startsWith(`40${inside(namespace)}{"sid":"`), answer);
      assert.equal(event, `42${inside(namespace)}["auth",{"token":"123"}]`);
    });

    test(`a second CONNECT of ${namespace} closes the session`, async (t) => {
      const socket = await joined(t, await servers.calm(), namespace);
      socket.send(`40${inside(namespace)}`);
      await socket.closed();
    });

    test(`an event for ${namespace} before its CONNECT closes the session`, async (t) => {
      const socket = await Socket.session(t, await servers.calm());
      socket.send(`42${inside(namespace)}["message",1]`);
      await socket.closed();
    });

    test(`${namespace} can be left and joined again, as somebody else`, async (t) => {
      const socket = await Socket.session(t, await servers.calm());
      const first = await join(socket, { namespace });
      await leave(socket, namespace);
      const second = await join(socket, { namespace });
      assert.notEqual(first, second);
    });

    test(`an event for ${namespace} after leaving it closes the session`, async (t) => {
      const socket = await joined(t, await servers.calm(), namespace);
      await leave(socket, namespace);
      socket.send(`42${inside(namespace)}["message",1]`);
      await socket.closed();
    });
  }

  test('the comma behind a namespace may be missing at the end', async (t) => {
    const socket = await Socket.session(t, await servers.calm());
    socket.send('40/custom');
    assert.match(await socket.next(), /^40\/custom,\{"sid":"[^"]+"\}$/);
    await socket.hears('42/custom,["auth",{}]');
  });

  for (const [packet, namespace] of [
    ['40/random', '/random'],
    ['40/random,', '/random'],
    ['40/random,{"token":"123"}', '/random'],
    ['40/customs,', '/customs'],
    ['40/Custom,', '/Custom'],
    ['40/custom/,', '/custom/'],
    ['40/__proto__,', '/__proto__'],
    ['40/toString,', '/toString'],
    // A query is for revision 3.
    ['40/custom?token=abc,', '/custom?token=abc'],
  ]) {
    test(`${packet} is refused, and the session goes on`, async (t) => {
      const socket = await joined(t, await servers.calm());
      socket.send(packet);
      await socket.hears(`44${namespace},{"message":"Invalid namespace"}`);
      await goesOn(socket);
    });
  }

  test('whoever was refused may join another', async (t) => {
    const socket = await Socket.session(t, await servers.calm());
    socket.send('40/random');
    await socket.hears('44/random,{"message":"Invalid namespace"}');
    await join(socket);
  });

  for (const packet of ['4abc', '4', '40[]', '40"x"', '40{"token"', '40null', '40{}{}']) {
    test(`the handshake ${packet} closes the session`, async (t) => {
      const socket = await Socket.session(t, await servers.calm());
      socket.send(packet);
      await socket.closed();
    });
  }

  test("a socket's id is neither the session's, which is secret, nor another's", async (t) => {
    const socket = await Socket.session(t, await servers.calm());
    const ids = [socket.handshake.sid, await join(socket)];
    ids.push(await join(socket, { namespace: '/custom' }));
    assert.equal(new Set(ids).size, 3, ids.join());
    for (const id of ids) assert.match(id, /^[\w-]{20,}$/);
  });

  test('a session that joins nothing is closed', async (t) => {
    const server = await servers.shared(...IMPATIENT);
    const socket = await Socket.session(t, server);
    const session = await Polling.open(server);
    await socket.closed();
    // No poll waits, so it hears of it by the next one.
    await until('the polling session is closed, too', async () => {
      return (await session.ask()).status === 400;
    });
  });

  test('a session that was only refused is closed', async (t) => {
    const socket = await Socket.session(t, await servers.shared(...IMPATIENT));
    socket.send('40/random');
    await socket.hears('44/random,{"message":"Invalid namespace"}');
    await socket.closed();
  });

  test('a session that has joined is not closed', async (t) => {
    const socket = await joined(t, await servers.shared(...IMPATIENT));
    await pause(600);
    await goesOn(socket);
  });

  test('a page of another origin joins nothing', async () => {
    const { http, ws } = await servers.calm();
    const headers = { origin: 'http://evil.example' };
    const polled = await ask(`${http}?EIO=4&transport=polling`, { headers });
    assert.equal(polled.status, 403);
    const { status } = await refusal(`${ws}?EIO=4&transport=websocket`, headers);
    assert.ok(status >= 400, `${status}`);
  });

  test('two namespaces share a session, and hear nothing of each other', async (t) => {
    const socket = await joined(t, await servers.calm());
    await join(socket, { namespace: '/custom', auth: { token: 'abc' } });
    socket.send('42/custom,["message",1]', '42["message",2]');
    socket.send('42/custom,0["message-with-ack",3]');
    await socket.hears('42/custom,["message-back",1]');
    await socket.hears('42["message-back",2]');
    await socket.hears('43/custom,0[3]');
  });

  test('leaving one namespace leaves the other as it was', async (t) => {
    const socket = await joined(t, await servers.calm());
    await join(socket, { namespace: '/custom' });
    socket.send('41/custom');
    await goesOn(socket);
  });

  test('leaving a namespace that was not joined closes the session', async (t) => {
    const socket = await joined(t, await servers.calm());
    socket.send('41/custom,');
    await socket.closed();
  });
}
