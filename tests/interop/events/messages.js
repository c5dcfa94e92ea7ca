// Events and acknowledgements, with and without attachments.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { join, joined } from '../harness/events.js';
import { Polling } from '../harness/polling.js';
import { notOfficial } from '../harness/server.js';

const bytes = (...values) => Buffer.from(values);
const place = (num) => `{"_placeholder":true,"num":${num}}`;

const ARGUMENTS = [
  ['none', ''],
  ['one', ',1'],
  ['some', ',1,"2",{"3":[true]}'],
  ['of every type', ',null,true,false,0,-1.5,1e+21,"",[],{},[[]],{"a":{"b":[{}]}}'],
  ['not in ASCII', ',"Grüße €","𝕊 \u{1f9e6}","e\u0301",{"ключ":"値"}'],
  ['of what JSON has to escape', ',"\\"","\\\\","\\n\\t\\u0000\\u001e","/"'],
  ['that look like packets', ',"42[\\"x\\"]","2","451-","bAQID"'],
  ['with inherited names', ',{"__proto__":1,"constructor":2,"toString":3}'],
  ['that look like attachments', `,${place(0)}`],
  ['of 100 kB', `,"${'ä'.repeat(50_000)}"`],
];

const ATTACHED = [
  ['one', `451-X["E",${place(0)}]`, [bytes(1, 2, 3)]],
  ['two', `452-X["E",${place(0)},${place(1)}]`, [bytes(1, 2, 3), bytes(4, 5, 6)]],
  ['inside', `452-X["E",{"a":[${place(0)}]},7,${place(1)}]`, [bytes(0), bytes(255)]],
  ['an empty one', `452-X["E",${place(0)},${place(1)}]`, [bytes(), bytes(4)]],
  ['100 kB', `451-X["E","€",${place(0)}]`, [Buffer.alloc(100_000, 200)]],
  ['ten', `4510-X["E",[${Array.from({ length: 10 }, (_, n) => place(n))}]]`,
    Array.from({ length: 10 }, (_, n) => bytes(n))],
];

export function messages(servers) {
  for (const [what, said] of ARGUMENTS) {
    test(`arguments ${what} come back by an event and by an ack`, async (t) => {
      const socket = await joined(t, await servers.calm());
      socket.send(`42["message"${said}]`, `42456["message-with-ack"${said}]`);
      await socket.hears(`42["message-back"${said}]`);
      await socket.hears(`43456[${said.slice(1)}]`);
    });
  }

  test('a number keeps each of its digits', notOfficial('it has doubles'), async (t) => {
    const socket = await joined(t, await servers.calm());
    const said = '9007199254740993,0.1000000000000000055,12345678901234567890';
    socket.send(`42["message",${said}]`, `421["message-with-ack",${said}]`);
    await socket.hears(`42["message-back",${said}]`);
    await socket.hears(`431[${said}]`);
  });

  test('an ack bears the id that was asked for', async (t) => {
    const socket = await joined(t, await servers.calm());
    for (const id of ['0', '1', '12', '999999', '4294967296', '9007199254740991']) {
      socket.send(`42${id}["message-with-ack",1]`);
      await socket.hears(`43${id}[1]`);
    }
  });

  test('whoever asks for no ack gets none', async (t) => {
    const socket = await joined(t, await servers.calm());
    socket.send('42["message-with-ack",1]', '427["message-with-ack",2]');
    await socket.hears('437[2]');
  });

  for (const [what, packet, attachments] of ATTACHED) {
    test(`${what} attached comes back by an event and by an ack`, async (t) => {
      const socket = await joined(t, await servers.calm());
      socket.send(packet.replace('X', '').replace('E', 'message'), ...attachments);
      await socket.hears(packet.replace('X', '').replace('E', 'message-back'));
      for (const attachment of attachments) await socket.hears(attachment);

      socket.send(packet.replace('X', '789').replace('E', 'message-with-ack'), ...attachments);
      await socket.hears(packet.replace('5', '6').replace('X["E",', '789['));
      for (const attachment of attachments) await socket.hears(attachment);
    });
  }

  test('a packet with all its parts is answered by one', async (t) => {
    const socket = await joined(t, await servers.calm());
    await join(socket, { namespace: '/custom' });
    const said = `["message-with-ack",${place(0)},{"x":${place(1)}}]`;
    socket.send(`452-/custom,7${said}`, bytes(1), bytes(2));
    await socket.hears(`462-/custom,7[${place(0)},{"x":${place(1)}}]`);
    await socket.hears(bytes(1));
    await socket.hears(bytes(2));
  });

  test('a heartbeat may come between a packet and its attachments', async (t) => {
    const socket = await joined(t, await servers.lively());
    socket.send(`452-["message",${place(0)},${place(1)}]`, bytes(1));
    await socket.hears('2');
    socket.send('3', bytes(2));
    const heard = await socket.nextButPings('the echo');
    assert.equal(heard, `452-["message-back",${place(0)},${place(1)}]`);
  });

  test('text and attachments come back by polling, in one body', async () => {
    const session = await Polling.open(await servers.calm());
    await session.post('40');
    await session.packets(2);
    const said = `["message",${place(0)},"€"]`;
    await session.post(`451-${said}`, 'bAQID', '427["message-with-ack",1]');
    assert.deepEqual(await session.packets(3), [
      `451-["message-back",${place(0)},"€"]`,
      'bAQID',
      '437[1]',
    ]);
  });

  test('500 events come back in order, some of them with attachments', async (t) => {
    const socket = await joined(t, await servers.calm());
    for (let at = 0; at < 500; at += 1) {
      if (at % 3) socket.send(`42["message",${at}]`);
      else socket.send(`451-["message",${at},${place(0)}]`, bytes(at % 256));
    }
    for (let at = 0; at < 500; at += 1) {
      if (at % 3) await socket.hears(`42["message-back",${at}]`);
      else {
        await socket.hears(`451-["message-back",${at},${place(0)}]`);
        await socket.hears(bytes(at % 256));
      }
    }
  });
}
