// Official clients: heartbeats, and a server that comes back.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { CLIENTS, Client } from '../harness/clients.js';
import { within } from '../harness/within.js';

const PERSISTENT = {
  reconnection: true,
  reconnectionDelay: 50,
  reconnectionDelayMax: 200,
};

/** Waits for so many heartbeats: 4.8 hears pings, 2.5 pongs. */
function beats(client, age, count) {
  const [heart, event] = age === '4.8' ? [client.socket.io, 'ping'] : [client.socket, 'pong'];
  const all = new Promise((resolve) => {
    heart.on(event, () => {
      count -= 1;
      if (count === 0) resolve();
    });
  });
  return within('several heartbeats', all);
}

async function echoes(client) {
  client.emit('message', 'hello');
  assert.deepEqual(await client.next('message-back'), ['hello']);
}

export function lasting(servers) {
  for (const kind of CLIENTS) {
    test(`${kind.name}: a client that says nothing is kept for many heartbeats`, async (t) => {
      const server = await servers.lively();
      const client = await Client.connect(t, server, kind);
      const { id } = client.socket;
      await client.settled();
      await beats(client, kind.age, 7);
      await echoes(client);
      assert.equal(client.socket.id, id, 'it never had to come back');
    });

    test(`${kind.name}: a client finds a server that has come back`, async (t) => {
      const first = await servers.start(t);
      const client = await Client.connect(t, first, kind, PERSISTENT);
      await client.settled();
      await echoes(client);
      await first.kill();
      await client.next('disconnect');
      await servers.start(t, '--port', first.onPort);
      await client.next('auth');
      await echoes(client);
    });

    test(`${kind.name}: a server that ends by Ctrl-C is waited for, too`, async (t) => {
      const first = await servers.start(t);
      const client = await Client.connect(t, first, kind, PERSISTENT);
      await client.settled();
      first.interrupt();
      await first.end();
      const [reason] = await client.next('disconnect');
      assert.match(reason, /^transport (close|error)$/);
      await servers.start(t, '--port', first.onPort);
      await client.next('auth');
      await echoes(client);
    });
  }
}
