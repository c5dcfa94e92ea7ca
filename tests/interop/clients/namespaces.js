// Official clients: joining namespaces, being refused, leaving.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { CLIENTS, Client } from '../harness/clients.js';

const NEW = CLIENTS.filter(({ age }) => age === '4.8');
const OLD = CLIENTS.filter(({ age }) => age === '2.5');

async function echoes(client) {
  client.emit('message', 'hello');
  assert.deepEqual(await client.next('message-back'), ['hello']);
}

export function namespaces(servers) {
  for (const kind of CLIENTS) {
    test(`${kind.name}: /custom is joined and echoes`, async (t) => {
      const options = { namespace: '/custom' };
      const client = Client.open(t, await servers.calm(), kind, options);
      assert.deepEqual(await client.next('auth'), [{}]);
      await echoes(client);
      assert.deepEqual(await client.ask('message-with-ack', 1), [1]);
    });

    test(`${kind.name}: / and /custom share a connection, and one is left alone`, async (t) => {
      const first = await Client.connect(t, await servers.calm(), kind);
      const second = new Client(first.socket.io.socket('/custom'));
      t.after(() => second.socket.close());
      await second.next('auth');
      assert.equal(first.socket.io.engine, second.socket.io.engine);
      await Promise.all([echoes(first), echoes(second)]);
      second.socket.close();
      await echoes(first);
    });
  }

  for (const kind of NEW) {
    test(`${kind.name}: the auth payload arrives in each namespace`, async (t) => {
      const auth = { token: 'abc', '𝕊': [1, null] };
      for (const namespace of ['', '/custom']) {
        const options = { namespace, auth };
        const client = Client.open(t, await servers.calm(), kind, options);
        assert.deepEqual(await client.next('auth'), [auth]);
      }
    });

    test(`${kind.name}: another namespace is refused with a reason`, async (t) => {
      const options = { namespace: '/nope' };
      const client = Client.open(t, await servers.calm(), kind, options);
      const [error] = await client.next('connect_error');
      assert.equal(error.message, 'Invalid namespace');
      assert.equal(client.socket.connected, false);
    });

    test(`${kind.name}: its id is not that of its session`, async (t) => {
      const client = await Client.connect(t, await servers.calm(), kind);
      assert.notEqual(client.socket.id, client.socket.io.engine.id);
    });
  }

  for (const kind of OLD) {
    test(`${kind.name}: the query of a namespace arrives as auth`, async (t) => {
      const options = { namespace: '/custom?token=abc' };
      const client = Client.open(t, await servers.calm(), kind, options);
      assert.deepEqual(await client.next('auth'), [{ token: 'abc' }]);
      await echoes(client);
    });

    test(`${kind.name}: another namespace is refused with a reason`, async (t) => {
      const options = { namespace: '/nope' };
      const client = Client.open(t, await servers.calm(), kind, options);
      const [reason] = await client.next('error');
      assert.deepEqual(reason, { message: 'Invalid namespace' });
    });
  }
}
