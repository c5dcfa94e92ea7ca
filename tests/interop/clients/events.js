// Official clients: what they say comes back as they said it.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { CLIENTS, Client } from '../harness/clients.js';

const TYPES = [
  [],
  [1],
  [0, -1, 1.5, 1e21, 1e-7, 9007199254740991],
  [true, false, null],
  ['', 'text', '"quoted" \\ / \n\t\u0000\u001e', '2', '42["x"]', 'bAQID'],
  ['Grüße €', '𝕊 \u{1f9e6} 👩‍👧', 'e\u0301', '\u2028\u2029', '\ud83d\udc69'],
  [[], {}, [[]], [{}], { a: { b: [{ c: null }] } }],
  [{ ключ: '値', '': 1, 'a b': [2], constructor: 3 }],
];
const BINARY = [
  [Buffer.from([1, 2, 3, 4])],
  [Buffer.from(Array.from({ length: 256 }, (_, at) => at))],
  [Buffer.from([4]), 'text', Buffer.from([255])],
  [{ a: [Buffer.from([1]), { b: Buffer.from('𝕊') }], c: '€' }],
];

/** 2.5 has its bytes as an ArrayBuffer by some transports. */
function plain(value) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return Buffer.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, plain(v)]));
}

async function comesBack(client, said) {
  client.emit('message', ...said);
  assert.deepEqual(plain(await client.next('message-back')), said);
  assert.deepEqual(plain(await client.ask('message-with-ack', ...said)), said);
}

export function events(servers) {
  for (const kind of CLIENTS) {
    const it = (title, body) => {
      test(`${kind.name}: ${title}`, async (t) => {
        const client = await Client.connect(t, await servers.calm(), kind);
        await body(client);
        await client.settled();
        assert.deepEqual(client.transport, kind.transports.at(-1));
      });
    };

    it('every type of JSON comes back, by an event and by an ack', async (client) => {
      for (const said of TYPES) await comesBack(client, said);
    });

    it('bytes come back, alone and among others', async (client) => {
      for (const said of BINARY) await comesBack(client, said);
    });

    it('100 kB come back, of text and of bytes', async (client) => {
      await comesBack(client, ['€'.repeat(33_000)]);
      await comesBack(client, [Buffer.alloc(100_000, 200)]);
    });

    it('acks find whoever asked, many at once', async (client) => {
      const asked = Array.from({ length: 50 }, (_, at) => client.ask('message-with-ack', at));
      const answers = await Promise.all(asked);
      assert.deepEqual(answers, answers.map((_, at) => [at]));
    });

    // It begins at once: an upgrade comes while it runs.
    it('500 events come back in order, some with bytes', async (client) => {
      const bytes = (at) => (at % 7 ? [] : [Buffer.from([at % 256])]);
      for (let at = 0; at < 500; at += 1) client.emit('message', at, ...bytes(at));
      for (let at = 0; at < 500; at += 1) {
        const back = plain(await client.next('message-back'));
        assert.deepEqual(back, [at, ...bytes(at)]);
      }
    });
  }

  for (const kind of CLIENTS.filter(({ transports }) => transports.length > 1)) {
    test(`${kind.name}: no event is lost while it upgrades, ten times`, async (t) => {
      const server = await servers.calm();
      for (let round = 0; round < 10; round += 1) {
        const client = await Client.connect(t, server, kind);
        let sent = 0;
        // Until some time after the upgrade, one after the other.
        for (let after = 0; after < 20; after += client.transport === 'websocket') {
          client.emit('message', sent);
          assert.deepEqual(await client.next('message-back'), [sent]);
          sent += 1;
        }
        client.socket.close();
      }
    });
  }
}
