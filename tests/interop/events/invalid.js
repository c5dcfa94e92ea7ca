// What closes a session, what does not, and that others never notice.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { goesOn, joined } from '../harness/events.js';
import { Polling } from '../harness/polling.js';
import { notOfficial } from '../harness/server.js';
import { until } from '../harness/within.js';

const bytes = Buffer.of(1, 2, 3);
const place = (num) => `{"_placeholder":true,"num":${num}}`;

const CLOSES = [
  ['an unknown type', '4abc'],
  ['no type', '4'],
  ['a type that is too high', '47["message"]'],
  ['a type of two digits', '49'],
  ['an event that is an object', '42{}'],
  ['an event that is a string', '42"message"'],
  ['an event without a name', '42[]'],
  ['an event whose name is an object', '42[{}]'],
  ['an event whose name is null', '42[null]'],
  ['JSON that does not end', '42["message"'],
  ['JSON with a comma too much', '42["message",]'],
  ['something behind the JSON', '42["message"]]'],
  ['an ack id that is none', '42abc["message-with-ack",1,"2",{"3":[false]}]'],
  ['an ack id below zero', '42-1["message-with-ack"]'],
  ['a DISCONNECT with a payload', '41{}'],
  ['a CONNECT_ERROR from a client', '44{"message":"no"}'],
  ['an ack that is an object', '430{}'],
  ['attachments without their number', '45["message"]'],
  ['no attachments', `450-["message",${place(0)}]`],
  ['fewer attachments than none', `45-1-["message",${place(0)}]`],
  ['a number of attachments that is none', `45x-["message",${place(0)}]`],
  ['a number of attachments without its end', '451'],
  ['attachments beyond all measure', '45999999999-["message"]'],
  ['bytes that nobody has announced', bytes],
  ['a text where an attachment is due', `451-["message",${place(0)}]`, '42["message"]'],
  ['a placeholder for an attachment that is not there', `451-["message",${place(1)}]`, bytes],
  ['a placeholder below zero', `451-["message",${place(-1)}]`, bytes],
  ['a placeholder that is a string', `451-["message",${place('"0"')}]`, bytes],
  ['a placeholder that is a method of arrays', `451-["message",${place('"splice"')}]`, bytes],
  ['a reserved name with an attachment', `451-["connect",${place(0)}]`, bytes],
];
const RESERVED = [
  ...['connect', 'connect_error', 'disconnect', 'disconnecting'],
  ...['newListener', 'removeListener'],
];

const CHANGES_NOTHING = [
  ['an event that nobody handles', '42["unknown",1]'],
  ['the name of what every object has', '42["toString",1]', '42["__proto__"]', '42["constructor"]'],
  ['a name that is a number', '42[7,"seven"]'],
  ['an ack of what was never asked', '430[]', '4399[1]'],
];

/** Either answer will do, as long as it is only this session's. */
const AT_WORST = [
  ['an id of thirty digits', `42${'9'.repeat(30)}["message-with-ack",1]`],
  ['attachments that never come', `4510-["message",${place(0)}]`],
  ['a number beyond all numbers', '42["message",1e999999]'],
  ['half of a surrogate pair', '42["message","\\ud800"]'],
  ['a namespace of 10 kB', `40/${'x'.repeat(10_000)},`],
  ['a thousand namespaces', ...Array.from({ length: 1000 }, (_, n) => `40/${n},`)],
];

/** The official server looks for attachments in it until its stack is full. */
const DEEP = `42["message",${'['.repeat(10_000)}${']'.repeat(10_000)}]`;

export function invalid(servers) {
  for (const [what, ...packets] of CLOSES) {
    test(`${what} closes the session`, async (t) => {
      const socket = await joined(t, await servers.calm());
      socket.send(...packets);
      await socket.closed();
    });
  }

  for (const name of RESERVED) {
    test(`an event called ${name} closes the session: the name is reserved`, async (t) => {
      const socket = await joined(t, await servers.calm());
      socket.send(`42["${name}"]`);
      await socket.closed();
    });
  }

  test('an event without any payload closes the session', notOfficial(
    'it calls a handler of undefined',
  ), async (t) => {
    const socket = await joined(t, await servers.calm());
    socket.send('42');
    await socket.closed();
  });

  test('what is invalid closes a session by polling, too', async () => {
    const session = await Polling.open(await servers.calm());
    await session.post('40');
    await session.packets(2);
    const polled = session.ask();
    await session.ask('4abc');
    assert.ok([200, 400].includes((await polled).status));
    await until('the session is closed', async () => {
      return (await session.ask()).status === 400;
    });
  });

  for (const [what, ...packets] of CHANGES_NOTHING) {
    test(`${what} changes nothing`, async (t) => {
      const socket = await joined(t, await servers.calm());
      socket.send(...packets);
      await goesOn(socket);
    });
  }

  for (const [what, ...packets] of AT_WORST) {
    test(`${what}: nobody else notices`, (t) => harmsNobody(t, servers, packets));
  }

  test('JSON ten thousand deep: nobody else notices', notOfficial(
    'it dies of it',
  ), (t) => harmsNobody(t, servers, [DEEP]));
}

async function harmsNobody(t, servers, packets) {
  const server = await servers.calm();
  const other = await joined(t, server);
  const socket = await joined(t, server);
  socket.send(...packets);
  await goesOn(other);
  await goesOn(await joined(t, server));
}
