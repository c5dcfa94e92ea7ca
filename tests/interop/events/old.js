// Revision 4 of Socket.IO, which clients of versions 1 and 2 speak over
// Engine.IO's revision 3: `/` is joined unasked.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { goesOn, oldJoined } from '../harness/events.js';
import { Polling } from '../harness/polling.js';

const place = (num) => `{"_placeholder":true,"num":${num}}`;

export function old(servers) {
  test('a WebSocket is in / as soon as it is open', async (t) => {
    await goesOn(await oldJoined(t, await servers.calm()));
  });

  test('a polling session is in / as soon as it is open', async () => {
    const session = await Polling.open(await servers.calm(), { eio: 3 });
    assert.deepEqual(await session.packets(2), ['40', '42["auth",{}]']);
  });

  for (const [packet, auth] of [
    ['40/custom', '{}'],
    ['40/custom,', '{}'],
    ['40/custom?token=abc', '{"token":"abc"}'],
    ['40/custom?token=abc,', '{"token":"abc"}'],
    ['40/custom?token=a%20b&x=%F0%9D%95%8A,', '{"token":"a b","x":"𝕊"}'],
  ]) {
    test(`${packet} joins, without an id, and with the query as auth`, async (t) => {
      const socket = await oldJoined(t, await servers.calm());
      socket.send(packet);
      assert.match(await socket.next(), /^40\/custom,?$/);
      await socket.hears(`42/custom,["auth",${auth}]`);
      socket.send('42/custom,["message",1]');
      await socket.hears('42/custom,["message-back",1]');
    });
  }

  test('a namespace that is not there is refused, and the session goes on', async (t) => {
    const socket = await oldJoined(t, await servers.calm());
    socket.send('40/nope,');
    await socket.hears('44/nope,{"message":"Invalid namespace"}');
    await goesOn(socket);
  });

  test('one namespace is left, and the other goes on', async (t) => {
    const socket = await oldJoined(t, await servers.calm());
    socket.send('40/custom');
    await socket.next('to have joined');
    await socket.hears('42/custom,["auth",{}]');
    socket.send('41/custom');
    await goesOn(socket);
  });

  test('attachments have the type of their packet in front', async (t) => {
    const socket = await oldJoined(t, await servers.calm());
    const attachment = Buffer.from('04010203', 'hex');
    socket.send(`451-["message",${place(0)}]`, attachment);
    await socket.hears(`451-["message-back",${place(0)}]`);
    await socket.hears(attachment);
    socket.send(`451-7["message-with-ack",${place(0)}]`, attachment);
    await socket.hears(`461-7[${place(0)}]`);
    await socket.hears(attachment);
  });

  test('attachments come by polling as bytes', async () => {
    const session = await Polling.open(await servers.calm(), { eio: 3 });
    await session.packets(2);
    const packet = `451-["message",${place(0)}]`;
    await session.post(packet, 'b4AQID');
    const { headers, body } = await session.ask();
    assert.equal(headers['content-type'], 'application/octet-stream');
    const back = `451-["message-back",${place(0)}]`;
    const length = [...`${back.length}`].map(Number);
    const head = Buffer.of(0, ...length, 255);
    const tail = Buffer.from('0104ff04010203', 'hex');
    const whole = Buffer.concat([head, Buffer.from(back), tail]);
    assert.equal(body.toString('hex'), whole.toString('hex'));
  });

  test('an event that is no JSON closes the session', async (t) => {
    const socket = await oldJoined(t, await servers.calm());
    socket.send('42["message"');
    await socket.closed();
  });

  test('an event for a namespace that was not joined closes the session', async (t) => {
    const socket = await oldJoined(t, await servers.calm());
    socket.send('42/custom,["message",1]');
    await socket.closed();
  });
}
